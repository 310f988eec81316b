package bridge.trigger;

import bridge.ticket.Priority;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a user can choose from in the fields of a trigger, a page at a time. */
@Component("triggerOptions")
public class TriggerOptions {

    static final int PAGE = 100;

    /** One choice. */
    public record Option(String title, String value) {}

    /** @param nextPage null and left out on the last page */
    public record Options(
            List<Option> options,
            @JsonProperty("isPaginated") boolean isPaginated,

            @JsonProperty("nextPageRequestData") @JsonInclude(JsonInclude.Include.NON_NULL)
            Map<String, Integer> nextPage,

            @JsonProperty("isLastPage") boolean isLastPage) {}

    private final JdbcClient db;

    TriggerOptions(JdbcClient db) {
        this.db = db;
    }

    /** @return the portals of all customers, by id */
    public Options portals(JsonNode body) {
        int page = TriggerPayload.of(body).page();
        List<Option> found = db
                .sql("SELECT DISTINCT portal_id FROM client ORDER BY portal_id LIMIT :limit OFFSET :offset")
                .param("limit", PAGE + 1)
                .param("offset", (page - 1) * PAGE)
                .query(String.class)
                .list()
                .stream()
                .map(portal -> new Option(portal, portal))
                .toList();
        boolean isLast = found.size() <= PAGE;
        return new Options(
                isLast ? found : found.subList(0, PAGE), true, isLast ? null : Map.of("page", page + 1), isLast);
    }

    /** @return lowest first */
    public Options priorities(JsonNode body) {
        boolean isFirst = TriggerPayload.of(body).page() == 1;
        List<Option> all = Arrays.stream(Priority.values())
                .map(p -> new Option(p.name().charAt(0) + p.name().substring(1).toLowerCase(Locale.ROOT), p.word()))
                .toList();
        return new Options(isFirst ? all : List.of(), true, null, true);
    }
}
