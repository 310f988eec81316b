package bridge.http;

import bridge.problem.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Stands before a body is read: Camel's JSON reader fails in a way of its own without one, and takes {@code null} for one. The
 * type matters where a route itself does not say what it consumes.
 */
@Component("jsonObject")
class JsonObjectProcessor implements Processor {

    @Override
    public void process(Exchange exchange) {
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "application/json", String.class);
        if (!type.replaceFirst(";.*", "").strip().equalsIgnoreCase("application/json")) {
            throw Problems.unsupportedMediaType();
        }
        byte[] body = exchange.getMessage().getBody(byte[].class);
        int start = 0;
        while (body != null && start < body.length && isSpace(body[start])) {
            start++;
        }
        if (body == null || start == body.length || body[start] != '{') {
            throw Problem.malformed("The body must be a JSON object");
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
