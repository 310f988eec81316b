package bridge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;

import bridge.client.Client;
import bridge.client.Clients;
import bridge.job.NewJob;
import bridge.problem.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

class LinkJobsTest {

    private final Clients clients = Mockito.mock(Clients.class);

    @Test
    void everyRequestIsAMailOfItsOwnAndNobodyIsLookedUp() {
        NewJob first = jobs(false).forAddress("ann@acme.example");
        NewJob second = jobs(false).forAddress("ann@acme.example");

        assertThat(first.kind()).isEqualTo("login-mail");
        assertThat(first.payload()).isEqualTo(Map.of("email", "ann@acme.example"));
        assertThat(first.dedupKey()).isNotEqualTo(second.dedupKey());
        Mockito.verify(clients, Mockito.never()).activeOf(any());
    }

    @Test
    void anUnknownAddressIsDisclosedOnlyWhereThatIsWanted() {
        assertThatThrownBy(() -> jobs(true).forAddress("ann@acme.example"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(404);
                    assertThat(problem.detail()).isEqualTo("Client not found");
                });

        BDDMockito.given(clients.activeOf("ann@acme.example"))
                .willReturn(List.of(new Client(1, "Ann", "ann@acme.example", "acme", true, Instant.now())));
        assertThat(jobs(true).forAddress("ann@acme.example")).isNotNull();
    }

    private LinkJobs jobs(boolean disclose) {
        return new LinkJobs(
                clients,
                new LoginSettings(
                        URI.create("http://localhost/"),
                        Duration.ofHours(1),
                        disclose,
                        Duration.ofSeconds(10),
                        6,
                        120));
    }
}
