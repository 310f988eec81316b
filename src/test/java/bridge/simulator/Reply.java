package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends the answer to one API call, well or badly, and records how it went. */
final class Reply {
    private final HttpExchange http;
    private final CallLog log;
    private final long begun = System.nanoTime();
    private final Instant at;
    private ApiCall call;
    private Token token;
    private final List<String> faults = new ArrayList<>();
    private boolean replayed;

    Reply(HttpExchange http, World world, CallLog log) {
        this.http = http;
        this.log = log;
        this.at = world.now();
    }

    void call(ApiCall of) {
        call = of;
    }

    void token(Token by) {
        token = by;
    }

    void fault(Fault met) {
        faults.add(met.kind().name());
    }

    void replayed() {
        replayed = true;
    }

    void refuse(Refusal refusal) throws IOException {
        if (refusal.retryAfter() > 0) {
            http.getResponseHeaders().set("Retry-After", String.valueOf(refusal.retryAfter()));
        }
        record(refusal.status(), codes(refusal.body()));
        if (refusal.body() instanceof String page) {
            Http.send(http, refusal.status(), "text/html", page.getBytes(StandardCharsets.UTF_8));
        } else {
            Http.json(http, refusal.status(), refusal.body());
        }
    }

    private static List<String> codes(Object body) {
        var codes = new ArrayList<String>();
        for (var error : Json.tree(body).path("errors")) {
            codes.add(error.path("extensions").path("code").asText("?"));
        }
        return codes;
    }

    /** Answers with a fault instead of running the call. */
    void fail(Fault fault, Faults all) throws IOException, InterruptedException {
        if (fault.refusal() != null) {
            refuse(fault.refusal());
            return;
        }
        record(0, List.of());
        if (fault.kind() == Fault.Kind.HANG) {
            all.hang(fault);
        }
        drop();
    }

    /** Answers a call that ran, through the fault it met on the way. */
    void answer(Answer answer, Fault fault, Faults all) throws IOException, InterruptedException {
        if (fault == null) {
            record(answer.status(), answer.errorCodes());
            Http.send(http, answer.status(), "application/json; charset=utf-8", answer.body());
            return;
        }
        switch (fault.kind()) {
            case SERVER_ERROR_AFTER_EXECUTION -> refuse(fault.refusal());
            case PARTIAL_DATA -> {
                var partial = partial(answer);
                record(partial.status(), partial.errorCodes());
                Http.send(http, partial.status(), "application/json; charset=utf-8", partial.body());
            }
            case TRUNCATED -> {
                record(answer.status(), answer.errorCodes());
                http.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
                http.sendResponseHeaders(answer.status(), answer.body().length);
                http.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
                http.getResponseBody().flush();
                drop();
            }
            case HANG_AFTER_EXECUTION -> {
                record(0, List.of());
                all.hang(fault);
                drop();
            }
            default -> {
                record(0, List.of());
                drop();
            }
        }
    }

    private static Answer partial(Answer answer) throws IOException {
        var body = (ObjectNode) Json.read(answer.body());
        var field = body.path("data").fieldNames();
        var name = field.hasNext() ? field.next() : "";
        if (!name.isEmpty()) {
            ((ObjectNode) body.path("data")).putNull(name);
        }
        var error = body.putArray("errors").addObject().put("message", "Internal Server Error");
        error.putArray("path").add(name);
        error.putObject("extensions").put("code", "INTERNAL_SERVER_ERROR").put("status_code", 500);
        return new Answer(200, Json.bytes(body), List.of("INTERNAL_SERVER_ERROR"));
    }

    /** Closes the connection as it stands. */
    private void drop() {
        http.close();
    }

    private void record(int status, List<String> codes) {
        var headers = new HashMap<String, String>();
        for (Map.Entry<String, List<String>> header : http.getRequestHeaders().entrySet()) {
            if (!header.getKey().equalsIgnoreCase("Authorization")) {
                headers.put(header.getKey().toLowerCase(Locale.ROOT), String.join(", ", header.getValue()));
            }
        }
        JsonNode variables = call == null ? Json.object() : call.variables();
        log.add(new RecordedCall(
                log.total() + 1,
                at,
                http.getRequestURI().getPath(),
                call != null && call.mutation(),
                call == null ? null : call.name(),
                call == null ? List.of() : call.rootFields(),
                call == null ? "" : call.query(),
                variables,
                headers,
                token == null ? null : String.valueOf(token.user().id()),
                faults.isEmpty() ? null : String.join("+", faults),
                status,
                List.copyOf(codes),
                replayed,
                (System.nanoTime() - begun) / 1_000_000));
    }
}
