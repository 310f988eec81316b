package bridge.login;

import bridge.client.Clients;
import bridge.job.NewJob;
import bridge.problem.Problem;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Turns a request for a login link into work. */
@Component("linkJobs")
public class LinkJobs {

    private static final String KIND = "login-mail";

    private final Clients clients;
    private final LoginSettings settings;

    LinkJobs(Clients clients, LoginSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /**
     * The same job for known and unknown addresses: only the worker looks, so that the answer takes the same time for both.
     *
     * @throws Problem 404 for an unknown address, where the settings want it disclosed
     */
    public NewJob forAddress(String email) {
        if (settings.discloseUnknownEmail() && clients.activeOf(email).isEmpty()) {
            throw new Problem(404, "CLIENT_NOT_FOUND", "Client not found");
        }
        return new NewJob(KIND, UUID.randomUUID().toString(), Map.of("email", email));
    }
}
