package bridge.monday;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the answers of monday's storage mean. Only those of a missing value and of another version are documented. */
@Component("storageReplies")
public class StorageReplies {

    private static final Logger LOG = LoggerFactory.getLogger(StorageReplies.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @throws MondayUnavailableException if a failing server, or something in between, has answered */
    StorageReply arrived(int status, byte[] body, String retryAfter, StorageRequest request) {
        JsonNode content = parse(body);
        boolean empty = body == null || body.length == 0;
        if (status >= 500 || (status < 300 && !empty && !content.isObject())) {
            String code = status >= 500 ? "HTTP_" + status : "UNREADABLE_ANSWER";
            throw new MondayUnavailableException(code, request.changesSomething(), A_MOMENT);
        }
        return new StorageReply(status, content, RetryAfter.read(retryAfter, Clock.systemUTC()));
    }

    /**
     * Lets pass what the caller has to understand.
     *
     * @throws MondayUnavailableException   too many calls
     * @throws MondayMisconfiguredException the token is at fault
     */
    public StorageReply check(StorageReply reply) {
        int status = reply.status();
        if (status == 429 || status == 408) {
            throw new MondayUnavailableException("HTTP_" + status, false, reply.retryAfter());
        }
        if (status == 401 || status == 403) {
            throw new MondayMisconfiguredException("STORAGE_HTTP_" + status, status == 401);
        }
        return reply;
    }

    /**
     * Always throws.
     *
     * @param failure null when the circuit breaker let nothing through
     */
    public void lost(Exception failure, StorageRequest request) {
        if (failure instanceof IOException transport) {
            String code = MondayFailures.code(transport);
            LOG.warn("monday's storage failed: {}", code);
            throw new MondayUnavailableException(
                    code, request.changesSomething() && MondayFailures.mayHaveArrived(transport), A_MOMENT);
        }
        if (failure instanceof MondayUnavailableException known) {
            LOG.warn("monday's storage failed: {}", known.code());
            throw known;
        }
        throw new MondayUnavailableException("CIRCUIT_OPEN", false, A_MOMENT);
    }

    private JsonNode parse(byte[] body) {
        try {
            return body == null ? json.missingNode() : json.readTree(body);
        } catch (IOException e) {
            return json.missingNode();
        }
    }
}
