package bridge.monday;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Names the failures of a call that brought no answer. */
@Component("mondayFailures")
public class MondayFailures {

    private static final Logger LOG = LoggerFactory.getLogger(MondayFailures.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    /**
     * Throws what the failure means.
     *
     * @param failure null when the circuit breaker let nothing through
     */
    public void raise(Exception failure, MondayRequest request) {
        if (failure instanceof MondayUnavailableException known) {
            throw known;
        }
        if (failure == null || failure.getClass().getSimpleName().equals("CallNotPermittedException")) {
            throw new MondayUnavailableException("CIRCUIT_OPEN", false, A_MOMENT);
        }
        if (failure instanceof IOException transport) {
            String code = code(transport);
            LOG.warn("monday {} failed: {}", request.call().operation(), code);
            throw new MondayUnavailableException(code, request.isMutation() && mayHaveArrived(transport), A_MOMENT);
        }
        throw failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
    }

    /** @return the failure in the style of monday's codes */
    static String code(IOException failure) {
        if (failure instanceof AnswerTooLargeException) {
            return "ANSWER_TOO_LARGE";
        }
        if (!mayHaveArrived(failure)) {
            return "NOT_REACHABLE";
        }
        return failure instanceof InterruptedIOException ? "TIMEOUT" : "CONNECTION_LOST";
    }

    /** False when the request cannot have left this machine, or monday's door. */
    static boolean mayHaveArrived(IOException failure) {
        return !(failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof ConnectionRequestTimeoutException
                || failure instanceof SSLHandshakeException
                || failure instanceof SSLPeerUnverifiedException);
    }
}
