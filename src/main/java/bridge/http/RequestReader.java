package bridge.http;

import bridge.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Turns a request into the message a route sees: the body's bytes, the few headers below, and four variables: {@code path}
 * and {@code query} (maps of strings), {@code client} ({@link ClientAddress}) and {@code browser} ({@link Browser}).
 *
 * <p>Camel's own binding makes a header of every header and parameter; through a queue they would redirect a mail
 * (CVE-2025-27636, CVE-2026-40453). Variables never leave the exchange.
 */
@Component
class RequestReader {

    private static final List<String> HEADERS = List.of(
            "Authorization",
            "Content-Type",
            "Accept",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "User-Agent",
            "Sec-Purpose",
            "traceparent");

    /** Headers that would be ambiguous twice. */
    private static final List<String> SINGLE = List.of("Authorization", "Idempotency-Key", "Content-Type", "Host");

    private static final int MAX_PARAMETERS = 50;

    private final long maxBody;
    private final Duration timeout;
    private final BrowserCookie cookie;

    RequestReader(
            @Value("${bridge.api.max-body}") DataSize maxBody,
            @Value("${bridge.api.request-timeout}") Duration timeout,
            BrowserCookie cookie) {
        this.maxBody = maxBody.toBytes();
        this.timeout = timeout;
        this.cookie = cookie;
    }

    /** @throws Problem if the request is ambiguous, too large, too slow or encoded in a way we do not read */
    void read(HttpServletRequest request, Exchange exchange) throws IOException {
        for (String name : SINGLE) {
            if (Collections.list(request.getHeaders(name)).size() > 1) {
                throw Problem.malformed("The header " + name + " was sent more than once");
            }
        }
        Message message = exchange.getIn();
        for (String name : HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                message.setHeader(name, value);
            }
        }
        message.setHeader(Exchange.HTTP_METHOD, request.getMethod());
        message.setHeader(Exchange.HTTP_PATH, request.getRequestURI());
        exchange.setVariable("path", pathVariables(request));
        exchange.setVariable("query", query(request.getQueryString()));
        exchange.setVariable("client", ClientAddress.of(request));
        exchange.setVariable("browser", Browser.of(request, cookie.read(request)));
        message.setBody(body(request));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> pathVariables(HttpServletRequest request) {
        var variables = (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables == null) {
            return Map.of();
        }
        variables.values().forEach(RequestReader::refuseControlCharacters);
        return variables;
    }

    /** @return the parameters of a query string or of a form; a parameter given twice with one value counts once */
    static Map<String, String> query(String text) {
        if (text == null || text.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            refuseControlCharacters(name);
            String before = parameters.putIfAbsent(name, value);
            if (before != null && !before.equals(value)) {
                throw Problem.malformed("A parameter was given twice with different values");
            }
            if (parameters.size() > MAX_PARAMETERS) {
                throw Problem.malformed("Too many parameters");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("The query is not properly encoded");
        }
    }

    private static void refuseControlCharacters(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.malformed("The address holds control characters");
        }
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        if (request.getHeader("Content-Encoding") != null) {
            throw Problems.unsupportedMediaType();
        }
        if (request.getContentLengthLong() > maxBody) {
            throw Problems.tooLarge();
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            InputStream in = request.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
                if (bytes.size() > maxBody) {
                    throw Problems.tooLarge();
                }
                if (System.nanoTime() > deadline) {
                    throw Problems.tooSlow();
                }
            }
        } catch (SocketTimeoutException e) {
            throw Problems.tooSlow();
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
        return bytes.size() == 0 ? null : bytes.toByteArray();
    }
}
