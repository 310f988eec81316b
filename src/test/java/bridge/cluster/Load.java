package bridge.cluster;

import bridge.action.MondayCalls;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Customers and automations that keep a cluster busy, and what they were promised meanwhile. */
final class Load {

    /** What its titles begin with. */
    static final String TICKET = "Under load ";

    private static final long PAUSE = 60; // ms

    /** Titles of tickets that were accepted. */
    final Queue<String> tickets = new ConcurrentLinkedQueue<>();

    /** Subjects of mails that were accepted. */
    final Queue<String> mails = new ConcurrentLinkedQueue<>();

    /** What did not go as it should have. */
    final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /** Address of all mails. */
    final String mailTo = "load-" + UUID.randomUUID() + "@mail.example";

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final List<ScheduledFuture<?>> working = new ArrayList<>();
    private final MondayCalls actions;

    /** @param customers logged in; their tokens hold their portals */
    Load(MondayCalls actions, List<PortalClient> customers) {
        this.actions = actions;
        for (PortalClient customer : customers) {
            repeat(() -> openTicket(customer));
        }
        repeat(this::sendMail);
    }

    private void repeat(Callable<?> work) {
        working.add(threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.call();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Exception | AssertionError e) {
                        faults.add(e.toString());
                    }
                },
                0,
                PAUSE,
                TimeUnit.MILLISECONDS));
    }

    private Void openTicket(PortalClient customer) throws IOException, InterruptedException {
        String title = TICKET + UUID.randomUUID();
        Answer opened = customer.post("/tickets/ticket", Map.of("title", title, "description", "Under load"));
        expect(opened, 201, 202);
        tickets.add(title);
        String ticket = opened.header("Location");
        Answer list = customer.get(ticket.substring(0, ticket.lastIndexOf('/')) + "?limit=20");
        expect(list, 200);
        if (!list.body().findValuesAsText("title").contains(title)) {
            faults.add("The next list does not hold " + title);
        }
        expect(customer.post(ticket + "/comments", Map.of("text", "Any news?")), 201, 202);
        return null;
    }

    private Void sendMail() throws Exception {
        String subject = "Mail " + UUID.randomUUID();
        expect(
                actions.post(
                        "/mail/send", MondayCalls.call(Map.of("email", mailTo, "subject", subject, "message", "hi"))),
                200);
        mails.add(subject);
        return null;
    }

    private static void expect(Answer answer, Integer... statuses) {
        if (!List.of(statuses).contains(answer.status())) {
            throw new AssertionError(answer.http() + " " + answer.http().body());
        }
    }

    /** Waits for the answers that are still to come. */
    void end() throws InterruptedException {
        working.forEach(work -> work.cancel(false));
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("A request is still unanswered");
        }
    }
}
