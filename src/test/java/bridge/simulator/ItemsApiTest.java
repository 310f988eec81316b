package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
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

    @Test
    void pagesThroughABoardWithCursorsThatDieAnHourAfterTheFirstRequest() {
        monday.seedItems(23, 3);
        var first = api.call("{ boards { items_page(limit: 10) { cursor items { id } } } }")
                .data("boards")
                .path(0)
                .path("items_page");
        var seen = new HashSet<String>();
        first.path("items").forEach(i -> seen.add(i.path("id").asText()));
        var cursor = first.path("cursor").asText();
        var next = "query($c: String!) { next_items_page(cursor: $c, limit: 10) { cursor items { id } } }";
        monday.clock().advance(Cursors.LIFE.minusMinutes(1));
        var second = api.call(next, Map.of("c", cursor)).data("next_items_page");
        second.path("items").forEach(i -> seen.add(i.path("id").asText()));
        var third = api.call(next, Map.of("c", second.path("cursor").asText())).data("next_items_page");
        third.path("items").forEach(i -> seen.add(i.path("id").asText()));

        assertThat(seen).hasSize(23);
        assertThat(third.path("cursor").isNull()).isTrue();

        monday.clock().advance(Cursors.LIFE.dividedBy(30));
        var late = api.call(next, Map.of("c", second.path("cursor").asText()));
        assertThat(late.code()).isEqualTo("CursorException");
        assertThat(api.call(
                                "query($c: String!) { boards { items_page(cursor: $c, query_params: {}) { cursor } } }",
                                Map.of("c", cursor))
                        .code())
                .isEqualTo("InvalidArgumentException");
        assertThat(api.call("{ boards { items_page(limit: 501) { cursor } } }").code())
                .isEqualTo("InvalidArgumentException");
    }

    @Test
    void filtersAndSortsByTheRulesOfEachColumn() {
        var one = monday.createItem("alpha", "broken screen", "acme", "a@acme.example");
        var two = monday.createItem("beta", "", "blue", "b@blue.example");
        monday.changeStatus(two, "Closed");
        var status = monday.columnId("Status");

        assertThat(found("{column_id: \"" + monday.columnId("Portal ID") + "\", compare_value: [\"acme\"]}"))
                .containsExactly(one);
        assertThat(found("{column_id: \"" + status + "\", compare_value: [17]}"))
                .containsExactly(two);
        assertThat(found("{column_id: \"" + status + "\", operator: contains_terms, compare_value: \"Open\"}"))
                .containsExactly(one);
        assertThat(found("{column_id: \"" + monday.columnId("Description")
                        + "\", operator: is_empty, compare_value: []}"))
                .containsExactly(two);
        assertThat(found("{column_id: \"" + monday.columnId("Client Email")
                        + "\", operator: contains_text, compare_value: \"BLUE\"}"))
                .containsExactly(two);
        assertThat(found("{column_id: \"name\", operator: starts_with, compare_value: \"AL\"}"))
                .containsExactly(one);
        assertThat(found("{column_id: \"group\", compare_value: [\"topics\"]}")).hasSize(2);
        var sorted = api.call("{ boards { items_page(query_params: {order_by: [{column_id: \"__last_updated__\","
                        + " direction: desc}]}) { items { id } } } }")
                .data("boards")
                .path(0)
                .path("items_page")
                .path("items");
        assertThat(sorted.findValuesAsText("id")).containsExactly(two, one);
        assertThat(api.call(rule("{column_id: \"" + status + "\", operator: between, compare_value: [1, 2]}"))
                        .code())
                .isEqualTo("InvalidArgumentException");
    }

    private List<String> found(String rule) {
        var answer = api.call(rule(rule));
        assertThat(answer.body().has("errors")).as(answer.body().toString()).isFalse();
        return answer.data("boards").path(0).path("items_page").path("items").findValuesAsText("id");
    }

    private static String rule(String rule) {
        return "{ boards { items_page(query_params: {rules: [" + rule + "]}) { items { id } } } }";
    }

    @Test
    void looksItemsUpByTheirOwnReference() {
        var item = monday.createItem("x", "", "p", "a@b.example");
        monday.member().set(item, "Ticket ID", "ref-1");
        var query = "query($b: ID!, $c: String!, $v: [String]!) { items_page_by_column_values(board_id: $b,"
                + " columns: [{column_id: $c, column_values: $v}]) { cursor items { id } } }";

        assertThat(api.call(query, Map.of("b", board, "c", monday.columnId("Ticket ID"), "v", List.of("REF-1")))
                        .data("items_page_by_column_values")
                        .path("items")
                        .findValuesAsText("id"))
                .containsExactly(item);
        assertThat(api.call(query, Map.of("b", board, "c", monday.columnId("Created"), "v", List.of("x")))
                        .code())
                .isEqualTo("InvalidArgumentException");
    }
}
