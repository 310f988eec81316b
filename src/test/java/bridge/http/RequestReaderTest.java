package bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bridge.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class RequestReaderTest {

    private final RequestReader reader = new RequestReader(
            DataSize.ofBytes(100), Duration.ofSeconds(15), new BrowserCookie("https://bridge.example"));
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/tickets/ticket");

    @Test
    void parametersAndUnknownHeadersNeverBecomeMessageHeaders() throws IOException {
        request.setQueryString("To=thief%40example.com&CamelHttpPath=/x&limit=5");
        request.addHeader("Subject", "hello");
        request.addHeader("If-Match", "\"7\"");

        Exchange exchange = read();

        assertThat(exchange.getIn().getHeaders())
                .containsOnlyKeys("If-Match", Exchange.HTTP_METHOD, Exchange.HTTP_PATH)
                .containsEntry(Exchange.HTTP_PATH, "/tickets/ticket");
        assertThat(exchange.getVariable("query", Map.class))
                .isEqualTo(Map.of("To", "thief@example.com", "CamelHttpPath", "/x", "limit", "5"));
    }

    @Test
    void aParameterWithTwoValuesIsRefused() {
        request.setQueryString("portal_id=a&portal_id=b");
        assertRefused(400);
    }

    @Test
    void aParameterRepeatedWithOneValueCountsOnce() throws IOException {
        request.setQueryString("status=open&status=open");
        assertThat(read().getVariable("query", Map.class)).isEqualTo(Map.of("status", "open"));
    }

    @Test
    void brokenPercentEncodingIsRefused() {
        request.setQueryString("q=%zz");
        assertRefused(400);
    }

    @Test
    void twoAuthorizationsAreRefused() {
        request.addHeader("Authorization", "Bearer a");
        request.addHeader("Authorization", "Bearer b");
        assertRefused(400);
    }

    @Test
    void aBodyLargerThanTheLimitIsRefusedWhetherItsLengthIsToldOrNot() {
        request.setContent(new byte[101]);
        assertRefused(413);
    }

    @Test
    void aCompressedBodyIsRefused() {
        request.addHeader("Content-Encoding", "gzip");
        request.setContent(new byte[10]);
        assertRefused(415);
    }

    private Exchange read() throws IOException {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        reader.read(request, exchange);
        return exchange;
    }

    private void assertRefused(int status) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(this::read)
                .extracting(Problem::status)
                .isEqualTo(status);
    }
}
