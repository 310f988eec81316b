package bridge.portal;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tickets, in which order, how many. Two requests that ask for the same make equal queries.
 *
 * @param portalId   null: of all portals, and of none
 * @param everywhere true for the staff's list, where the portal is a filter like the others
 * @param statuses   empty: all
 * @param priorities empty: all
 * @param text       in title or description, in any case; null: any
 * @param limit      null: all
 * @param after      null: from the beginning
 */
record TicketQuery(
        String portalId,
        boolean everywhere,
        Set<TicketStatus> statuses,
        Set<Priority> priorities,
        String text,
        TicketOrder order,
        Integer limit,
        PageCursor after) {

    /** @return the parameters of a request for the page that begins there */
    Map<String, String> parameters(PageCursor place) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (everywhere && portalId != null) {
            parameters.put("portal_id", portalId);
        }
        if (!statuses.isEmpty()) {
            parameters.put(
                    "status", statuses.stream().map(TicketStatus::word).sorted().collect(Collectors.joining(",")));
        }
        if (!priorities.isEmpty()) {
            parameters.put(
                    "priority", priorities.stream().map(Priority::word).sorted().collect(Collectors.joining(",")));
        }
        if (text != null) {
            parameters.put("q", text);
        }
        if (!order.equals(TicketOrder.NEWEST_FIRST)) {
            parameters.put("sort", order.word());
        }
        if (limit != null) {
            parameters.put("limit", limit.toString());
        }
        parameters.put("cursor", place.encode());
        return parameters;
    }
}
