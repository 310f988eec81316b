package bridge.portal;

import bridge.problem.Problem;
import bridge.problem.Problem.FieldError;
import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads the parameters of a list. An empty one is as good as none; unknown ones are ignored. */
@Component("ticketQueries")
public class TicketQueries {

    private static final int MAX_LIMIT = 1000;
    private static final int MAX_TEXT = 200;
    private static final int MAX_PORTAL = 255;

    /** @throws Problem 422, naming every parameter that cannot be accepted */
    public TicketQuery ofPortal(Map<String, String> path, Map<String, String> parameters) {
        return read(path.get("portal_id"), false, parameters);
    }

    /** For staff: over all portals, or of the one that {@code portal_id} names. */
    public TicketQuery everywhere(Map<String, String> parameters) {
        return read(given(parameters, "portal_id").orElse(null), true, parameters);
    }

    private static TicketQuery read(String portalId, boolean everywhere, Map<String, String> parameters) {
        List<FieldError> errors = new ArrayList<>();
        if (portalId != null && (portalId.length() > MAX_PORTAL || !Texts.isLine(portalId))) {
            errors.add(new FieldError("portal_id", "is no portal id"));
        }
        Set<TicketStatus> statuses = words(parameters, "status", TicketStatus.values(), TicketStatus::word, errors);
        Set<Priority> priorities = words(parameters, "priority", Priority.values(), Priority::word, errors);
        String text = given(parameters, "q")
                .map(String::strip)
                .filter(q -> !q.isEmpty())
                .orElse(null);
        if (text != null && (text.length() > MAX_TEXT || !Texts.isLine(text))) {
            errors.add(new FieldError(
                    "q", "must have at most " + MAX_TEXT + " characters, none of them a control character"));
        }
        TicketOrder order = given(parameters, "sort")
                .map(sort -> TicketOrder.parse(sort)
                        .orElseGet(() -> wrong(
                                errors,
                                "sort",
                                "must be created_at, updated_at or priority, with - for descending",
                                TicketOrder.NEWEST_FIRST)))
                .orElse(TicketOrder.NEWEST_FIRST);
        Integer limit =
                given(parameters, "limit").map(number -> limit(number, errors)).orElse(null);
        PageCursor after = given(parameters, "cursor")
                .map(cursor -> PageCursor.decode(cursor)
                        .filter(place -> place.order().equals(order))
                        .orElseGet(() -> wrong(errors, "cursor", "does not belong to this list", null)))
                .orElse(null);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new TicketQuery(portalId, everywhere, statuses, priorities, text, order, limit, after);
    }

    private static Integer limit(String number, List<FieldError> errors) {
        if (number.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(number);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        return wrong(errors, "limit", "must be a number from 1 to " + MAX_LIMIT, null);
    }

    private static <T> Set<T> words(
            Map<String, String> parameters,
            String name,
            T[] values,
            Function<T, String> word,
            List<FieldError> errors) {
        Optional<String> given = given(parameters, name);
        if (given.isEmpty()) {
            return Set.of();
        }
        Map<String, T> known = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> known.put(word.apply(value), value));
        List<String> wanted =
                Arrays.stream(given.get().split(",", -1)).map(String::strip).toList();
        if (!known.keySet().containsAll(wanted)) {
            return wrong(errors, name, "must be a list of " + String.join(", ", known.keySet()), Set.of());
        }
        return wanted.stream().map(known::get).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> given(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    private static <T> T wrong(List<FieldError> errors, String field, String message, T instead) {
        errors.add(new FieldError(field, message));
        return instead;
    }
}
