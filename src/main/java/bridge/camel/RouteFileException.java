package bridge.camel;

import java.util.regex.Pattern;

/** A route file that cannot be put to work; the message names the file and the cause, in one line. */
class RouteFileException extends RuntimeException {

    private static final int MAX_REASON = 600;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String file;

    RouteFileException(String file, String reason) {
        super(file + ": " + reason, null, false, false);
        this.file = file;
    }

    /** @param cause its innermost message says what is wrong */
    RouteFileException(String file, Throwable cause) {
        this(file, reason(cause));
    }

    String file() {
        return file;
    }

    /** The innermost message, on one line. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String text = message == null || message.isBlank()
                ? innermost.getClass().getSimpleName()
                : BLANKS.matcher(message.strip()).replaceAll(" ");
        return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) + "…" : text;
    }
}
