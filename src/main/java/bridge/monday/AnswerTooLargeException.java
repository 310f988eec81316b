package bridge.monday;

import java.io.IOException;

/** The answer is larger than we read; asking again brings the same. */
class AnswerTooLargeException extends IOException {

    AnswerTooLargeException() {
        super("The answer is too large");
    }
}
