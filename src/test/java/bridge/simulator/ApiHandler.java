package bridge.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code POST /v2} and {@code /v2/file}: who calls, what is in the way, then the call itself. */
final class ApiHandler implements HttpHandler {
    private final World world;
    private final GraphqlEngine engine;
    private final Limits limits;
    private final Faults faults;
    private final Idempotency idempotency;
    private final CallLog log;

    ApiHandler(World world, GraphqlEngine engine, Limits limits, Faults faults, Idempotency idempotency, CallLog log) {
        this.world = world;
        this.engine = engine;
        this.limits = limits;
        this.faults = faults;
        this.idempotency = idempotency;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var body = http.getRequestBody().readAllBytes();
        var path = http.getRequestURI().getPath();
        if (path.equals("/v2/get_schema")) {
            Http.send(
                    http, 200, "text/plain; charset=utf-8", GraphqlEngine.sdl().getBytes(StandardCharsets.UTF_8));
            return;
        }
        var reply = new Reply(http, world, log);
        if (!http.getRequestMethod().equals("POST")) {
            http.getResponseHeaders().set("Allow", "POST");
            reply.refuse(new Refusal(405, 0, Map.of("errors", List.of())));
            return;
        }
        var token = token(http);
        reply.token(token);
        try {
            var request = path.equals("/v2/file") ? upload(http, body) : Json.read(body);
            var call = ApiCall.of(request);
            reply.call(call);
            answer(http, reply, call, token, request);
        } catch (JsonProcessingException e) {
            reply.refuse(Refusal.malformed("JsonParseException", "The body is not JSON"));
        } catch (MondayException e) {
            reply.refuse(Refusal.malformed(e.code, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return null for a missing, unknown or expired token */
    private Token token(HttpExchange http) {
        var header = http.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            return null;
        }
        return world.token(header);
    }

    private void answer(HttpExchange http, Reply reply, ApiCall call, Token token, JsonNode request)
            throws IOException, InterruptedException {
        Fault fault = null;
        long wait = 0;
        for (var met : faults.take(call)) {
            reply.fault(met.fault());
            if (met.fault().kind() == Fault.Kind.LATENCY) {
                wait += met.fault().delay().toMillis();
            } else {
                fault = met.fault();
            }
        }
        if (token == null) {
            reply.refuse(Refusal.unauthorized());
            return;
        }
        var version = ApiVersions.serving(http.getRequestHeaders().getFirst("API-Version"));
        http.getResponseHeaders().set("API-Version", version);
        if (fault != null && !fault.afterExecution()) {
            Thread.sleep(wait);
            reply.fail(fault, faults);
            return;
        }
        int cost = Complexity.of(call);
        int before = limits.left(token, call.mutation());
        var caller = new Caller(token, version, before, cost, limits.resetSeconds(token, call.mutation()));
        var refusal = limits.begin(token, call.mutation(), cost);
        try {
            http.getResponseHeaders().set("RateLimit-Policy", limits.policyHeader(token));
            http.getResponseHeaders().set("RateLimit", limits.header(token, call.mutation()));
            if (refusal != null) {
                reply.refuse(refusal);
            } else {
                once(http, reply, new Prepared(call, caller, request, wait), fault);
            }
        } finally {
            limits.end();
        }
    }

    /** A call that may run, and how many milliseconds it takes. */
    private record Prepared(ApiCall call, Caller caller, JsonNode request, long millis) {}

    /** Runs the call unless its idempotency key says that it ran before or is running. */
    private void once(HttpExchange http, Reply reply, Prepared prepared, Fault fault)
            throws IOException, InterruptedException {
        var given = http.getRequestHeaders().getFirst("Idempotency-Key");
        if (given == null || given.isEmpty() || !prepared.call().mutation()) {
            reply.answer(run(prepared), fault, faults);
            return;
        }
        var key = Idempotency.scoped(prepared.caller().token(), given);
        var found = idempotency.begin(key);
        if (found instanceof Idempotency.Found.Running) {
            reply.refuse(Refusal.inFlight(1));
        } else if (found instanceof Idempotency.Found.Done done) {
            http.getResponseHeaders().set("Idempotency-Replayed", "true");
            reply.replayed();
            reply.answer(done.answer(), fault, faults);
        } else {
            Answer answer;
            try {
                answer = run(prepared);
                idempotency.done(key, answer);
            } finally {
                idempotency.forget(key);
            }
            reply.answer(answer, fault, faults);
        }
    }

    private Answer run(Prepared prepared) throws InterruptedException {
        var call = prepared.call();
        if (call.variables().isTextual()) {
            throw new MondayException("BAD_REQUEST", 400, "variables must be an object", Map.of());
        }
        Thread.sleep(prepared.millis());
        var variables = call.variableMap();
        var request = prepared.request();
        if (request.path("upload").isPojo()) {
            variables.put(request.path("uploadVariable").asText("file"), ((POJONode) request.path("upload")).getPojo());
        }
        var result = engine.run(call, variables, prepared.caller());
        return AnswerWriter.write(result, call, prepared.caller().token(), world.locked(world::newUuid));
    }

    /** A multipart call as the JSON it stands for, with the file at its side. */
    private static ObjectNode upload(HttpExchange http, byte[] body) throws IOException {
        var parts = Multipart.parts(http.getRequestHeaders().getFirst("Content-Type"), body);
        if (!parts.containsKey("query")) {
            throw MondayException.brokenJson("The part named query is missing");
        }
        var request = Json.object().put("query", new String(parts.get("query").content(), StandardCharsets.UTF_8));
        var variables = parts.containsKey("variables")
                ? Json.read(parts.get("variables").content())
                : Json.object();
        request.set("variables", variables);
        var map = parts.containsKey("map") ? Json.read(parts.get("map").content()) : Json.object();
        for (var entry : map.properties()) {
            var target = entry.getValue().isArray() ? entry.getValue().path(0) : entry.getValue();
            var file = parts.get(entry.getKey());
            if (file != null) {
                request.put("uploadVariable", target.asText().replaceFirst("^variables\\.", ""));
                request.putPOJO("upload", file);
            }
        }
        return request;
    }
}
