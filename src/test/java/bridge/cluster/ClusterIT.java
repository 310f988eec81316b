package bridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.action.MondayCalls;
import bridge.event.SocketClient;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.oauth.WebBrowser;
import bridge.simulator.AppPost;
import bridge.simulator.BoardItem;
import bridge.simulator.Fault;
import bridge.simulator.Fault.Kind;
import bridge.simulator.Mail;
import bridge.simulator.RecordedCall;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.Start;
import bridge.simulator.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged jars on one PostgreSQL and one ActiveMQ are one service. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Until another node takes up what a dead one was working on. */
    private static final Duration TAKEN_UP = Duration.ofSeconds(30);

    private static final Pattern LINK = Pattern.compile("portal_id=([^&\\s]+)&token=([^&\\s]+)");

    @TempDir
    private static Path home;

    private static Cluster cluster;
    private static SimulatedMonday monday;

    private final String email = "ann@" + UUID.randomUUID() + ".example";

    @BeforeAll
    static void start() throws Exception {
        cluster = new Cluster(home);
        cluster.start();
        monday = cluster.monday();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @AfterEach
    void calm() {
        monday.calm();
    }

    @Test
    @Order(1)
    void aSetupOnBothNodesAtOnceMakesEverythingOnce() throws Exception {
        monday.faults().arm(Fault.latency(Duration.ofMillis(50)));

        List<Answer> answers = AtOnce.call(4, i -> cluster.staff(i % 2).post("/admin/setup", null));

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 409).contains(200);
        List<String> made = answers.stream()
                .filter(answer -> answer.status() == 200)
                .flatMap(answer ->
                        StreamSupport.stream(answer.body().path("done").spliterator(), false))
                .map(JsonNode::asText)
                .filter(what -> what.startsWith("webhook "))
                .toList();
        assertThat(made).isNotEmpty().doesNotHaveDuplicates().hasSize(monday.subscriptions());
    }

    @Test
    @Order(2)
    void bothNodesShareTheWorkAndEachMailIsSentOnce() throws Exception {
        MondayCalls actions = cluster.actions();
        List<String> subjects =
                IntStream.range(0, 80).mapToObj(i -> "Shared " + i).toList();
        int before = cluster.sentMails(0) + cluster.sentMails(1);

        for (Answer answer : AtOnce.call(80, i -> actions.post("/mail/send", mail(subjects.get(i), "hi")))) {
            assertThat(answer.status()).isEqualTo(200);
        }

        cluster.mailbox().await(email, 80, PATIENCE);
        await().atMost(PATIENCE).until(() -> cluster.sentMails(0) + cluster.sentMails(1) == before + 80);
        assertThat(cluster.mailbox().to(email)).extracting(Mail::subject).containsExactlyInAnyOrderElementsOf(subjects);
        assertThat(cluster.sentMails(0)).isPositive();
        assertThat(cluster.sentMails(1)).isPositive();
    }

    @Test
    @Order(3)
    void aLinkThatIsUsedOnBothNodesAtOnceIsOneSession() throws Exception {
        for (int round = 0; round < 5; round++) {
            String address = round + "." + email;
            cluster.customer(address);
            cluster.anybody().post("/auth/send-magic-link", Map.of("email", address));
            var link = LINK.matcher(cluster.mailbox().await(address, PATIENCE).text());
            assertThat(link.find()).isTrue();
            String path = "/auth/" + link.group(1) + "/" + link.group(2);

            List<Answer> answers = AtOnce.call(
                    6,
                    i -> cluster.staff(i % 2).as(null).send("GET", path, null, Map.of("User-Agent", "browser " + i)));

            assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).containsOnly(200, 401);
            assertThat(cluster.count("SELECT COUNT(*) FROM session WHERE subject = ?", address))
                    .isEqualTo(1);
        }
    }

    @Test
    @Order(4)
    void aTokenThatBothNodesNeedIsRefreshedOnce() throws Exception {
        User user = monday.admin();
        var browser = new WebBrowser(cluster.anybody());
        Answer sent =
                browser.visit("/auth/?token=" + monday.app().tokens().authorization(user, "https://acme.monday.com/"));
        assertThat(browser.visit(monday.app().oauth().allow(sent.header("Location"), user))
                        .header("Location"))
                .isEqualTo("https://acme.monday.com/");
        assertThat(cluster.db()
                        .sql("UPDATE connection SET expires_at = CURRENT_TIMESTAMP - INTERVAL '1' MINUTE")
                        .update())
                .isEqualTo(1);
        monday.app().oauth().tokenAddress().slow(Duration.ofMillis(300));
        String item = monday.createItem("Printer", "It smokes.", "acme", email);
        MondayCalls actions = cluster.actions();

        AtOnce.call(16, i -> actions.post("/mail/send", mail("Quote " + i, "{item.name}", item)));

        cluster.mailbox().await(email, 16, PATIENCE);
        assertThat(cluster.mailbox().to(email))
                .hasSize(16)
                .allMatch(mail -> mail.text().strip().equals("Printer"));
        assertThat(monday.app().oauth().grantOf(user).refreshes()).isEqualTo(1);
    }

    @Test
    @Order(5)
    void eachFiringOfATriggerIsCalledOnce() throws Exception {
        var triggers = monday.app().triggers();
        monday.app().automations().add(monday.admin(), new Start.AppTrigger("ticket-created", Map.of()), null);
        monday.app().automations().add(monday.admin(), new Start.AppTrigger("ticket-created", Map.of()), null);
        triggers.behaviour().fail(503, 3);
        PortalClient customer = cluster.newCustomer();
        List<String> titles = IntStream.range(0, 20).mapToObj(i -> "Fires " + i).toList();

        AtOnce.call(20, i -> customer.post("/tickets/ticket", Map.of("title", titles.get(i), "description", "d")));

        await().atMost(PATIENCE)
                .until(() -> triggers.posts().stream().filter(AppPost::accepted).count() >= 40);
        await().atMost(PATIENCE)
                .until(() ->
                        cluster.count("SELECT COUNT(*) FROM job WHERE kind = ? AND state <> 'done'", "trigger-call")
                                == 0);
        Map<Long, List<String>> called = triggers.posts().stream()
                .filter(AppPost::accepted)
                .collect(Collectors.groupingBy(
                        AppPost::address,
                        Collectors.mapping(
                                post -> post.outputFields().path("title").asText(), Collectors.toList())));
        assertThat(called).hasSize(2);
        assertThat(called.values()).allSatisfy(each -> assertThat(each).containsExactlyInAnyOrderElementsOf(titles));
        monday.app().automations().all().forEach(monday.app().automations()::delete);
    }

    @Test
    @Order(6)
    void commentsOfATicketKeepTheirOrderOnTheBoardAndOnTheSocketsOfBothNodes() throws Exception {
        String portal = cluster.customer(email);
        String token = cluster.login(email);
        PortalClient customer = cluster.anybody().as(token);
        String ticket = customer.post("/tickets/ticket", Map.of("title", "Printer", "description", "d"))
                .header("Location");
        String item = ticket.substring(ticket.lastIndexOf('/') + 1);
        List<String> texts =
                IntStream.range(0, 10).mapToObj(i -> "Comment " + i).toList();
        try (var here = SocketClient.ready(cluster.port(0), token);
                var there = SocketClient.ready(cluster.port(1), token)) {
            monday.faults().arm(Fault.next(Kind.CONNECTION_DROPPED).untilCleared());
            for (int i = 0; i < texts.size(); i++) {
                if (i == texts.size() - 4) {
                    monday.calm();
                }
                Answer answer = cluster.staff(i % 2)
                        .as(token)
                        .post("/tickets/" + portal + "/" + item + "/comments", Map.of("text", texts.get(i)));
                assertThat(answer.status()).isIn(201, 202);
            }
            List<String> heardHere = comments(here, texts.size());
            assertThat(heardHere).containsExactlyElementsOf(texts);
            assertThat(comments(there, texts.size())).isEqualTo(heardHere);
        }
        await().atMost(PATIENCE).until(() -> monday.item(item).updates().size() == texts.size());
        List<String> onBoard = new ArrayList<>(monday.item(item).updates().stream()
                .map(update -> update.text().replaceAll("(?s).*(Comment \\d).*", "$1"))
                .toList());
        Collections.reverse(onBoard); // the newest stands first
        assertThat(onBoard).isEqualTo(texts);
    }

    @Test
    @Order(7)
    void reconciliationsOfBothNodesDoNotMix() throws Exception {
        cluster.staff(0).post("/admin/sync", null);
        monday.calls().clear();
        monday.faults().arm(Fault.latency(Duration.ofMillis(100)));

        List<Answer> answers = AtOnce.call(2, i -> cluster.staff(i).post("/admin/sync", null));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        List<String> calls = monday.calls().all().stream()
                .map(RecordedCall::operation)
                .filter(operation -> operation.startsWith("Board")) // a late webhook may ask for items
                .toList();
        assertThat(calls).hasSizeGreaterThan(4);
        assertThat(calls.subList(0, calls.size() / 2)).isEqualTo(calls.subList(calls.size() / 2, calls.size()));
    }

    @Test
    @Order(8)
    void aRollingRestartUnderLoadFailsNoRequest() throws Exception {
        var load = new Load(cluster.actions(), List.of(cluster.newCustomer(), cluster.newCustomer()));
        cluster.balancer().takeFailures();
        for (int i = 0; i < 2; i++) {
            try (var socket = SocketClient.ready(cluster.port(i), Surroundings.ADMIN_TOKEN)) {
                cluster.node(i).terminate();
                assertThat(socket.closeCode()).isEqualTo(1012);
                cluster.node(i).waitForEnd(Duration.ofSeconds(35));
            }
            cluster.restart(i);
        }
        load.end();

        assertThat(cluster.balancer().takeFailures()).isEmpty();
        assertThat(load.faults).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEachIsThereOnce(load);
            assertThat(mails(load)).containsExactlyInAnyOrderElementsOf(load.mails);
        });
    }

    @Test
    @Order(9)
    void whatAKilledNodeHadAcceptedTheOtherFinishes() throws Exception {
        var load = new Load(cluster.actions(), List.of(cluster.newCustomer(), cluster.newCustomer()));
        await().atMost(PATIENCE).until(() -> load.tickets.size() > 20 && load.mails.size() > 40);
        monday.faults().arm(Fault.next(Kind.HANG).on("BoardItems"));
        var thread = Executors.newSingleThreadExecutor();
        Future<Answer> sync = thread.submit(() -> cluster.staff(0).post("/admin/sync", null));
        thread.shutdown();
        await().atMost(PATIENCE).until(() -> monday.faults().list().isEmpty());
        cluster.node(0).kill();
        load.end();
        assertThat(sync).failsWithin(PATIENCE);

        assertThat(cluster.staff(1).post("/admin/sync", null).status()).isEqualTo(200);
        await().atMost(TAKEN_UP.plus(PATIENCE)).untilAsserted(() -> {
            assertEachIsThereOnce(load);
            assertThat(mails(load)).containsAll(load.mails);
            assertThat(cluster.count("SELECT COUNT(*) FROM job WHERE state <> ?", "done"))
                    .isZero();
        });
        Map<String, List<Mail>> copies =
                cluster.mailbox().to(load.mailTo).stream().collect(Collectors.groupingBy(Mail::subject));
        assertThat(copies.values()).allSatisfy(same -> assertThat(same)
                .extracting(mail -> mail.header("Message-ID"))
                .containsOnly(same.get(0).header("Message-ID")));
    }

    private static void assertEachIsThereOnce(Load load) {
        List<String> titles = monday.items().stream()
                .map(BoardItem::name)
                .filter(title -> title.startsWith(Load.TICKET))
                .toList();
        assertThat(titles).containsAll(load.tickets).doesNotHaveDuplicates();
    }

    private static List<String> mails(Load load) {
        return cluster.mailbox().to(load.mailTo).stream().map(Mail::subject).toList();
    }

    private Map<String, Object> mail(String subject, String message) {
        return MondayCalls.call(Map.of("email", email, "subject", subject, "message", message));
    }

    private Map<String, Object> mail(String subject, String message, String item) {
        return MondayCalls.call(Map.of("email", email, "subject", subject, "message", message, "itemId", item));
    }

    private static List<String> comments(SocketClient socket, int count) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            JsonNode event = socket.next();
            if (event.path("type").asText().equals("comment_added")) {
                texts.add(event.path("data").path("text").asText());
            }
        }
        return texts;
    }
}
