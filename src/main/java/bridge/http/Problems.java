package bridge.http;

import bridge.problem.Problem;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The refusals of the HTTP layer itself. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /** Of a failure that nobody expected here, which is logged: with its trace unless it is the database's, of which there may be very many. */
    static Problem unexpected(Throwable failure) {
        SQLException database = DatabaseFailure.in(failure);
        if (database != null) {
            LOG.warn(
                    "The database failed: {}, {}, state {}",
                    failure.getClass().getSimpleName(),
                    database.getClass().getSimpleName(),
                    database.getSQLState());
            return Problem.unavailable(
                    "DATABASE_UNAVAILABLE", "This cannot be served right now, try again", Duration.ofSeconds(2));
        }
        LOG.error("A request could not be served", failure);
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
