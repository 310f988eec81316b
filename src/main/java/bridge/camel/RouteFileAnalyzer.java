package bridge.camel;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot name the file and the cause, without a stack trace. */
class RouteFileAnalyzer extends AbstractFailureAnalyzer<RouteFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RouteFileException cause) {
        return new FailureAnalysis(
                "A route file cannot be put to work:\n\n  " + cause.getMessage(),
                "Correct " + cause.file() + " in the folder of route files, or take it away.",
                cause);
    }
}
