package bridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bridge.problem.Problem;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class AllowMondayQueueTest {

    @Test
    void withoutASecretOfOurOwnNobodyPasses() {
        for (String given : new String[] {"", "anything"}) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> rule("").process(call(Map.of("secret", given))))
                    .satisfies(problem -> assertThat(problem.status()).isEqualTo(503));
        }
    }

    @Test
    void oneSecretIsOneSecret() {
        rule("a,b").process(call(Map.of("secret", "a,b")));

        for (Map<String, String> query :
                List.of(Map.of("secret", "a"), Map.of("secret", ""), Map.<String, String>of())) {
            assertThatExceptionOfType(Problem.class)
                    .isThrownBy(() -> rule("a,b").process(call(query)))
                    .satisfies(problem -> assertThat(problem.status()).isEqualTo(401));
        }
    }

    private static AllowMondayQueueProcessor rule(String secret) {
        return new AllowMondayQueueProcessor(
                new AppSettings("", "", "", "legacy", null, "", List.of(), List.of(), secret));
    }

    private static Exchange call(Map<String, String> query) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("query", query);
        return exchange;
    }
}
