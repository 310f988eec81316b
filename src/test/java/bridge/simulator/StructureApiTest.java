package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StructureApiTest {
    private static final String STATUS_COLUMN =
            "mutation($b: ID!, $l: [CreateStatusLabelInput!]!) { create_status_column(board_id: $b, title: \"Status\","
                    + " id: \"ticket_status\", defaults: {labels: $l}) { id type revision settings } }";
    private static final String UPDATE_STATUS =
            "mutation($b: ID!, $r: String!, $l: [UpdateStatusLabelInput!]!) { update_status_column(board_id: $b,"
                    + " id: \"ticket_status\", revision: $r, settings: {labels: $l}) { id revision settings } }";

    private SimulatedMonday monday;
    private ApiClient api;
    private String board;

    @BeforeEach
    void start() {
        monday = SimulatedMonday.start();
        api = new ApiClient(monday);
        board = api.call("mutation { create_board(board_name: \"Tickets\", board_kind: public, empty: true) { id } }")
                .data("create_board")
                .path("id")
                .asText();
    }

    @AfterEach
    void stop() {
        monday.close();
    }

    private static Map<String, Object> label(String text, String colour, int position) {
        return Map.of("label", text, "color", colour, "index", position);
    }

    private JsonNode createStatus() {
        return api.call(
                        STATUS_COLUMN,
                        Map.of("b", board, "l", List.of(label("Open", "stuck_red", 0), label("Done", "done_green", 1))))
                .data("create_status_column");
    }

    @Test
    void beginsAnEmptyBoardWithItsNameColumnAndOneGroup() {
        var made = api.call(
                        "{ boards { id name state items_count columns { id type } groups { id } top_group { id } } }")
                .data("boards")
                .path(0);

        assertThat(made.path("columns")).hasToString("[{\"id\":\"name\",\"type\":\"name\"}]");
        assertThat(made.path("groups")).hasSize(1);
        assertThat(made.path("items_count").asInt()).isZero();
        assertThat(monday.boardId()).isEqualTo(board);

        var full = api.call("mutation { create_board(board_name: \"x\", board_kind: public) { items_count"
                        + " columns { id } } }")
                .data("create_board");
        assertThat(full.path("items_count").asInt()).isPositive();
        assertThat(full.path("columns").findValuesAsText("id")).contains("status");
    }

    @Test
    void choosesColumnIdsUnlessGivenOneThatFollowsTheRule() {
        var create = "mutation($b: ID!, $id: String) { create_column(board_id: $b, title: \"Portal ID\","
                + " column_type: text, id: $id) { id title type archived } }";

        assertThat(api.call(create, Map.of("b", board))
                        .data("create_column")
                        .path("id")
                        .asText())
                .matches("text_mk[a-z0-9]{6}");
        assertThat(api.call(create, Map.of("b", board, "id", "portal_id"))
                        .data("create_column")
                        .path("id")
                        .asText())
                .isEqualTo("portal_id");
        assertThat(api.call(create, Map.of("b", board, "id", "portal_id")).code())
                .isEqualTo("InvalidColumnIdException");
        assertThat(api.call(create, Map.of("b", board, "id", "Portal-1")).code())
                .isEqualTo("InvalidColumnIdException");
    }

    @Test
    void givesLabelsIdsOfItsOwn() {
        var labels = createStatus().path("settings").path("labels");

        assertThat(labels.path(0).path("label").asText()).isEqualTo("Open");
        assertThat(labels.path(0).path("index").asInt()).isZero();
        assertThat(labels.path(0).path("id").asInt()).isEqualTo(2);
        assertThat(labels.path(0).path("color").asText()).isEqualTo("stuck_red");
        assertThat(labels.path(1).path("id").asInt()).isEqualTo(1);
    }

    @Test
    void changesLabelsOnlyOfTheRevisionThatWasRead() {
        var column = createStatus();
        var labels = new ArrayList<Map<String, Object>>();
        column.path("settings")
                .path("labels")
                .forEach(l -> labels.add(Map.of(
                        "id", l.path("id").asInt(),
                        "label", l.path("label").asText(),
                        "color", l.path("color").asText(),
                        "index", l.path("index").asInt())));
        labels.add(label("Waiting", "purple", 2));
        var revision = column.path("revision").asText();

        var changed = api.call(UPDATE_STATUS, Map.of("b", board, "r", revision, "l", labels))
                .data("update_status_column");
        assertThat(changed.path("settings").path("labels").findValuesAsText("label"))
                .containsExactly("Open", "Done", "Waiting");
        assertThat(changed.path("revision").asText()).isNotEqualTo(revision);

        var late = api.call(UPDATE_STATUS, Map.of("b", board, "r", revision, "l", labels));
        assertThat(late.data("update_status_column").isNull()).isTrue();
        assertThat(late.code()).isEqualTo("InvalidArgumentException");
    }

    @Test
    void makesLabelsOnTheFlyWhenAsked() {
        createStatus();
        var create = "mutation($b: ID!, $v: JSON, $m: Boolean) { create_item(board_id: $b, item_name: \"x\","
                + " column_values: $v, create_labels_if_missing: $m) { column_values { text } } }";
        var values = "{\"ticket_status\":\"Waiting\"}";

        assertThat(api.call(create, Map.of("b", board, "v", values)).code()).isEqualTo("ColumnValueException");
        assertThat(api.call(create, Map.of("b", board, "v", values, "m", true))
                        .data("create_item")
                        .path("column_values")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("Waiting");
    }

    @Test
    void readsUpdatesNewestFirstWithTheirReplies() {
        var item = api.call(
                        "mutation($b: ID!) { create_item(board_id: $b, item_name: \"x\") { id } }", Map.of("b", board))
                .data("create_item")
                .path("id")
                .asText();
        var create = "mutation($i: ID, $p: ID, $t: String!) { create_update(item_id: $i, parent_id: $p, body: $t) {"
                + " id body text_body creator { id } } }";
        var first = api.call(create, Map.of("i", item, "t", "<p>a &amp; b<br>c</p><script>x</script>"))
                .data("create_update");
        assertThat(first.path("text_body").asText()).isEqualTo("a & b\nc");
        assertThat(first.path("body").asText()).doesNotContain("script");
        var update = first.path("id").asText();
        api.call(create, Map.of("p", update, "t", "reply"));
        monday.member().update(item, "second");

        var read = api.call(
                        "query($i: [ID!]) { items(ids: $i) { updates(limit: 10) { id text_body creator_id"
                                + " replies { id text_body creator { name } } } } }",
                        Map.of("i", item))
                .data("items")
                .path(0)
                .path("updates");

        assertThat(read.path(0).path("text_body").asText()).isEqualTo("\uFEFFsecond");
        assertThat(read.path(1).path("id").asText()).isEqualTo(update);
        assertThat(read.path(1).path("replies").path(0).path("text_body").asText())
                .isEqualTo("reply");
        assertThat(api.call("{ boards { updates { id } } }")
                        .data("boards")
                        .path(0)
                        .path("updates"))
                .hasSize(2);
        assertThat(api.call("{ updates(from_date: \"2026-01-01\") { id } }").code())
                .isEqualTo("InvalidArgumentException");
        api.call("mutation { delete_update(id: " + update + ") { id } }");
        assertThat(monday.item(item).updates()).hasSize(1);
    }

    @Test
    void takesFilesByMultipart() {
        var column = api.call(
                        "mutation($b: ID!) { create_column(board_id: $b, title: \"Files\", column_type: file)"
                                + " { id } }",
                        Map.of("b", board))
                .data("create_column")
                .path("id")
                .asText();
        var item = monday.as(monday.tokenUser()).create(board, "x", Map.of());
        var query = "mutation($file: File!) { add_file_to_column(item_id: " + item + ", column_id: \"" + column
                + "\", file: $file) { id name file_size } }";
        var body = "--b\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\n" + query
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"map\"\r\n\r\n{\"image\":\"variables.file\"}"
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"größe.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n";

        var asset = new ApiClient(monday.apiUrl() + "/file", monday.token())
                .send(body, "Content-Type", "multipart/form-data; boundary=b")
                .data("add_file_to_column");

        assertThat(asset.path("name").asText()).isEqualTo("größe.txt");
        assertThat(asset.path("file_size").asInt()).isEqualTo(5);
        assertThat(api.call("{ items(ids: [" + item + "]) { assets { name } column_values { ... on FileValue { files {"
                                + " ... on FileAssetValue { name is_image asset { public_url } } } } } } }")
                        .data("items")
                        .path(0)
                        .path("column_values")
                        .path(0)
                        .path("files")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("größe.txt");
    }
}
