package bridge.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.access.Caller;
import bridge.access.Session;
import bridge.access.TokenCheck;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may open a socket, and what is heard on it. */
class SocketsTest extends EventService {

    @Autowired
    private TokenCheck check;

    @Test
    void theTokenComesInTheQueryTheHeaderOrTheFirstMessage() {
        String token = clientToken(portal);
        try (var query = SocketClient.open(port, "?token=" + token);
                var header = SocketClient.open(port, "", "Authorization", "Bearer " + token);
                var message = SocketClient.open(port, "")) {
            message.authenticate(token);

            query.expectReady();
            header.expectReady();
            message.expectReady();

            happens(portal, "heard by all three");
            for (SocketClient client : List.of(query, header, message)) {
                assertThat(title(client.next())).isEqualTo("heard by all three");
            }
        }
    }

    @Test
    void anEventSaysWhatHappenedToWhichTicket() {
        try (var client = SocketClient.ready(port, clientToken(portal))) {
            happens(portal, "printer");

            JsonNode event = client.next();
            assertThat(event.path("type").asText()).isEqualTo("ticket_updated");
            assertThat(event.path("event_id").longValue()).isEqualTo(events.lastId());
            assertThat(event.path("ticket_id").asText()).isEqualTo("7");
            assertThat(event.path("portal_id").asText()).isEqualTo(portal);
            assertThat(event.path("occurred_at").asText()).endsWith("Z");
            assertThat(event.path("data").path("status").asText()).isEqualTo("open");
            assertThat(event.path("data").path("client_id").asText()).isEqualTo(portal);
        }
    }

    @Test
    void aTokenThatIsNotOursIsShownOutWith4401() {
        try (var query = SocketClient.open(port, "?token=x.y.z");
                var message = SocketClient.open(port, "")) {
            message.authenticate("x.y.z");

            assertThat(query.closeCode()).isEqualTo(4401);
            assertThat(message.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void whoSaysNothingIsShownOutAfterFiveSeconds() {
        try (var client = SocketClient.open(port, "")) {
            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(5)).until(client::isOpen);
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void anOriginThatIsNotListedIsShownOutWith4403() {
        String token = clientToken(portal);
        for (String origin : List.of("https://evil.example", "null", "https://front.example.evil.example")) {
            try (var client = SocketClient.open(port, "?token=" + token, "Origin", origin)) {
                assertThat(client.closeCode()).as(origin).isEqualTo(4403);
            }
        }
        for (String origin : List.of("https://front.example", "https://other.example", "https://portal.example")) {
            try (var client = SocketClient.open(port, "?token=" + token, "Origin", origin)) {
                client.expectReady();
            }
        }
    }

    @Test
    void aClientHearsItsOwnPortalAndStaffHearAll() {
        String other = "Portal-" + portal.substring(7); // exact: case counts
        try (var client = SocketClient.ready(port, clientToken(portal));
                var neighbour = SocketClient.ready(port, clientToken(other));
                var staff = SocketClient.ready(port, ADMIN_TOKEN)) {
            happens(other, "theirs");
            happens(portal, "ours");
            happens(null, "nobody's");
            happens(portal, "ours again");

            assertThat(titles(client, 2)).containsExactly("ours", "ours again");
            assertThat(titles(staff, 4)).containsExactly("theirs", "ours", "nobody's", "ours again");
            assertThat(titles(neighbour, 1)).containsExactly("theirs");
            assertThat(neighbour.rest()).isEmpty();
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void whatWasMissedIsToldInOrderBeforeWhatIsNew() {
        long before = events.lastId();
        for (int i = 0; i < 450; i++) {
            appendSilently("missed " + i);
            appendSilently(portal + "-other", "not ours " + i);
        }
        try (var client = SocketClient.open(port, "?since=" + before + "&token=" + clientToken(portal));
                var byMessage = SocketClient.open(port, "")) {
            byMessage.say("{\"type\":\"auth\",\"token\":\"" + clientToken(portal) + "\",\"since\":" + before + "}");
            happens(portal, "new");

            for (SocketClient listener : List.of(client, byMessage)) {
                listener.expectReady();
                List<String> heard = titles(listener, 451);
                for (int i = 0; i < 450; i++) {
                    assertThat(heard.get(i)).isEqualTo("missed " + i);
                }
                assertThat(heard.get(450)).isEqualTo("new");
            }
        }
    }

    @Test
    void nothingIsLostOrDoubledWhileSocketsComeAndThingsHappen() throws Exception {
        long before = events.lastId();
        String token = clientToken(portal);
        var writer = Executors.newSingleThreadExecutor();
        var written = writer.submit(() -> {
            for (int i = 0; i < 300; i++) {
                happens(portal, "event " + i);
            }
            return 300;
        });
        List<SocketClient> clients = new ArrayList<>();
        while (!written.isDone() && clients.size() < 15) {
            clients.add(SocketClient.open(port, "?since=" + before + "&token=" + token));
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }
        written.get();
        writer.shutdown();
        for (SocketClient client : clients) {
            client.expectReady();
            List<String> heard = titles(client, 300);
            for (int i = 0; i < 300; i++) {
                assertThat(heard.get(i)).isEqualTo("event " + i);
            }
            assertThat(client.rest()).isEmpty();
            client.close();
        }
    }

    @Test
    void aGapThatCannotBeFilledIsSaid() {
        happens(portal, "first");
        long future = events.lastId() + 1000;
        for (String since : List.of(Long.toString(future), "yesterday", "-1", "99999999999999999999", "")) {
            try (var client = SocketClient.open(port, "?since=" + since + "&token=" + clientToken(portal))) {
                client.expectReady();
                assertThat(client.next().path("type").asText()).as(since).isEqualTo("resync");
                happens(portal, "after " + since);
                assertThat(title(client.next())).isEqualTo("after " + since);
            }
        }
    }

    @Test
    void whatIsOlderThanADayCannotBeToldAnyMore() {
        long before = events.lastId();
        happens(portal, "long ago");
        db.sql("UPDATE portal_event SET occurred_at = CURRENT_TIMESTAMP - 25 * INTERVAL '1' HOUR")
                .update();
        events.forgetOld();
        try (var client = SocketClient.open(port, "?since=" + before + "&token=" + clientToken(portal))) {
            client.expectReady();
            assertThat(client.next().path("type").asText()).isEqualTo("resync");
        }
    }

    @Test
    void logoutEndsItsSocketsAtOnceAndNoOthers() {
        Session session = login(portal);
        String token = token(session);
        try (var one = SocketClient.ready(port, token);
                var two = SocketClient.ready(port, token);
                var other = SocketClient.ready(port, clientToken(portal))) {
            Caller caller = check.verify(token).caller();
            sessions.logOut(caller);

            assertThat(one.closeCode()).isEqualTo(4401);
            assertThat(two.closeCode()).isEqualTo(4401);
            happens(portal, "still heard");
            assertThat(title(other.next())).isEqualTo("still heard");
            assertThat(one.rest()).isEmpty();
        }
    }

    @Test
    void aSessionThatEndsOnAnotherNodeHearsNothingMoreAndIsClosed() {
        Session session = login(portal);
        try (var client = SocketClient.ready(port, token(session))) {
            db.sql("UPDATE client SET is_active = FALSE WHERE id = ?")
                    .param(session.clientId())
                    .update();
            happens(portal, "none of its business");

            assertThat(client.closeCode()).isEqualTo(4401);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aSilentSocketWhoseSessionEndedOnAnotherNodeIsClosedToo() {
        Session session = login(portal);
        try (var client = SocketClient.ready(port, token(session))) {
            db.sql("UPDATE session SET ended_at = CURRENT_TIMESTAMP WHERE sid = ?")
                    .param(session.sid())
                    .update();

            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aSocketEndsWithItsTokenUnlessItBringsALaterOne() {
        Session session = login(portal);
        try (var renewed = SocketClient.ready(port, shortToken(session, Duration.ofSeconds(3)));
                var forgotten = SocketClient.ready(port, shortToken(session, Duration.ofSeconds(3)))) {
            renewed.authenticate(token(session));

            assertThat(forgotten.closeCode()).isEqualTo(4401);
            happens(portal, "later");
            assertThat(title(renewed.next())).isEqualTo("later");
        }
    }

    @Test
    void aSocketCannotBecomeSomebodyElses() {
        try (var client = SocketClient.ready(port, clientToken(portal))) {
            client.authenticate(clientToken(portal + "-other"));

            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aPingIsAnsweredAndOtherTalkIsIgnored() {
        try (var client = SocketClient.ready(port, clientToken(portal));
                var neighbour = SocketClient.ready(port, clientToken(portal))) {
            client.say("{\"type\":\"ticket_created\",\"data\":{}}");
            client.say("no JSON");
            client.say("{\"type\":\"something\",\"filler\":\"" + "x".repeat(60_000) + "\"}");
            client.say("{\"type\":\"ping\"}");

            assertThat(client.next().path("type").asText()).isEqualTo("pong");
            assertThat(neighbour.rest()).isEmpty();
        }
    }

    @Test
    void whoSaysTooMuchIsShownOut() {
        try (var flood = SocketClient.ready(port, clientToken(portal));
                var large = SocketClient.ready(port, clientToken(portal))) {
            for (int i = 0; i < 61 && flood.isOpen(); i++) {
                flood.say("{}");
            }
            large.say("x".repeat(65 * 1024));

            assertThat(flood.closeCode()).isEqualTo(1008);
            assertThat(large.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void oneCallerHasAtMostTwentySockets() {
        Session session = login(portal);
        List<SocketClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(SocketClient.ready(port, token(session)));
        }
        try (var tooMany = SocketClient.open(port, "?token=" + token(session))) {
            assertThat(tooMany.closeCode()).isEqualTo(1013);
        }
        clients.get(0).close();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (var again = SocketClient.open(port, "?token=" + token(session))) {
                return "ready".equals(again.next().path("type").asText());
            } catch (AssertionError refused) {
                return false;
            }
        });
        clients.forEach(SocketClient::close);
    }

    @Test
    void anEventThatIsNotAnnouncedIsFoundByLooking() {
        try (var client = SocketClient.ready(port, clientToken(portal))) {
            appendSilently("quiet");
            assertThat(title(client.next())).isEqualTo("quiet");
        }
    }

    @Test
    void changesThatWereNotLoggedOneByOneAreSaid() {
        try (var client = SocketClient.ready(port, clientToken(portal))) {
            long last = events.lastId() + 1;
            db.sql("UPDATE event_counter SET last_id = ?").param(last).update();
            db.sql("DELETE FROM fact WHERE name = 'events-floor'").update();
            db.sql("INSERT INTO fact (name, content) VALUES ('events-floor', ?)")
                    .param(Long.toString(last))
                    .update();

            assertThat(client.next().path("type").asText()).isEqualTo("resync");
            happens(portal, "after");
            assertThat(title(client.next())).isEqualTo("after");
        }
    }

    @Test
    void anOrdinaryRequestIsToldWhatIsExpected() throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ws"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("UPGRADE_REQUIRED");
    }

    private void appendSilently(String title) {
        appendSilently(portal, title);
    }

    private void appendSilently(String portalId, String title) {
        transaction.executeWithoutResult(status -> append(portalId, title, ""));
    }

    private static String title(JsonNode event) {
        return event.path("data").path("title").asText();
    }

    private static List<String> titles(SocketClient client, int count) {
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            titles.add(title(client.next()));
        }
        return titles;
    }
}
