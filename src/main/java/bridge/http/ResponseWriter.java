package bridge.http;

import bridge.problem.MondayErrorWriter;
import bridge.problem.Problem;
import bridge.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes what a route leaves behind: status, body and the headers below; everything else stays inside. */
@Component
class ResponseWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);

    private static final List<String> HEADERS = List.of(
            "ETag",
            "Location",
            "Link",
            "X-Total-Count",
            "X-Data-Age",
            "Cache-Control",
            "Referrer-Policy",
            "Retry-After",
            "WWW-Authenticate",
            "Content-Disposition",
            "Content-Security-Policy",
            "Set-Cookie");

    private final ProblemWriter problems;
    private final MondayErrorWriter mondayErrors;

    ResponseWriter(ProblemWriter problems, MondayErrorWriter mondayErrors) {
        this.problems = problems;
        this.mondayErrors = mondayErrors;
    }

    void write(Message message, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        for (String name : HEADERS) {
            String value = message.getHeader(name, String.class);
            if (value != null) {
                response.setHeader(name, value);
            }
        }
        if (message.getBody() == null) {
            return;
        }
        String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        response.setContentType(type == null ? "application/json" : type);
        if (message.getBody() instanceof InputStream stream) {
            try (stream) {
                stream.transferTo(response.getOutputStream());
            }
            return;
        }
        byte[] bytes = message.getBody(byte[].class);
        response.setContentLength(bytes.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(bytes);
        }
    }

    void writeProblem(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        writeError(
                problem,
                problem.status(),
                ProblemWriter.CONTENT_TYPE,
                problems.write(problem, withoutSecret(request.getRequestURI())),
                request,
                response);
    }

    /** To monday, as the caller of an action or trigger. */
    void writeMondayError(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        writeError(
                problem,
                mondayErrors.status(problem),
                MondayErrorWriter.CONTENT_TYPE,
                mondayErrors.write(problem),
                request,
                response);
    }

    /** Answers unless an answer has begun; then the connection is broken off. */
    private static void writeError(
            Problem problem,
            int status,
            String type,
            String body,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            if (response.isCommitted()) {
                throw new IOException("The answer had begun");
            }
            response.resetBuffer();
            response.setStatus(status);
            problem.headers().forEach(response::setHeader);
            response.setContentType(type);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setContentLength(bytes.length);
            if (!"HEAD".equals(request.getMethod())) {
                response.getOutputStream().write(bytes);
            }
        } catch (IOException e) {
            LOG.debug("The caller has gone before the problem could be told");
        }
    }

    /** A login link's token is part of its path. */
    private static String withoutSecret(String path) {
        String[] parts = path.split("/", -1);
        return parts.length == 4 && parts[1].equals("auth") ? "/auth/" + parts[2] : path;
    }
}
