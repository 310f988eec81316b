package bridge.action;

import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.User;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Calls actions as monday does: signed, for a user, with fields and the ids of a run. */
public final class MondayCalls {

    private final Surroundings around;
    private final PortalClient service;
    private final User user;

    public MondayCalls(Surroundings around, PortalClient service, User user) {
        this.around = around;
        this.service = service;
        this.user = user;
    }

    /** An action's call with ids of its own. */
    public static Map<String, Object> call(Map<String, ?> fields) {
        return call(fields, Map.of());
    }

    /** @param more members of the payload beside the fields */
    static Map<String, Object> call(Map<String, ?> fields, Map<String, ?> more) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("inputFields", fields);
        payload.put("integrationId", 398_759_485);
        payload.put("recipeId", 30_440_660);
        payload.putAll(more);
        return Map.of("payload", payload, "runtimeMetadata", Map.of("actionUuid", uuid(), "triggerUuid", uuid()));
    }

    static String uuid() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public Answer post(String path, Object body) throws Exception {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) throws Exception {
        return service.send("POST", path, body, signed(path, headers));
    }

    private Map<String, String> signed(String path, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        var app = around.monday().app();
        all.putIfAbsent("Authorization", app.tokens().action(user, app.serviceUrl() + path));
        return all;
    }
}
