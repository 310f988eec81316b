package bridge.monday;

import static bridge.monday.ScriptedServer.dropped;
import static bridge.monday.ScriptedServer.hanging;
import static bridge.monday.ScriptedServer.raw;
import static org.assertj.core.api.Assertions.assertThat;

import bridge.job.FinalFailure;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is sent to the addresses that monday gives us, and what is not. */
@Import(MondayPostRouteTest.Names.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "MONDAY_API_TOKEN=the-token",
            "MONDAY_BOARD_ID=1",
            "MONDAY_OAUTH_CLIENT_ID=the-client",
            "MONDAY_OAUTH_CLIENT_SECRET=the-client-secret-of-the-tests",
            "MONDAY_SIGNING_SECRET=the-signing-secret-of-the-tests",
            "MONDAY_APP_ID=10123456",
            "JWT_SECRET_KEY=correct-horse-battery-staple-0123456789",
            "SMTP_HOST=localhost",
            "DATABASE_URL=jdbc:h2:mem:monday-post;DB_CLOSE_DELAY=-1",
            "DATA_DIR=target/test-data/monday-post",
            "bridge.monday.post-timeout=700ms"
        })
class MondayPostRouteTest {

    private static final ScriptedServer MONDAY = new ScriptedServer();

    /** monday.com as somebody may make it look who has a hand on the names. */
    @TestConfiguration
    static class Names {
        @Bean
        @Primary
        DnsResolver tricked() {
            return new DnsResolver() {
                @Override
                public InetAddress[] resolve(String host) throws UnknownHostException {
                    return InetAddress.getAllByName(
                            host.equalsIgnoreCase("monday.com") || host.equals("api-gw.monday.com")
                                    ? "127.0.0.1"
                                    : host);
                }

                @Override
                public String resolveCanonicalHostname(String host) {
                    return host;
                }
            };
        }
    }

    @Autowired
    private ProducerTemplate camel;

    private final ObjectMapper json = new ObjectMapper();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        Path routes = Files.createTempDirectory("routes");
        for (String file : List.of("monday-post.camel.yaml", "errors.camel.yaml")) {
            Files.copy(Path.of("routes", file), routes.resolve(file));
        }
        settings.add("ROUTES_DIR", routes::toString);
        settings.add("TRIGGER_URL_HOSTS", () -> "localhost:" + MONDAY.port());
    }

    @AfterAll
    static void stop() throws IOException {
        MONDAY.close();
    }

    @Test
    void sendsTheBodySignedForAMinuteAndNothingElse() throws IOException {
        MONDAY.script();
        JsonNode body = json.readTree("{\"trigger\":{\"outputFields\":{\"text\":\"Grüße\",\"number\":9}}}");
        Exchange answer = camel.request("direct:monday-post", exchange -> {
            exchange.getMessage().setBody(new MondayPost(url("/events/7?block=a%2Fb&x=1"), body));
            exchange.getMessage().setHeader("Cookie", "secret");
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "elsewhere=1");
        });

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getHeaders()).isEmpty();
        assertThat(answer.getMessage().getBody()).isNull();
        ScriptedServer.Seen seen = MONDAY.seen.get(0);
        assertThat(seen.line()).isEqualTo("POST /events/7?block=a%2Fb&x=1 HTTP/1.1");
        assertThat(json.readTree(seen.body())).isEqualTo(body);
        assertThat(seen.headers().keySet())
                .containsOnly("Authorization", "Connection", "Content-Length", "Content-Type", "Host", "User-Agent");
        assertThat(seen.headers()).containsEntry("Content-Type", "application/json");
        DecodedJWT token = JWT.require(Algorithm.HMAC256("the-signing-secret-of-the-tests"))
                .build()
                .verify(seen.headers().get("Authorization").substring("Bearer ".length()));
        assertThat(token.getClaim("appId").asLong()).isEqualTo(10123456L);
        assertThat(token.getExpiresAtAsInstant())
                .isBetween(Instant.now(), Instant.now().plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api-gw.monday.com/x",
                "https://api-gw.monday.com:8443/x",
                "https://user@api-gw.monday.com/x",
                "https://monday.com@evil.example/x",
                "https://evil.example/monday.com",
                "https://evilmonday.com/x",
                "https://monday.com.evil.example/x",
                "https://api-gw.monday.com./x",
                "https://api-gw.monday.com\\@evil.example/x",
                "https://evil.example#.monday.com",
                "https://evil.example?.monday.com",
                "https://api-gw.monday.com/x y",
                "https://api-gw.monday.com/{{bridge.monday.api-token}}",
                "//api-gw.monday.com/x",
                "ftp://api-gw.monday.com/x",
                "file:///etc/passwd",
                "mailto:a@monday.com",
                "https://169.254.169.254/latest/meta-data",
                "https://localhost/x",
                "http://localhost:1/x",
                ""
            })
    void callsNoOtherAddress(String url) {
        MONDAY.script();
        assertThat(failure(url, FinalFailure.class)).hasMessage("The address to call is not one of monday.com");
        assertThat(MONDAY.seen).isEmpty();
    }

    @Test
    void callsNoHostOfMondaysThatLeadsIntoThePrivateNetwork() {
        assertThat(failure("https://api-gw.monday.com/x", FinalFailure.class))
                .hasMessage("The address to call leads into a private network");
        assertThat(failure("https://MONDAY.com", FinalFailure.class)).hasMessageContaining("private network");
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (var elsewhere = new ScriptedServer()) {
            for (int status : List.of(301, 302, 307, 308)) {
                MONDAY.script(raw(status, "text/plain", "", "Location: " + elsewhere.url()));
                failure(url("/x"), FinalFailure.class);
            }
            assertThat(elsewhere.seen).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "408", "425", "429"})
    void isTriedAgainWhenMondayCannotTakeIt(int status) {
        MONDAY.script(raw(status, "text/plain", "not now", "Retry-After: 7"));
        var failure = failure(url("/x"), MondayUnavailableException.class);
        assertThat(failure.code()).isEqualTo("HTTP_" + status);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "410", "422"})
    void isFinalWhenMondayRefusesIt(int status) {
        MONDAY.script(raw(status, "text/plain", "gone"));
        assertThat(failure(url("/x"), FinalFailure.class))
                .hasMessage("monday refused the call for good (HTTP " + status + ")");
    }

    @Test
    void isTriedAgainWhenTheConnectionBreaksOrNobodyAnswers() {
        MONDAY.script(dropped());
        assertThat(failure(url("/x"), MondayUnavailableException.class).code()).isEqualTo("CONNECTION_LOST");
        var released = new CountDownLatch(1);
        MONDAY.script(hanging(released));
        assertThat(failure(url("/x"), MondayUnavailableException.class).code()).isEqualTo("TIMEOUT");
        released.countDown();
    }

    @Test
    void takesASuccessForOneHoweverLongTheAnswerIs() {
        MONDAY.script(raw(200, "text/plain", "x".repeat(5_000_000)), raw(202, "text/plain", ""));
        send(url("/long"));
        send(url("/empty"));
        assertThat(MONDAY.seen).hasSize(2);
    }

    private String url(String path) {
        return "http://localhost:" + MONDAY.port() + path;
    }

    private void send(String url) {
        camel.sendBody("direct:monday-post", new MondayPost(url, json.createObjectNode()));
    }

    private <T extends Exception> T failure(String url, Class<T> type) {
        Exchange answer = camel.send("direct:monday-post", exchange -> exchange.getMessage()
                .setBody(new MondayPost(url, json.createObjectNode())));
        assertThat(answer.getException()).isInstanceOf(type);
        return type.cast(answer.getException());
    }
}
