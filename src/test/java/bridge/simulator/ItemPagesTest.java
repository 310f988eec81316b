package bridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemPagesTest {
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
