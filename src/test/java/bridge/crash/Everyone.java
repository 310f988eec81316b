package bridge.crash;

import bridge.journey.PortalClient;
import bridge.journey.Surroundings;
import bridge.simulator.BoardItem;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.SmtpFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Puts everybody to work: customers, monday's automations, the team at the board, and a mail server with moods. */
final class Everyone {

    private static final List<String> LABELS = List.of("Open", "In Progress", "Resolved", "Closed");

    private final Random random;
    private final Surroundings surroundings;
    private final String url;
    private final Load load;

    Everyone(Surroundings surroundings, String url, Load load, Random random) {
        this.surroundings = surroundings;
        this.url = url;
        this.load = load;
        this.random = random;
    }

    /** monday calls an action again until it is acknowledged. @return the requests, named in the subject of the mail */
    Requests actions(String prefix) {
        var app = surroundings.monday().app();
        var user = surroundings.monday().admin();
        var anonymous = new PortalClient(url, null);
        var requests = new Requests(prefix, true, name -> {
            var token = app.tokens().action(user, url + "/mail/send");
            var fields = Map.of("email", "owner@acme.example", "subject", name, "message", "Hello");
            var call = Map.of(
                    "payload",
                    Map.of("inputFields", fields, "integrationId", 7),
                    "runtimeMetadata",
                    Map.of("actionUuid", "a-" + name, "triggerUuid", "t-" + name));
            return anonymous
                    .send("POST", "/mail/send", call, Map.of("Authorization", token))
                    .status();
        });
        load.add(requests, Duration.ofMillis(40));
        return requests;
    }

    /** Tickets of one customer. @return the requests, each named in the title */
    Requests tickets(String prefix, int customer, boolean repeats) throws Exception {
        var portal = new PortalClient(url, surroundings.login(url, SimulatedMonday.customerEmail(customer)));
        var requests = new Requests(prefix, repeats, name -> portal.send(
                        "POST",
                        "/tickets/ticket",
                        Map.of("title", name, "description", "Under load"),
                        Map.of("Idempotency-Key", name))
                .status());
        load.add(requests, Duration.ofMillis(60));
        return requests;
    }

    /** Comments of one customer on one ticket. @return the requests, each named in the text */
    Requests comments(String prefix, int customer, BoardItem item) throws Exception {
        var portal = new PortalClient(url, surroundings.login(url, SimulatedMonday.customerEmail(customer)));
        String path = "/tickets/" + SimulatedMonday.customerPortalId(customer) + "/" + item.id() + "/comments";
        var requests = new Requests(
                prefix, true, name -> portal.send("POST", path, Map.of("text", name), Map.of("Idempotency-Key", name))
                        .status());
        load.add(requests, Duration.ofMillis(100));
        return requests;
    }

    void changeItems(List<String> items) {
        SimulatedMonday monday = surroundings.monday();
        load.repeat(() -> monday.changeStatus(any(items), any(LABELS)), Duration.ofMillis(150));
    }

    /** Now and then the mail server takes nothing for a while. */
    void breakMail() {
        var mailbox = surroundings.mailbox();
        load.repeat(
                () -> {
                    mailbox.recover();
                    switch (random.nextInt(4)) {
                        case 0 -> mailbox.fail(SmtpFault.tryLater().times(5));
                        case 1 -> mailbox.fail(SmtpFault.unreachable());
                        default -> {} // a good moment
                    }
                },
                Duration.ofMillis(500));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
