package bridge.access;

import bridge.problem.Problem;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets calls pass that monday signed. Sets the variable {@code monday}: a {@link MondayCaller}. */
abstract class MondaySignedProcessor implements Processor {

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final AppSettings app;

    MondaySignedProcessor(AppSettings app) {
        this.app = app;
    }

    /**
     * @param authorization null when there is none
     * @return empty when the token is not good for this
     */
    abstract Optional<MondayCaller> caller(String authorization, String path);

    /** @throws Problem 401, or 503 when the app half is not configured */
    @Override
    public void process(Exchange exchange) {
        String authorization = (String) exchange.getMessage().removeHeader("Authorization");
        app.require();
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        exchange.setVariable("monday", caller(authorization, path).orElseThrow(() -> {
            log.info("A call was refused: {}", authorization == null ? "no token" : "its token is not good");
            return Problem.unauthenticated("Not authenticated");
        }));
    }
}
