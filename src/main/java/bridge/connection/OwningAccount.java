package bridge.connection;

import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import bridge.storage.Facts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The monday account that the ticket board belongs to: that of {@code MONDAY_API_TOKEN}. monday is asked once per token. */
@Component("owningAccount")
public class OwningAccount {

    private static final String FACT = "owning-account ";

    private final Facts facts;
    private final String fact;

    OwningAccount(Facts facts, @Value("${bridge.monday.api-token}") String token) {
        this.facts = facts;
        this.fact = FACT + fingerprint(token);
    }

    /** @return null when it has not been asked for yet */
    public Long known() {
        return facts.number(fact).orElse(null);
    }

    public MondayCall question() {
        return MondayCall.interactive("who-am-i", Map.of());
    }

    public Long learn(MondayReply reply) {
        long account = reply.data().path("me").path("account").path("id").asLong(0);
        if (account <= 0) {
            throw new IllegalStateException("monday did not say whose the API token is");
        }
        facts.put(fact, Long.toString(account));
        return account;
    }

    private static String fingerprint(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
