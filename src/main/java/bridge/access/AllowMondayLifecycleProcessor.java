package bridge.access;

import bridge.problem.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets calls pass that monday signed with the app's client secret for an account: the app's life cycle. Sets the variable
 * {@code monday}: a {@link MondayCaller}, whose user can be 0.
 */
@Component("allowMondayLifecycle")
class AllowMondayLifecycleProcessor implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(AllowMondayLifecycleProcessor.class);

    private final AppSettings app;
    private final AppJwt jwt;

    AllowMondayLifecycleProcessor(AppSettings app, AppJwt jwt) {
        this.app = app;
        this.jwt = jwt;
    }

    /** @throws Problem 401, or 503 when the app half is not configured */
    @Override
    public void process(Exchange exchange) {
        String authorization = (String) exchange.getMessage().removeHeader("Authorization");
        app.require();
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        exchange.setVariable(
                "monday",
                jwt.verify(authorization, path).flatMap(MondayCaller::ofAccount).orElseThrow(() -> {
                    LOG.info(
                            "A life-cycle event was refused: {}",
                            authorization == null ? "no token" : "its token is not good");
                    return Problem.unauthenticated("Not authenticated");
                }));
    }
}
