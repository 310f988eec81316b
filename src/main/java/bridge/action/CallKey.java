package bridge.action;

import bridge.access.MondayCaller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** By what a repeated call is recognised. Also a part of the mail's {@code Message-ID}, so it consists of letters and digits. */
final class CallKey {

    private CallKey() {}

    /**
     * monday names the action of a run by both ids, and repeats a call with them. Without the first its fields stand in, since a run
     * may hold several mails. A call without either is one of its own: whoever sends the same mail twice on purpose would otherwise
     * miss the second.
     */
    static String of(ActionCall call, MondayCaller caller) {
        if (call.actionUuid().isEmpty() && call.triggerUuid().isEmpty()) {
            return fresh();
        }
        String action = call.actionUuid().isEmpty() ? call.payload().toString() : call.actionUuid();
        return hash(
                String.join("\n", Long.toString(caller.accountId()), call.integration(), action, call.triggerUuid()));
    }

    static String fresh() {
        return "action-" + UUID.randomUUID();
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "action-" + HexFormat.of().formatHex(digest, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
