package bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

/** Every refusal has one shape, whoever refuses. */
@BridgeTest
class ProblemAnswersIT {

    private final PortalClient anonymous;

    @Value("${bridge.api.url}")
    private URI url;

    ProblemAnswersIT(PortalClient anonymous) {
        this.anonymous = anonymous;
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /nowhere,          404, NOT_FOUND",
        "PUT,    /health,           405, METHOD_NOT_ALLOWED",
        "GET,    /tickets/acme,     401, UNAUTHENTICATED",
        "GET,    /health?a=1&a=2,   400, MALFORMED_REQUEST"
    })
    void aRefusalIsAProblemWithCorsHeadersAndTheRequestsId(String method, String path, int status, String code)
            throws Exception {
        Answer answer = anonymous.send(
                method, path, null, Map.of("Origin", "http://localhost:3000", "X-Request-Id", "request-12345678"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(answer.header("X-Request-Id")).isEqualTo("request-12345678");
        assertThat(answer.body().path("code").textValue()).isEqualTo(code);
        assertThat(answer.body().path("request_id").textValue()).isEqualTo("request-12345678");
        assertThat(answer.body().path("error")).isEqualTo(answer.body().path("detail"));
    }

    @Test
    void aForeignOriginIsRefused() throws Exception {
        Answer answer = anonymous.send("GET", "/health", null, Map.of("Origin", "https://elsewhere.example"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("code").textValue()).isEqualTo("ORIGIN_NOT_ALLOWED");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void theContainersOwnRefusalIsAProblemToo() throws Exception {
        assertThat(raw("GET /\u0001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"MALFORMED_REQUEST\"")
                .doesNotContain("Tomcat", "<html");
    }

    @Test
    void aQueryThatIsNotProperlyEncodedIsRefused() throws Exception {
        assertThat(raw("GET /health?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @Test
    void nothingOfTheServerIsTold() throws Exception {
        Answer answer = anonymous.get("/health");

        assertThat(answer.header("Server")).isNull();
        assertThat(answer.header("X-Powered-By")).isNull();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
