package bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TrustedProxiesTest {

    private static final List<String> PROXIES = List.of("10.0.0.0/8", " 192.0.2.7", "2001:db8::/33");

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tickets");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3 | 203.0.113.9 | 203.0.113.9",
                "10.1.2.3 | 198.51.100.1, 203.0.113.9 | 203.0.113.9", // the first one is the caller's own invention
                "10.1.2.3 | 203.0.113.9, 192.0.2.7, 10.9.9.9 | 203.0.113.9",
                "10.1.2.3 | 10.5.5.5, 10.6.6.6 | 10.5.5.5",
                "10.1.2.3 | 203.0.113.9:4711 | 203.0.113.9",
                "10.1.2.3 | [2001:db8:ffff::1]:80 | 2001:db8:ffff:0:0:0:0:1",
                "2001:db8::5 | 203.0.113.9 | 203.0.113.9",
                "10.1.2.3 | 203.0.113.9, unknown | 10.1.2.3",
                "10.1.2.3 | localhost | 10.1.2.3",
                "10.1.2.3 | '' | 10.1.2.3",
                "203.0.113.200 | 198.51.100.1 | 203.0.113.200",
                "192.0.2.8 | 198.51.100.1 | 192.0.2.8"
            })
    void theCallerIsTheLastAddressThatIsNoProxyOfOurs(String peer, String header, String caller) throws Exception {
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-For", header);

        assertThat(filtered(PROXIES).getRemoteAddr()).isEqualTo(caller);
    }

    @Test
    void aHeaderGivenTwiceIsReadAsOne() throws Exception {
        request.setRemoteAddr("10.1.2.3");
        request.addHeader("X-Forwarded-For", "198.51.100.1");
        request.addHeader("X-Forwarded-For", "203.0.113.9, 10.0.0.1");

        assertThat(filtered(PROXIES).getRemoteAddr()).isEqualTo("203.0.113.9");
    }

    @Test
    void schemeAndHostAreThoseOfTheProxysFront() throws Exception {
        request.setRemoteAddr("10.1.2.3");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("X-Forwarded-Host", "portal.example.com");

        HttpServletRequest seen = filtered(PROXIES);

        assertThat(seen.isSecure()).isTrue();
        assertThat(seen.getRequestURL()).hasToString("https://portal.example.com/tickets");
        assertThat(seen.getServerPort()).isEqualTo(443);
    }

    @Test
    void nobodyElseIsBelieved() throws Exception {
        request.setRemoteAddr("203.0.113.200");
        request.addHeader("X-Forwarded-For", "198.51.100.1");
        request.addHeader("X-Forwarded-Proto", "https");
        request.addHeader("X-Forwarded-Host", "evil.example.com");

        for (HttpServletRequest seen : List.of(filtered(PROXIES), filtered(List.of()), filtered(List.of("")))) {
            assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.200");
            assertThat(seen.isSecure()).isFalse();
            assertThat(seen.getServerName()).isEqualTo("localhost");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0", "10.0.0.0/8/8", "::1/129", "*", "10.0.0.256", "abc"
            })
    void whatIsNoAddressRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private HttpServletRequest filtered(List<String> proxies) throws Exception {
        var chain = new MockFilterChain();
        new TrustedProxies(proxies).doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) chain.getRequest();
    }
}
