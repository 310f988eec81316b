package bridge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.http.ClientAddress;
import bridge.problem.Problem;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginThrottleTest {

    private final LoginThrottle throttle = new LoginThrottle(new LoginSettings(
            URI.create("http://localhost/"), Duration.ofHours(1), false, Duration.ofSeconds(10), 3, 8));

    @Test
    void anAddressGetsABurstAndThenHasToWait() {
        for (int i = 0; i < 3; i++) {
            admit("ann@acme.example", "203.0.113." + i);
        }

        throttled("ann@acme.example", "203.0.113.9", 30);
        assertThatCode(() -> admit("bob@acme.example", "203.0.113.9")).doesNotThrowAnyException();
    }

    @Test
    void aCallerGetsABurstAndThenHasToWaitWhateverItAsksFor() {
        for (int i = 0; i < 8; i++) {
            admit(i + "@acme.example", "203.0.113.7");
        }

        throttled("another@acme.example", "203.0.113.7", 5);
        assertThatCode(() -> admit("another@acme.example", "203.0.113.8")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2:%x::7,true", "2001:db8:1:%x:0:0:0:7,false"})
    void theAddressesOfOneIpv6NetworkAreOneCaller(String form, boolean same) {
        for (int i = 0; i < 8; i++) {
            admit(i + "@acme.example", String.format(form, i));
        }

        if (same) {
            throttled("another@acme.example", String.format(form, 99), 5);
        } else {
            admit("another@acme.example", String.format(form, 99));
        }
    }

    private void admit(String address, String caller) {
        throttle.admit(address, new ClientAddress(caller, "browser"));
    }

    private void throttled(String address, String caller, int atMost) {
        assertThatThrownBy(() -> admit(address, caller)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(429);
            assertThat(Integer.parseInt(problem.headers().get("Retry-After"))).isBetween(1, atMost);
        });
    }
}
