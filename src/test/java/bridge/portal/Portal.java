package bridge.portal;

import static org.awaitility.Awaitility.await;

import bridge.BridgeApplication;
import bridge.access.Sessions;
import bridge.access.TokenIssuer;
import bridge.mirror.MirrorAge;
import bridge.mirror.PortalEvents;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A running portal on a simulated board of its own, and what the tests do to it. */
final class Portal implements AutoCloseable {

    static final String ADMIN = "admin-token-of-the-tests";
    private static final AtomicLong ITEMS = new AtomicLong(5_000_000_000L);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext app;
    private final ObjectMapper json;
    private final JdbcClient db;
    private final String url;

    private Portal(ConfigurableApplicationContext app) {
        this.app = app;
        this.json = app.getBean(ObjectMapper.class);
        this.db = app.getBean(JdbcClient.class);
        this.url = "http://localhost:" + app.getEnvironment().getProperty("local.server.port");
    }

    /** @param settings further ones, as {@code KEY=value} */
    static Portal start(SimulatedMonday monday, String... settings) {
        String memory = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        boolean elsewhere = Stream.of(settings).anyMatch(setting -> setting.startsWith("DATABASE_URL="));
        Stream<String> all = Stream.concat(
                Stream.of(
                        elsewhere ? "spring.main.banner-mode=off" : "DATABASE_URL=" + memory,
                        "server.port=0",
                        "DATA_DIR=target/portal-test/" + UUID.randomUUID(),
                        "MONDAY_API_URL=" + monday.apiUrl(),
                        "MONDAY_API_TOKEN=" + monday.token(),
                        "MONDAY_BOARD_ID=" + monday.boardId(),
                        "JWT_SECRET_KEY=key-of-the-tests-0123456789-abcdefghijklmnop",
                        "SMTP_HOST=localhost",
                        "API_URL=https://portal.example",
                        "ADMIN_TOKEN=" + ADMIN),
                Stream.of(settings));
        var app = SpringApplication.run(
                BridgeApplication.class, all.map(setting -> "--" + setting).toArray(String[]::new));
        await().atMost(Duration.ofSeconds(30)).until(app.getBean(MirrorAge.class)::wasEverRight);
        return new Portal(app);
    }

    @Override
    public void close() {
        app.close();
    }

    /** @return {@code type ticket_id} of what was told since, in its order */
    List<String> eventsSince(long id, String portalId) {
        return db.sql("SELECT type || ' ' || ticket_id FROM portal_event WHERE id > ? AND portal_id = ? ORDER BY id")
                .params(id, portalId)
                .query(String.class)
                .list();
    }

    long lastEvent() {
        return app.getBean(PortalEvents.class).lastId();
    }

    JdbcClient db() {
        return db;
    }

    /** An answer; its body is null when there is none. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        String code() {
            return body.path("code").asText();
        }

        /** The path and query of {@code rel="next"}. */
        Optional<String> next() {
            return Optional.ofNullable(header("Link"))
                    .map(link -> URI.create(link.substring(1, link.indexOf('>'))))
                    .map(uri -> uri.getRawPath() + "?" + uri.getRawQuery());
        }
    }

    /** @return the token of a new session of that client, who is made when not known */
    String logIn(String email, String portalId) {
        db.sql("INSERT INTO client (portal_id, email, name, source) VALUES (?, ?, ?, 'staff') ON CONFLICT DO NOTHING")
                .params(portalId, email, "Name of " + email)
                .update();
        long client = db.sql("SELECT id FROM client WHERE email = ? AND portal_id = ?")
                .params(email, portalId)
                .query(Long.class)
                .single();
        var sessions = app.getBean(Sessions.class);
        return app.getBean(TokenIssuer.class)
                .issue(sessions.find(sessions.beginForClient(client)).orElseThrow())
                .token();
    }

    Answer get(String path, String token, String... headers) {
        return call("GET", path, token, null, headers);
    }

    Answer post(String path, String token, Object body, String... headers) {
        return call("POST", path, token, body, headers);
    }

    /** @param body null: none; a string is sent as it is */
    Answer call(String method, String path, String token, Object body, String... headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
            String text = body == null || body instanceof String ? (String) body : json.writeValueAsString(body);
            request.method(method, text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
            if (text != null) {
                request.header("Content-Type", "application/json");
            }
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(), answer.body().isEmpty() ? null : json.readTree(answer.body()), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until monday is called again after a time of trouble, and nothing is under way. */
    void settle() {
        String token = logIn("probe@probe.example", "probe");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Map<String, String> probe =
                    Map.of("title", "Probe", "description", UUID.randomUUID().toString());
            return post("/tickets/ticket", token, probe).status() == 201;
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> db.sql("SELECT COUNT(*) FROM job WHERE state IN ('waiting', 'running')")
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    /** Makes the same call so many times at once. */
    static List<Answer> atOnce(int times, Callable<Answer> call) {
        var gate = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<Answer>> answers = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> {
                        gate.await();
                        return call.call();
                    }))
                    .toList();
            gate.countDown();
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get(60, TimeUnit.SECONDS));
            }
            return all;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Puts a ticket into the mirror, as if the board held it. @param columns beside those that every ticket has @return its item id */
    long mirrored(String portalId, String title, Instant created, Map<String, Object> columns) {
        long item = ITEMS.incrementAndGet();
        Map<String, Object> values = new HashMap<>();
        values.put("item_id", item);
        values.put("portal_id", portalId);
        values.put("client_email", "someone@" + portalId + ".example");
        values.put("title", title);
        values.put("description", "About " + title);
        values.put("status", "open");
        values.put("priority", "medium");
        values.put("created_at", created.atOffset(ZoneOffset.UTC));
        values.put("updated_at", created.atOffset(ZoneOffset.UTC));
        values.put("sync", "synced");
        values.putAll(columns);
        inTransaction(() -> {
            db.sql("INSERT INTO ticket (" + String.join(", ", values.keySet()) + ") VALUES (:"
                            + String.join(", :", values.keySet()) + ")")
                    .params(values)
                    .update();
            app.getBean(PortalEvents.class).touch(portalId);
        });
        return item;
    }

    /** Changes a ticket in the mirror. @param assignment fixed SQL */
    void change(long item, String portalId, String assignment) {
        inTransaction(() -> {
            db.sql("UPDATE ticket SET revision = revision + 1, " + assignment + " WHERE item_id = :item")
                    .param("item", item)
                    .update();
            app.getBean(PortalEvents.class).touch(portalId);
        });
    }

    private void inTransaction(Runnable work) {
        app.getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
    }
}
