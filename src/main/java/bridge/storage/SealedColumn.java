package bridge.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A column of sealed texts, which {@link KeyRotation} keeps sealed with the first key. Each feature that has one, has a bean of this
 * type. What a text is bound to must read {@code <identity> <value of the first key column> <of the second> …}.
 */
public class SealedColumn {

    /**
     * One text of it.
     *
     * @param keys of its row
     */
    record Text(List<Object> keys, String sealed) {}

    private final JdbcClient db;
    private final String table;
    private final String column;
    private final String identity;
    private final List<String> keyColumns;

    /** @param keyColumns the primary key; all names are constants of ours */
    public SealedColumn(JdbcClient db, String table, String column, String identity, String... keyColumns) {
        this.db = db;
        this.table = table;
        this.column = column;
        this.identity = identity;
        this.keyColumns = List.of(keyColumns);
    }

    /**
     * Some texts that do not begin with the given prefix, in the order of their rows.
     *
     * @param after the keys of the last row seen; null: from the first row on
     */
    List<Text> without(String prefix, List<Object> after, int limit) {
        String keys = String.join(", ", keyColumns);
        String places = keyColumns.stream().map(k -> "?").collect(Collectors.joining(", "));
        StatementSpec select = db.sql("SELECT " + column + ", " + keys + " FROM " + table + " WHERE " + column
                        + " NOT LIKE ?" + (after == null ? "" : " AND (" + keys + ") > (" + places + ")")
                        + " ORDER BY " + keys + " LIMIT " + limit)
                .param(prefix + "%");
        return (after == null ? select : select.params(after))
                .query((row, i) -> new Text(keys(row), row.getString(1)))
                .list();
    }

    private List<Object> keys(ResultSet row) throws SQLException {
        List<Object> keys = new ArrayList<>();
        for (String key : keyColumns) {
            keys.add(row.getObject(key));
        }
        return keys;
    }

    /** Writes a text, unless another was written since it was read. */
    boolean replace(Text before, String sealed) {
        String keys = keyColumns.stream().map(k -> k + " = ?").collect(Collectors.joining(" AND "));
        return db.sql("UPDATE " + table + " SET " + column + " = ? WHERE " + keys + " AND " + column + " = ?")
                        .param(sealed)
                        .params(before.keys())
                        .param(before.sealed())
                        .update()
                > 0;
    }

    String identity(Text text) {
        var all = new StringJoiner(" ").add(identity);
        text.keys().forEach(key -> all.add(key.toString()));
        return all.toString();
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
