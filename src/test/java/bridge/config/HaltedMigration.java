package bridge.config;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A process that migrates a database and is gone, without a word, after so many changes of the schema. */
public final class HaltedMigration extends AbstractDataSource {

    static final int GONE = 99;

    private static final Pattern CHANGE = Pattern.compile("\\b(CREATE TABLE|CREATE INDEX|ALTER TABLE|INSERT INTO)\\b");

    private final String url;
    private final AtomicInteger left;

    private HaltedMigration(String url, int changes) {
        this.url = url;
        this.left = new AtomicInteger(changes);
    }

    /** @param arguments the database's address; after how many statements the process ends */
    public static void run(List<String> arguments) {
        var source = new HaltedMigration(arguments.get(0), Integer.parseInt(arguments.get(1)));
        new DatabaseMigration("").migrate(Flyway.configure().dataSource(source).load());
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        return proxy(Connection.class, (self, method, args) -> {
            Object result = call(connection, method, args);
            return result instanceof Statement statement && method.getName().equals("createStatement")
                    ? proxy(Statement.class, (it, inner, given) -> execute(statement, inner, given))
                    : result;
        });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private Object execute(Statement statement, Method method, Object[] args) throws Throwable {
        Object result = call(statement, method, args);
        boolean change = method.getName().startsWith("execute")
                && args != null
                && CHANGE.matcher(args[0].toString()).find();
        if (change && !args[0].toString().contains("flyway_schema_history") && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(GONE);
        }
        return result;
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
