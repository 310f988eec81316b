package bridge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.connection.Connections;
import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.Surroundings;
import bridge.simulator.AppCall;
import bridge.simulator.SimulatedMonday;
import bridge.simulator.User;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page on which a person without a monday account tries the app, clicked through in a real browser. */
@NeedsBrowser
@BridgeTest
class AppPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Surroundings around;
    private final SimulatedMonday monday;
    private final PortalClient staff;
    private final User user;

    @Autowired
    private Connections connections;

    private Browser browser;

    AppPageIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.monday = around.monday();
        this.staff = anonymous.as(Surroundings.ADMIN_TOKEN);
        this.user = monday.admin();
    }

    @BeforeEach
    void openThePage() throws Exception {
        monday.calm();
        connections.erase(user.accountId());
        assertThat(staff.post("/admin/setup", null).status()).isEqualTo(200);
        monday.createItem("The gate beeps", "Three times", "app-page", "ana@app-page.example");
        browser = Browser.start();
        browser.open(monday.url() + "/app");
        browser.choose("#as", Long.toString(user.id()));
        browser.find("#item option");
    }

    @AfterEach
    void theConsoleIsClean() throws IOException {
        try (Browser closing = browser) {
            assertThat(closing.console()).noneMatch(line -> line.contains("Uncaught"));
        }
    }

    @Test
    void somebodyConnectsAnAccountAfterMondayAskedForConsent() {
        connect();
        browser.see("#grants", user.name());
    }

    @Test
    void anAutomationIsMadeRunAndMails() {
        String address = "app-page-run@northwind.example";
        browser.write("#automation [name=email]", address);
        browser.write("#automation [name=subject]", "By a click");
        browser.click("#automation button");
        browser.see("#automations", "/mail/send");
        browser.click("#automations tr:last-child button");
        assertThat(around.mailbox().await(address, PATIENCE).subject()).isEqualTo("By a click");
        browser.see("#calls", "action /mail/send");
    }

    @Test
    void aTriggerFiresAnAutomationWhenACustomerOpensATicket() throws Exception {
        browser.choose("#automation [name=start]", "ticket-created");
        browser.choose("#automation [name=action]", "show");
        browser.click("#automation button");
        browser.see("#calls", "subscribe /triggers/ticket-created/subscribe");
        await().atMost(PATIENCE).until(() -> monday.app().calls("subscribe").stream()
                .allMatch(call -> call.state() == AppCall.State.DONE));
        var body = Map.of("email", "ana@app-trigger.example", "name", "Ana", "portal_id", "app-trigger");
        assertThat(staff.post("/clients", body).status()).isEqualTo(201);
        String token = around.login(monday.app().serviceUrl(), "ana@app-trigger.example");
        staff.as(token).post("/tickets/ticket", Map.of("title", "From the page", "description", "A ticket"));
        browser.see("#fired", "From the page", PATIENCE);
    }

    @Test
    void aMessageOfTheQueueAndAnEventOfTheAppsLifeAreToldByAClick() {
        String address = "app-page-queue@northwind.example";
        browser.write(
                "#queue textarea",
                "{\"method\":\"send_mail\",\"content\":{\"email\":\"" + address + "\",\"message\":\"Hello\"}}");
        browser.click("#queue button");
        assertThat(around.mailbox().await(address, PATIENCE).text()).contains("Hello");
        browser.choose("#event", "app_trial_subscription_started");
        browser.click("#tell");
        browser.see("#calls", "app_trial_subscription_started, answered with 200");
    }

    @Test
    void theOwnerOfAnAutomationThatFailsIsToldWhy() {
        browser.write("#automation [name=email]", "nobody");
        browser.click("#automation button");
        browser.see("#automations", "/mail/send");
        browser.click("#automations tr:last-child button");
        browser.see("#notices", "address");
    }

    @Test
    void aSignedCallIsWrittenForTheCommandLine() {
        browser.write("#path", "/monday/change-status");
        browser.click("#sign");
        browser.see("#curl", "\"columnId\":\"" + monday.columnId("Status") + "\"");
    }

    private void connect() {
        browser.click("#connect");
        browser.followNewWindow();
        browser.choose("#user", Long.toString(user.id()));
        browser.click("#allow");
        await().atMost(PATIENCE).until(() -> connections.isConnected(user.accountId(), user.id()));
        await().atMost(PATIENCE).until(() -> browser.address().endsWith("/app"));
    }
}
