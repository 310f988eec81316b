package bridge.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads a board as monday describes it, and finds the columns that the portal needs. */
@Component
class BoardReader {

    private static final Logger LOG = LoggerFactory.getLogger(BoardReader.class);

    private final BoardSettings settings;
    private final JsonMapper json = new JsonMapper();

    BoardReader(BoardSettings settings) {
        this.settings = settings;
    }

    /** @param board with {@code id}, {@code name} and {@code columns} */
    BoardLayout read(JsonNode board) {
        List<BoardColumn> all = columns(board);
        Map<Field, BoardColumn> found = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            configured(field, all).ifPresent(column -> found.put(field, column));
        }
        for (Field field : Field.values()) {
            if (!found.containsKey(field)) {
                List<BoardColumn> free =
                        all.stream().filter(c -> !found.containsValue(c)).toList();
                byTitle(field, free).ifPresent(column -> found.put(field, column));
            }
        }
        return new BoardLayout(board.path("id").asText(), board.path("name").asText(), found);
    }

    private Optional<BoardColumn> configured(Field field, List<BoardColumn> columns) {
        String id = settings.columnId(field);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<BoardColumn> column =
                columns.stream().filter(c -> c.id().equals(id)).findFirst();
        if (column.isEmpty() || !field.types().contains(column.get().type())) {
            LOG.warn("{} names no {} column of the board: looking for its title", field.setting(), field.types());
            return Optional.empty();
        }
        return column;
    }

    private static Optional<BoardColumn> byTitle(Field field, List<BoardColumn> columns) {
        List<String> titles = field.titles().stream().map(BoardReader::normal).toList();
        return columns.stream()
                .filter(c -> titles.contains(normal(c.title())) && field.types().contains(c.type()))
                .min(Comparator.comparingInt((BoardColumn c) -> titles.indexOf(normal(c.title())))
                        .thenComparingInt(c -> field.types().indexOf(c.type())));
    }

    private List<BoardColumn> columns(JsonNode board) {
        List<BoardColumn> columns = new ArrayList<>();
        for (JsonNode column : board.path("columns")) {
            if (!column.path("archived").asBoolean(false)) {
                String type = column.path("type").asText();
                columns.add(new BoardColumn(
                        column.path("id").asText(),
                        column.path("title").asText(),
                        type,
                        column.path("revision").asText(""),
                        type.equals("status") ? labels(column.path("settings")) : List.of()));
            }
        }
        return columns;
    }

    /**
     * A list of labels, or, as older versions wrote it, texts by id with positions and colours beside them
     * (developer.monday.com/api-reference/reference/status).
     */
    private List<BoardLabel> labels(JsonNode given) {
        JsonNode settings = given.isTextual() ? parse(given.asText()) : given;
        JsonNode labels = settings.path("labels");
        List<BoardLabel> found = new ArrayList<>();
        if (labels.isArray()) {
            for (JsonNode label : labels) {
                int id = label.path("id").asInt(label.path("index").asInt());
                found.add(new BoardLabel(
                        id,
                        label.path("label").asText(""),
                        label.path("index").asInt(id),
                        textOrNull(label.path("color")),
                        textOrNull(label.path("description")),
                        label.path("is_done").asBoolean(false),
                        label.path("is_deactivated").asBoolean(false)));
            }
        } else {
            labels.fields()
                    .forEachRemaining(label -> found.add(olderLabel(label.getKey(), label.getValue(), settings)));
        }
        found.sort(Comparator.comparingInt(BoardLabel::index));
        return found;
    }

    private static BoardLabel olderLabel(String key, JsonNode text, JsonNode settings) {
        int id = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
        boolean done = false;
        for (JsonNode doneId : settings.path("done_colors")) {
            done |= doneId.asInt(-1) == id;
        }
        JsonNode color = settings.path("labels_colors").path(key).path("color");
        return new BoardLabel(
                id,
                text.asText(""),
                settings.path("labels_positions_v2").path(key).asInt(id),
                textOrNull(color),
                null,
                done,
                false);
    }

    private static String textOrNull(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return json.createObjectNode();
        }
    }

    /** Case, spaces and punctuation of a title do not count. */
    private static String normal(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
