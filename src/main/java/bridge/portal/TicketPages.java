package bridge.portal;

import bridge.ticket.Priority;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import bridge.ticket.TicketStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the tickets of a query in the mirror. The portal is part of every statement. */
@Component
class TicketPages {

    private final JdbcClient db;

    TicketPages(JdbcClient db) {
        this.db = db;
    }

    /** @return the tickets that the query asks for; with a limit one more when there is a next page */
    List<TicketRow> find(TicketQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        String conditions = filter(query, parameters);
        if (query.after() != null) {
            conditions += " AND " + query.order().afterSql();
            parameters.put("key", value(query.after().keyValue()));
            parameters.put("created", value(query.after().createdAt()));
            parameters.put("row", query.after().row());
        }
        String limit = "";
        if (query.limit() != null) {
            limit = " LIMIT :limit";
            parameters.put("limit", query.limit() + 1);
        }
        return db.sql(TicketRows.SELECT + conditions + " ORDER BY "
                        + query.order().sql() + limit)
                .params(parameters)
                .query((row, n) -> TicketRows.read(row))
                .list();
    }

    /** @return how many tickets the filter has, on all pages */
    int count(TicketQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        String conditions = filter(query, parameters);
        return db.sql("SELECT COUNT(*) FROM ticket" + conditions)
                .params(parameters)
                .query(Integer.class)
                .single();
    }

    private static String filter(TicketQuery query, Map<String, Object> parameters) {
        var sql = new StringBuilder(" WHERE TRUE");
        if (!query.everywhere() || query.portalId() != null) {
            sql.append(" AND ticket.portal_id = :portal");
            parameters.put("portal", query.portalId());
        }
        if (!query.statuses().isEmpty()) {
            sql.append(" AND ticket.status IN (:statuses)");
            parameters.put(
                    "statuses",
                    query.statuses().stream().map(TicketStatus::word).toList());
        }
        if (!query.priorities().isEmpty()) {
            sql.append(" AND ticket.priority IN (:priorities)");
            parameters.put(
                    "priorities",
                    query.priorities().stream().map(Priority::word).toList());
        }
        if (query.text() != null) {
            sql.append(" AND (LOWER(ticket.title) LIKE LOWER(:text) ESCAPE '!'"
                    + " OR LOWER(ticket.description) LIKE LOWER(:text) ESCAPE '!')");
            parameters.put("text", "%" + query.text().replaceAll("([!%_])", "!$1") + "%");
        }
        return sql.toString();
    }

    private static Object value(Object key) {
        return key instanceof Instant time ? OffsetDateTime.ofInstant(time, ZoneOffset.UTC) : key;
    }
}
