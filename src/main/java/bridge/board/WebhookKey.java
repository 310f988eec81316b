package bridge.board;

import bridge.storage.StorageKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The secret in the address of our webhooks, for boards whose webhooks monday does not sign. */
@Component("webhookKey")
public class WebhookKey {

    private final List<String> keys;

    @Autowired
    WebhookKey(StorageKeys storageKeys) {
        this(storageKeys.derive("monday-bridge webhook address"));
    }

    WebhookKey(List<byte[]> derived) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        this.keys = derived.stream().map(base64::encodeToString).toList();
    }

    /** For a new webhook. */
    String current() {
        return keys.get(0);
    }

    /** All that are good at the moment, the current one first. */
    List<String> all() {
        return keys;
    }

    /**
     * Compares in constant time.
     *
     * @param given null when the caller gave none
     */
    public boolean matches(String given) {
        if (given == null || given.isEmpty()) {
            return false;
        }
        byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String key : keys) {
            found |= MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), bytes);
        }
        return found;
    }
}
