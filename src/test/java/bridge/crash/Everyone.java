package bridge.crash;

import bridge.journey.PortalClient;
import bridge.journey.Surroundings;
import bridge.simulator.BoardItem;
import bridge.simulator.SimulatedMonday;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Everybody at work, in a process of their own: customers, monday's automations, the team at the board, and a mail server with
 * moods. They work until the process's input ends.
 */
public final class Everyone {

    static final List<String> CALLERS = List.of("action-a", "action-b", "action-c", "action-d");
    static final List<String> CUSTOMERS = List.of("ticket-of-0", "ticket-of-1", "ticket-of-2");
    static final String COMMENTER = "comment";

    private static final List<String> LABELS = List.of("Open", "In Progress", "Resolved", "Closed");

    private final Load load;
    private final HistoryFile history;
    private final String url;
    private final StandIns standIns;
    private final Random random;

    private Everyone(Load load, HistoryFile history, String url, StandIns standIns, Random random) {
        this.load = load;
        this.history = history;
        this.url = url;
        this.standIns = standIns;
        this.random = random;
    }

    /**
     * @param arguments the file for the history, the addresses of service, simulated monday and mailbox, a number for all that
     *     is random, and {@code callers} when nobody else is to work
     */
    public static void run(List<String> arguments) throws IOException, InterruptedException {
        try (var load = new Load()) {
            var everyone = new Everyone(
                    load,
                    new HistoryFile(Path.of(arguments.get(0))),
                    arguments.get(1),
                    new StandIns(arguments.get(2), arguments.get(3)),
                    new Random(Long.parseLong(arguments.get(4))));
            if (!arguments.contains("callers")) {
                everyone.loginAndWork();
            }
            CALLERS.forEach(everyone::callActions);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void loginAndWork() throws IOException, InterruptedException {
        List<BoardItem> items = standIns.items();
        List<PortalClient> customers = new ArrayList<>();
        while (customers.size() < CUSTOMERS.size()) {
            customers.add(login(SimulatedMonday.customerEmail(customers.size())));
        }
        for (String name : CUSTOMERS) {
            makeTickets(name, customers.get(CUSTOMERS.indexOf(name)));
        }
        comment(customers.get(0), items);
        load.repeat(() -> standIns.changeStatus(any(items), any(LABELS)), Duration.ofMillis(150));
        load.repeat(this::changeTheMailServersMood, Duration.ofMillis(500));
    }

    private PortalClient login(String email) throws IOException, InterruptedException {
        return new PortalClient(url, Surroundings.login(url, email, () -> standIns.mailsTo(email)));
    }

    /** monday calls an action again until it is acknowledged; the name is the subject of the mail. */
    private void callActions(String caller) {
        var anonymous = new PortalClient(url, null);
        work(caller, true, 40, name -> {
            var fields = Map.of("email", "owner@acme.example", "subject", name, "message", "Hello");
            var call = Map.of(
                    "payload",
                    Map.of("inputFields", fields, "integrationId", 7),
                    "runtimeMetadata",
                    Map.of("actionUuid", "a-" + name, "triggerUuid", "t-" + name));
            var signed = Map.of("Authorization", standIns.actionToken("/mail/send"));
            return anonymous.send("POST", "/mail/send", call, signed).status();
        });
    }

    /** The last customer asks once, the others until they have an answer; the name is the title. */
    private void makeTickets(String customer, PortalClient portal) {
        boolean repeats = CUSTOMERS.indexOf(customer) < CUSTOMERS.size() - 1;
        work(customer, repeats, 60, name -> {
            var ticket = Map.of("title", name, "description", "Under load");
            return portal.send("POST", "/tickets/ticket", ticket, Map.of("Idempotency-Key", name))
                    .status();
        });
    }

    /** Comments of the first customer on a ticket of theirs; the name is the text. */
    private void comment(PortalClient portal, List<BoardItem> items) {
        String portalId = SimulatedMonday.customerPortalId(0);
        BoardItem item = items.stream()
                .filter(one -> portalId.equals(one.cell("Portal ID")))
                .findFirst()
                .orElseThrow();
        String path = "/tickets/" + portalId + "/" + item.id() + "/comments";
        work(COMMENTER, true, 100, name -> portal.send(
                        "POST", path, Map.of("text", name), Map.of("Idempotency-Key", name))
                .status());
    }

    /** @param pause ms between a request and the next */
    private void work(String client, boolean repeats, int pause, Requests.Call call) {
        load.repeat(new Requests(client, repeats, history, call), Duration.ofMillis(pause));
    }

    /** Now and then the mail server takes nothing for a while. */
    private void changeTheMailServersMood() {
        standIns.takeMails();
        switch (random.nextInt(4)) {
            case 0 -> standIns.refuseMails(5);
            case 1 -> standIns.hangUpOnMails();
            default -> {} // a good moment
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
