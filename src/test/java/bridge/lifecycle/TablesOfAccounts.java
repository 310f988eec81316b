package bridge.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every table there is, also those that are added later: what a schema says decides, not a list of names. */
final class TablesOfAccounts {

    private final JdbcClient db;

    TablesOfAccounts(JdbcClient db) {
        this.db = db;
    }

    /** The text in everything that {@link #fill} writes for an account. */
    static String mark(long accountId) {
        return "\"of-" + accountId + "\"";
    }

    /** Puts a row of the account into every table that names accounts, and one attempt beneath its job. @return the tables' names */
    Set<String> fill(long accountId) {
        var filled = columns("account_id").stream()
                .map(Column::table)
                .peek(table -> insert(table, accountId))
                .collect(Collectors.toSet());
        db.sql(
                        "INSERT INTO job_attempt (job_id, attempt, error) SELECT id, 900, :mark FROM job WHERE account_id = :account")
                .param("mark", mark(accountId))
                .param("account", accountId)
                .update();
        return filled;
    }

    /** @return how many rows of each table hold the account's number or mark in any column; tables without one are left out */
    Map<String, Integer> rowsAbout(long accountId) {
        Map<String, Integer> found = new TreeMap<>();
        for (String table : columns("%").stream().map(Column::table).distinct().toList()) {
            int rows = 0;
            for (Map<String, Object> row :
                    db.sql("SELECT * FROM " + table).query().listOfRows()) {
                boolean about = row.values().stream()
                        .anyMatch(value -> value != null && value.toString().contains(Long.toString(accountId)));
                rows += about ? 1 : 0;
            }
            if (rows > 0) {
                found.put(table, rows);
            }
        }
        return found;
    }

    private record Column(String table, String name, String type, boolean required, boolean given) {}

    private void insert(String table, long accountId) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : columns("%")) {
            boolean account = column.name().equals("account_id");
            if (column.table().equals(table) && (account || column.required() && !column.given())) {
                names.add(column.name());
                values.add(account ? Long.toString(accountId) : value(column, accountId));
            }
        }
        db.sql("INSERT INTO %s (%s) VALUES (%s)".formatted(table, String.join(", ", names), String.join(", ", values)))
                .update();
    }

    private static String value(Column column, long accountId) {
        return switch (column.type()) {
            case "character varying", "character" -> "'" + mark(accountId) + "'";
            case "bigint", "integer" -> Long.toString(accountId % 1_000_000);
            case "boolean" -> "FALSE";
            default -> "CURRENT_TIMESTAMP + INTERVAL '1' DAY";
        };
    }

    private List<Column> columns(String name) {
        return db.sql("""
                        SELECT c.* FROM information_schema.columns c
                        JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema
                        WHERE lower(t.table_schema) = 'public' AND t.table_type = 'BASE TABLE' AND lower(c.column_name) LIKE :name
                        ORDER BY c.table_name, c.ordinal_position""")
                .param("name", name)
                .query((row, n) -> new Column(
                        row.getString("table_name"),
                        row.getString("column_name"),
                        row.getString("data_type").toLowerCase(),
                        row.getString("is_nullable").equals("NO"),
                        row.getString("column_default") != null || "YES".equals(row.getString("is_identity"))))
                .list();
    }
}
