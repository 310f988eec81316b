package bridge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.Surroundings;
import bridge.simulator.BoardItem;
import bridge.simulator.Fault;
import bridge.simulator.SimulatedMonday;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** The portal page in a real browser, from the mail with the link to the answer of the team. */
@NeedsBrowser
@BridgeTest
class PortalPageIT {

    private static final String ANA = "ana@page-one.example";
    private static final String BEN = "ben@page-two.example";

    private final Surroundings around;
    private final SimulatedMonday monday;
    private final PortalClient staff;

    @Value("${bridge.api.url}")
    private String url;

    private Browser browser;

    PortalPageIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.monday = around.monday();
        this.staff = anonymous.as(Surroundings.ADMIN_TOKEN);
    }

    @BeforeEach
    void openTheBrowser() throws Exception {
        monday.calm();
        assertThat(staff.post("/admin/setup", null).status())
                .as("webhooks are registered")
                .isEqualTo(200);
        browser = Browser.start();
    }

    @AfterEach
    void theConsoleIsClean() throws IOException {
        try (Browser closing = browser) {
            assertThat(closing.console())
                    .noneMatch(line -> line.contains("Content Security Policy"))
                    .noneMatch(line -> line.contains("Uncaught"));
        }
    }

    @Test
    void aCustomerFollowsATicketFromTheLinkInTheMailToTheTeamsAnswer() throws Exception {
        String ticket = ticketOf("page-one", ANA, "The gate does not open", "It beeps <b>three</b> times.");

        signIn(ANA, "page-one");
        browser.see("#tickets", "The gate does not open");
        browser.click("[data-id='" + ticket + "'] a");
        browser.see("#ticket-title", "The gate does not open");
        browser.see("#description", "It beeps <b>three</b> times.");
        browser.find("#connection[data-state=live]");

        // The first change also warms the way; from then on a second is enough.
        monday.changeStatus(ticket, "In Progress");
        browser.find("#facts [data-status=in_progress]");
        monday.changeStatus(ticket, "Resolved");
        browser.find("#facts [data-status=resolved]", Duration.ofSeconds(1));

        browser.write("textarea[name=text]", "It opens again. Thank you!");
        browser.click(".write button[type=submit]");
        browser.see("#comments .client", "It opens again. Thank you!");
        BoardItem.Note written = await().atMost(Duration.ofSeconds(15))
                .until(() -> monday.item(ticket).updates(), notes -> !notes.isEmpty())
                .get(0);
        assertThat(written.text()).contains("It opens again. Thank you!");

        monday.member().update(ticket, "Internal: their contract ends in May");
        monday.member().reply(written.id(), "Glad to hear it.");
        monday.member().update(ticket, "[client] We replaced the motor.");
        browser.see("#comments .team", "Glad to hear it.");
        browser.see("#comments .team", "We replaced the motor.");
        assertThat(browser.source()).doesNotContain("their contract", "[client]");

        browser.click("#close");
        browser.find("#facts [data-status=closed]");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(monday.item(ticket).cell("Status")).isEqualTo("Closed"));
    }

    @Test
    void loadingTheLinkUsesNothingUpAndLeavesNoTokenInTheAddress() throws Exception {
        ticketOf("page-three", "cleo@page-three.example", "Anything", "");
        String link = linkFor("cleo@page-three.example");
        String token = link.substring(link.indexOf("token=") + "token=".length());

        for (int load = 0; load < 3; load++) {
            browser.open(link);
            browser.see(".login button", "Sign in as page-three");
            assertThat(browser.address()).isEqualTo(url + "/portal/");
            assertThat(browser.source()).doesNotContain(token);
        }
        browser.click(".login button[type=submit]");
        browser.see("#tickets", "Anything");
        assertThat(browser.run("return performance.getEntries().map(entry => entry.name).join()")
                        .toString())
                .as("nothing but the exchange itself carries the token")
                .containsOnlyOnce("/auth/page-three/" + token);

        browser.click("#logout");
        browser.see(".login", "You are signed out.");
        browser.open(link);
        browser.click(".login button[type=submit]");
        browser.see(".login", "used already");
    }

    @Test
    void nothingIsLeftForTheNextCustomerAtTheSameComputer() throws Exception {
        String first = ticketOf("page-four", "dora@page-four.example", "A matter of the first", "secret-of-dora");
        ticketOf("page-two", BEN, "A matter of the second", "");

        signIn("dora@page-four.example", "page-four");
        browser.click("[data-id='" + first + "'] a");
        browser.see("#description", "secret-of-dora");
        browser.write("textarea[name=text]", "half a draft");
        browser.click("#logout");
        browser.see(".login", "You are signed out.");
        browser.back();
        browser.see(".login", "Sign in");
        assertThat(browser.source()).doesNotContain("secret-of-dora");
        assertThat(browser.run("return sessionStorage.length + localStorage.length + document.cookie.length"))
                .as("kept in the browser")
                .isEqualTo(0L);

        signIn(BEN, "page-two");
        browser.see("#tickets", "A matter of the second");
        assertThat(browser.source()).doesNotContain("A matter of the first");
        browser.open(url + "/portal/#/tickets/" + first);
        browser.see("main", "This ticket does not exist");
        monday.changeStatus(first, "Resolved");
        browser.open(url + "/portal/#/tickets");
        browser.see("#count", "1 ticket");
        assertThat(browser.source()).doesNotContain("A matter of the first");
    }

    @Test
    void aTicketSentThreeTimesIsOneItemOnTheBoard() throws Exception {
        ticketOf("page-five", "emil@page-five.example", "An older one", "");
        signIn("emil@page-five.example", "page-five");
        browser.click("#new-ticket");
        browser.write("input[name=title]", "The lift is stuck");
        browser.write("textarea[name=description]", "Between floors 2 and 3");
        browser.run("const form = document.querySelector('form');"
                + "form.requestSubmit(); form.requestSubmit(); form.requestSubmit();");

        browser.see("#ticket-title", "The lift is stuck");
        List<BoardItem> made = await().atMost(Duration.ofSeconds(15))
                .until(
                        () -> monday.items().stream()
                                .filter(item -> item.name().equals("The lift is stuck"))
                                .toList(),
                        found -> !found.isEmpty());
        assertThat(made).hasSize(1);
        assertThat(made.get(0).cell("Portal ID")).isEqualTo("page-five");
        browser.click(".back");
        browser.see("#count", "2 tickets");
    }

    @Test
    void aTicketWrittenWhileMondayIsAwayIsShownAsBeingDeliveredAndThenUnderItsNumber() throws Exception {
        ticketOf("page-six", "finn@page-six.example", "An older one", "");
        signIn("finn@page-six.example", "page-six");
        monday.faults().arm(Fault.next(Fault.Kind.BAD_GATEWAY).on("create_item").untilCleared());
        browser.click("#new-ticket");
        browser.write("input[name=title]", "The light flickers");
        browser.write("textarea[name=description]", "In the stairwell");
        browser.click("form button[type=submit]");

        browser.see("#facts", "Being delivered");
        assertThat(browser.address()).contains("#/tickets/pending-");
        monday.faults().clear();
        browser.find("#facts [data-status=open]", Duration.ofSeconds(60));
        String item = browser.address().substring(browser.address().lastIndexOf('/') + 1);
        assertThat(monday.item(item).name()).isEqualTo("The light flickers");
        browser.click(".back");
        browser.see("#count", "2 tickets");
        assertThat(browser.has("#tickets .pending")).isFalse();
    }

    @Test
    void aCustomerWhoIsShutOutIsToldSoAtOnceAndSeesNothingMore() throws Exception {
        ticketOf("page-seven", "gil@page-seven.example", "A matter of Gil", "");
        signIn("gil@page-seven.example", "page-seven");
        browser.see("#tickets", "A matter of Gil");
        browser.find("#connection[data-state=live]");
        String client = "";
        for (JsonNode each : staff.get("/clients").body()) {
            if (each.path("portal_id").textValue().equals("page-seven")) {
                client = each.path("id").textValue();
            }
        }

        assertThat(staff.patch("/clients/" + client, Map.of("is_active", false)).status())
                .isEqualTo(200);

        browser.see(".login", "Your session has ended");
        assertThat(browser.source()).doesNotContain("A matter of Gil");
    }

    /** Asks for a link on the page, takes it from the mail, opens it and signs in with a click. */
    private void signIn(String email, String portalId) throws Exception {
        browser.open(linkFor(email));
        browser.see(".login button", "Sign in as " + portalId);
        browser.click(".login button[type=submit]");
        browser.find("#new-ticket");
    }

    private String linkFor(String email) {
        int before = around.mailbox().to(email).size();
        browser.open(url + "/portal/");
        browser.write("input[type=email]", email);
        browser.click(".login button[type=submit]");
        browser.see("h1", "Check your mailbox");
        return around.mailbox().await(email, before + 1, Duration.ofSeconds(30)).firstLink();
    }

    /** A ticket that the team has made on the board, once the service knows it. @return its id */
    private String ticketOf(String portalId, String email, String title, String description) {
        String id = monday.createItem(title, description, portalId, email);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> staff.get("/tickets/" + portalId + "/" + id).status() == 200);
        return id;
    }
}
