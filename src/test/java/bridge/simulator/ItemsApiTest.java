package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemsApiTest {
    private static final String CREATE =
            "mutation($b: ID!, $n: String!, $v: JSON) { create_item(board_id: $b, item_name: $n, column_values: $v) {"
                    + " id name state group { id title } column_values { id type text value"
                    + " ... on StatusValue { index label is_done label_style { color } }"
                    + " ... on EmailValue { email label } ... on CreationLogValue { created_at creator { id name } } } } }";
    private static final String CHANGE = "mutation($b: ID!, $i: ID!, $v: JSON!) {"
            + " change_multiple_column_values(board_id: $b, item_id: $i, column_values: $v) { id name updated_at"
            + " column_values { id text value ... on StatusValue { index } } } }";
    private static final String READ =
            "query($ids: [ID!]) { items(ids: $ids) { id state column_values { id text value } } }";

    private SimulatedMonday monday;
    private ApiClient api;
    private String board;

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
        board = monday.seedTicketBoard();
        api = new ApiClient(monday);
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private static JsonNode cell(JsonNode item, String columnId) {
        for (var cell : item.path("column_values")) {
            if (cell.path("id").asText().equals(columnId)) {
                return cell;
            }
        }
        throw new AssertionError("no cell " + columnId + " in " + item);
    }

    private JsonNode create(String name, Map<String, ?> values) {
        var answer = api.call(CREATE, Map.of("b", board, "n", name, "v", Json.write(values)));
        assertThat(answer.body().has("errors")).as(answer.body().toString()).isFalse();
        return answer.data("create_item");
    }

    @Test
    void createsAnItemWithEveryKindOfColumnValue() {
        var item = create(
                "Größe 北京",
                Map.of(
                        monday.columnId("Description"), Map.of("text", "a\nb"),
                        monday.columnId("Portal ID"), "acme",
                        monday.columnId("Client Email"), Map.of("email", "a@b.example", "text", "Ann"),
                        monday.columnId("Status"), Map.of("label", "Resolved")));

        assertThat(item.path("name").asText()).isEqualTo("Größe 北京");
        assertThat(item.path("id").asLong()).isGreaterThan(1L << 32);
        assertThat(cell(item, monday.columnId("Description")).path("text").asText())
                .isEqualTo("a\nb");
        assertThat(cell(item, monday.columnId("Portal ID")).path("value").asText())
                .isEqualTo("\"acme\"");
        assertThat(cell(item, monday.columnId("Client Email")).path("text").asText())
                .isEqualTo("Ann - a@b.example");
        assertThat(cell(item, monday.columnId("Client Email")).path("label").asText())
                .isEqualTo("Ann");
        assertThat(cell(item, monday.columnId("Priority")).path("value").isNull())
                .isTrue();
        assertThat(cell(item, monday.columnId("Ticket ID")).path("text").asText())
                .isEmpty();
        assertThat(cell(item, monday.columnId("Created"))
                        .path("creator")
                        .path("name")
                        .asText())
                .isEqualTo("Portal Integration");
        assertThat(item.path("column_values").findValuesAsText("id")).doesNotContain("name");
    }

    @Test
    void takesTheIdOfALabelNotItsPositionAsIndex() {
        var status = monday.columnId("Status");
        var settings = api.call("query($b: [ID!]) { boards(ids: $b) { columns { id settings } } }", Map.of("b", board))
                .data("boards")
                .path(0)
                .path("columns");
        JsonNode resolved = null;
        for (var column : settings) {
            for (var label : column.path("settings").path("labels")) {
                if (label.path("label").asText().equals("Resolved")) {
                    resolved = label;
                }
            }
        }
        assertThat(resolved).isNotNull();
        assertThat(resolved.path("id").asInt()).isEqualTo(1);
        assertThat(resolved.path("index").asInt()).isEqualTo(3);

        var item = create("x", Map.of(status, Map.of("index", 1)));

        assertThat(cell(item, status).path("label").asText()).isEqualTo("Resolved");
        assertThat(cell(item, status).path("is_done").asBoolean()).isTrue();
        assertThat(Json.argument(cell(item, status).path("value").asText())
                        .path("index")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void refusesAnUnknownLabelInMondaysWordsAndCreatesNothing() {
        var answer = api.call(
                CREATE,
                Map.of(
                        "b",
                        board,
                        "n",
                        "x",
                        "v",
                        Json.write(Map.of(monday.columnId("Status"), Map.of("label", "Nope")))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data("create_item").isNull()).isTrue();
        assertThat(answer.code()).isEqualTo("ColumnValueException");
        assertThat(answer.error().path("path").path(0).asText()).isEqualTo("create_item");
        assertThat(answer.error()
                        .path("extensions")
                        .path("error_data")
                        .path("column_type")
                        .asText())
                .isEqualTo("color");
        assertThat(answer.error().path("message").asText())
                .startsWith("invalid value - label does not exist in column.");
        assertThat(answer.body().path("extensions").path("request_id").asText()).isNotEmpty();
        assertThat(monday.itemCount()).isZero();
    }

    @Test
    void needsBothKeysOfAnEmail() {
        var answer = api.call(
                CREATE,
                Map.of(
                        "b",
                        board,
                        "n",
                        "x",
                        "v",
                        Json.write(Map.of(monday.columnId("Client Email"), Map.of("email", "a@b.example")))));

        assertThat(answer.code()).isEqualTo("ColumnValueException");
    }

    @Test
    void namesUnknownColumnsBoardsItemsAndFields() {
        var item = monday.createItem("x", "", "p", "a@b.example");

        assertThat(api.call(CHANGE, Map.of("b", board, "i", item, "v", "{\"nope\":\"1\"}"))
                        .code())
                .isEqualTo("InvalidColumnIdException");
        assertThat(api.call(CREATE, Map.of("b", "1", "n", "x")).code()).isEqualTo("InvalidBoardIdException");
        assertThat(api.call(CHANGE, Map.of("b", board, "i", "1", "v", "{}")).code())
                .isEqualTo("ResourceNotFoundException");
        assertThat(api.call(CHANGE, Map.of("b", board, "i", item, "v", "{")).status())
                .isEqualTo(400);
        var undefined = api.call("{ boards { x } }");
        assertThat(undefined.code()).isEqualTo("undefinedField");
        assertThat(undefined.error().path("message").asText()).isEqualTo("Field 'x' doesn't exist on type 'Board'");
        assertThat(undefined.error().path("extensions").path("typeName").asText())
                .isEqualTo("Board");
        assertThat(undefined.error().path("path").path(0).asText()).isEqualTo("query");
        assertThat(api.call("{ boards { ").code()).isEqualTo("PARSING_ERROR");
    }

    @Test
    void answersMissingAndForeignIdsWithoutAnError() {
        var item = monday.createItem("x", "", "p", "a@b.example");
        var stranger = new ApiClient(monday.apiUrl(), monday.strangerToken());

        assertThat(api.call(READ, Map.of("ids", List.of("1"))).data("items")).isEmpty();
        assertThat(api.call(READ, Map.of("ids", List.of(item))).data("items")).hasSize(1);
        assertThat(stranger.call(READ, Map.of("ids", List.of(item))).data("items"))
                .isEmpty();
        assertThat(stranger.call("{ boards { id } }").data("boards")).isEmpty();
    }

    @Test
    void keepsArchivedAndDeletedItemsReadableByIdWithTheirState() {
        var item = monday.createItem("x", "", "p", "a@b.example");
        monday.member().archive(item);

        assertThat(api.call(READ, Map.of("ids", List.of(item)))
                        .data("items")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("archived");
        assertThat(api.call("{ boards { items_count items_page { items { id } } } }")
                        .data("boards")
                        .path(0))
                .hasToString("{\"items_count\":0,\"items_page\":{\"items\":[]}}");
        assertThat(api.call("{ items(ids: [" + item + "], exclude_nonactive: true) { id } }")
                        .data("items"))
                .isEmpty();
        monday.member().delete(item);
        assertThat(api.call(READ, Map.of("ids", List.of(item)))
                        .data("items")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("deleted");
    }

    @Test
    void givesTwentyFiveItemsUnlessMoreAreAskedForAndNeverMoreThanAHundredIds() {
        var ids = monday.seedItems(101, 3);

        assertThat(api.call(READ, Map.of("ids", ids.subList(0, 60))).data("items"))
                .hasSize(25);
        assertThat(api.call(
                                "query($ids: [ID!]) { items(ids: $ids, limit: 100) { id } }",
                                Map.of("ids", ids.subList(0, 60)))
                        .data("items"))
                .hasSize(60);
        assertThat(api.call(READ, Map.of("ids", ids)).code()).isEqualTo("InvalidArgumentException");
    }

    @Test
    void changesSeveralColumnsAndTheNameInOneCall() {
        var item = monday.createItem("old", "text", "p", "a@b.example");
        var status = monday.columnId("Status");

        var changed = api.call(
                        CHANGE,
                        Map.of(
                                "b", board,
                                "i", item,
                                "v", Json.write(Map.of("name", "new", status, Map.of("label", "Closed")))))
                .data("change_multiple_column_values");

        assertThat(changed.path("name").asText()).isEqualTo("new");
        assertThat(cell(changed, status).path("text").asText()).isEqualTo("Closed");
        assertThat(monday.item(item).cell("Description")).isEqualTo("text");

        var emptied = Json.object();
        emptied.putNull(status);
        api.call(CHANGE, Map.of("b", board, "i", item, "v", Json.write(emptied)));
        assertThat(monday.item(item).cell("Status")).isNull();
    }
}
