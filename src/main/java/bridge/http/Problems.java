package bridge.http;

import bridge.problem.Problem;
import java.time.Duration;

/** The refusals of the HTTP layer itself. */
final class Problems {

    private Problems() {}

    static Problem unexpected() {
        return new Problem(500, "INTERNAL_ERROR", "Something went wrong on our side");
    }

    static Problem tooLarge() {
        return new Problem(413, "TOO_LARGE", "The request is too large");
    }

    static Problem tooSlow() {
        return new Problem(408, "REQUEST_TIMEOUT", "The request took too long to arrive").with("Connection", "close");
    }

    static Problem unsupportedMediaType() {
        return new Problem(415, "UNSUPPORTED_MEDIA_TYPE", "This content type or encoding is not supported");
    }

    /** The route is being replaced, or the service is being stopped. */
    static Problem changing() {
        return Problem.unavailable("TRY_AGAIN", "This cannot be served right now, try again", Duration.ofSeconds(1));
    }
}
