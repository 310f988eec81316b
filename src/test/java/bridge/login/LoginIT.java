package bridge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Logging in, from asking for the mail to logging out. */
@BridgeTest
class LoginIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("portal_id=([^&\\s]+)&token=([A-Za-z0-9_-]+)");
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    private final Surroundings around;
    private final PortalClient anonymous;
    private final PortalClient admin;

    @Autowired
    private JdbcClient db;

    private String portal;
    private String email;

    /** What a mail leads to. */
    private record Link(String portal, String token) {

        static Link in(Mail mail) {
            Matcher link = LINK.matcher(mail.text());
            assertThat(link.find()).isTrue();
            return new Link(link.group(1), link.group(2));
        }

        String path() {
            return "/auth/" + portal + "/" + token;
        }
    }

    LoginIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.anonymous = anonymous;
        this.admin = anonymous.as(Surroundings.ADMIN_TOKEN);
    }

    @BeforeEach
    void enterAClient() throws Exception {
        portal = "p-" + UUID.randomUUID();
        email = portal + "@acme.example";
        assertThat(enter(email, portal).status()).isEqualTo(201);
    }

    @Test
    void aMailLeadsToASession() throws Exception {
        Link link = link();
        Answer answer = anonymous.get(link.path());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.body().path("token_type").textValue()).isEqualTo("bearer");
        assertThat(answer.body().path("portal_id").textValue()).isEqualTo(portal);
        assertThat(answer.body().path("expires_in").intValue()).isEqualTo(24 * 3600);

        JsonNode claims = claims(answer);
        assertThat(claims.path("sub").textValue()).isEqualTo(email);
        assertThat(claims.path("email").textValue()).isEqualTo(email);
        assertThat(claims.path("portal_id").textValue()).isEqualTo(portal);
        assertThat(claims.path("name").textValue()).isEqualTo("Ann Ä <b>");
        assertThat(claims.path("client_name").textValue()).isEqualTo("Ann Ä <b>");
        assertThat(claims.path("role").textValue()).isEqualTo("client");
        assertThat(claims.path("exp").longValue() - claims.path("iat").longValue())
                .isEqualTo(24 * 3600);

        Answer me = anonymous.as(token(answer)).get("/me");
        assertThat(me.body().path("email").textValue()).isEqualTo(email);
        assertThat(me.body().path("portal_id").textValue()).isEqualTo(portal);
        assertThat(me.body().path("name").textValue()).isEqualTo("Ann Ä <b>");
        assertThat(me.body().path("client_name").textValue()).isEqualTo("Ann Ä <b>");
        assertThat(me.body().path("role").textValue()).isEqualTo("client");
        assertThat(me.body().path("id").isTextual()).isTrue();
    }

    @Test
    void theMailIsTextAndHtmlToOneAddress() throws Exception {
        Mail mail = mail();

        assertThat(mail.subject()).isEqualTo("Your login link");
        assertThat(mail.from()).isEqualTo("support@bridge.example");
        assertThat(mail.header("To")).isEqualTo(email);
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Message-ID")).startsWith("<login-").endsWith("@bridge.example>");
        assertThat(mail.header("Content-Type")).startsWith("multipart/alternative");
        assertThat(mail.header("MIME-Version")).isEqualTo("1.0");
        assertThat(mail.headers().keySet())
                .isSubsetOf(
                        "Return-Path",
                        "Received",
                        "Date",
                        "To",
                        "From",
                        "Subject",
                        "Message-ID",
                        "Auto-Submitted",
                        "Content-Type",
                        "MIME-Version");
        assertThat(mail.text())
                .contains("/portal/?portal_id=" + portal + "&token=")
                .contains("within 60 minutes");
        assertThat(mail.html())
                .contains("/portal/?portal_id=" + portal + "&amp;token=")
                .doesNotContain("<b>");
        assertThat(Link.in(mail).token()).hasSize(43);
    }

    @Test
    void nothingOfALinkIsStoredButItsHash() throws Exception {
        Link link = link();

        assertThat(db.sql("SELECT token_hash FROM magic_link WHERE portal_id = ?")
                        .param(portal)
                        .query(String.class)
                        .list())
                .containsExactly(LinkToken.hash(link.token()));
        await().untilAsserted(
                        () -> assertThat(db.sql("SELECT payload FROM job WHERE kind = 'login-mail' AND state = 'done'")
                                        .query(String.class)
                                        .list())
                                .contains("{\"email\":\"" + email + "\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "form", "json", "case", "all"})
    void theAddressMayComeInThreeWays(String way) throws Exception {
        String encoded = URLEncoder.encode(email, StandardCharsets.UTF_8);
        Answer answer =
                switch (way) {
                    case "query" -> anonymous.post("/auth/send-magic-link?email=" + encoded, null);
                    case "form" -> anonymous.send("POST", "/auth/send-magic-link", "email=" + encoded, FORM);
                    case "json" -> anonymous.post("/auth/send-magic-link", Map.of("email", email));
                    case "case" -> anonymous.post("/auth/send-magic-link", Map.of("email", email.toUpperCase()));
                    default -> anonymous.post("/auth/send-magic-link?email=" + encoded, Map.of("email", email));
                };

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().body()).isEqualTo("{\"message\":\"Magic link sent\"}");
        assertThat(around.mailbox().await(email, PATIENCE).to()).isEqualTo(email);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"email\":\"nobody\"}|422|email",
                "{\"email\":\"a@b.example,c@d.example\"}|422|email",
                "{\"email\":\"Ann <a@b.example>\"}|422|email",
                "{\"email\":\"a@b.example\\r\\nBcc: c@d.example\"}|422|email",
                "{\"email\":\"\"}|422|email",
                "{\"email\":null}|422|email",
                "{\"email\":7}|422|email",
                "{\"email\":[\"a@b.example\"]}|422|email",
                "{}|422|email",
                "{\"email\":\"a@b.example\"|400|",
                "{\"email\":\"a@b.example\",\"email\":\"c@d.example\"}|400|",
                "[\"a@b.example\"]|400|",
                "\"a@b.example\"|400|",
            })
    void aMalformedAddressIsRefused(String body, int status, String field) throws Exception {
        Answer answer = anonymous.post("/auth/send-magic-link", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("errors").path(0).path("field").textValue())
                .isEqualTo(field);
    }

    @Test
    void withoutAnAddressThereIsNoLink() throws Exception {
        assertThat(anonymous.post("/auth/send-magic-link", null).status()).isEqualTo(422);
        assertThat(anonymous
                        .post("/auth/send-magic-link?email=a@b.example", Map.of("email", "c@d.example"))
                        .status())
                .isEqualTo(400);
        assertThat(anonymous
                        .send("POST", "/auth/send-magic-link", email, Map.of("Content-Type", "text/plain"))
                        .status())
                .isEqualTo(415);
        assertThat(anonymous.get("/auth/send-magic-link").status()).isEqualTo(405);
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndNoMail() throws Exception {
        String unknown = UUID.randomUUID() + "@nowhere.example";
        Answer answer = anonymous.post("/auth/send-magic-link", Map.of("email", unknown));
        Answer known = anonymous.post("/auth/send-magic-link", Map.of("email", email));

        assertThat(answer.status()).isEqualTo(known.status());
        assertThat(answer.http().body()).isEqualTo(known.http().body());
        assertThat(answer.http().headers().map().keySet())
                .isEqualTo(known.http().headers().map().keySet());
        await().untilAsserted(() -> assertThat(db.sql("SELECT state FROM job WHERE payload LIKE ?")
                        .param("%" + unknown + "%")
                        .query(String.class)
                        .list())
                .containsExactly("done"));
        assertThat(around.mailbox().to(unknown)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void knownAndUnknownAddressesAreThrottledAlike(boolean known) throws Exception {
        String address = known ? email : UUID.randomUUID() + "@nowhere.example";
        Answer answer = anonymous.post("/auth/send-magic-link", Map.of("email", address));
        for (int i = 0; i < 6 && answer.status() == 200; i++) {
            answer = anonymous.post("/auth/send-magic-link", Map.of("email", address));
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().path("code").textValue()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(20, 31);
        if (known) {
            around.mailbox().await(address, 6, PATIENCE);
        }
    }

    @Test
    void aSecondExchangeByTheSameCallerIsTheSameSession() throws Exception {
        Link link = link();
        Answer first = anonymous.get(link.path());
        Answer second = anonymous.get(link.path());

        assertThat(second.status()).isEqualTo(200);
        assertThat(claims(second).path("sid")).isEqualTo(claims(first).path("sid"));
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void aSecondExchangeByAnotherCallerIsRefused() throws Exception {
        Link link = link();
        assertThat(anonymous.get(link.path()).status()).isEqualTo(200);

        refused(anonymous.send("GET", link.path(), null, Map.of("User-Agent", "another browser")));
    }

    @Test
    void aSecondExchangeAfterAWhileIsRefused() throws Exception {
        Link link = link();
        assertThat(anonymous.get(link.path()).status()).isEqualTo(200);
        db.sql("UPDATE magic_link SET used_at = used_at - 11 * INTERVAL '1' SECOND WHERE portal_id = ?")
                .param(portal)
                .update();

        refused(anonymous.get(link.path()));
    }

    @Test
    void aSecondExchangeAfterLoggingOutIsRefused() throws Exception {
        Link link = link();
        anonymous.as(token(anonymous.get(link.path()))).post("/auth/logout", null);

        refused(anonymous.get(link.path()));
    }

    @Test
    void anExpiredLinkIsRefused() throws Exception {
        Link link = link();
        db.sql("UPDATE magic_link SET expires_at = CURRENT_TIMESTAMP WHERE portal_id = ?")
                .param(portal)
                .update();

        refused(anonymous.get(link.path()));
    }

    @Test
    void aWrongPortalDoesNotUseTheLinkUp() throws Exception {
        Link link = link();
        refused(anonymous.get("/auth/" + portal.toUpperCase() + "/" + link.token()));
        refused(anonymous.get("/auth/other/" + link.token()));
        refused(anonymous.get("/auth/" + portal + "%20/" + link.token()));

        assertThat(anonymous.get(link.path()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%27%20OR%201%3D1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%C3%A4"})
    void everythingThatIsNoLinkIsTheSame401(String token) throws Exception {
        refused(anonymous.get("/auth/" + portal + "/" + token));
    }

    @Test
    void aHeadRequestUsesNothingUpAndTellsNothing() throws Exception {
        Link link = link();
        Answer existing = anonymous.send("HEAD", link.path(), null, Map.of());
        Answer unknown = anonymous.send("HEAD", "/auth/" + portal + "/x", null, Map.of());

        assertThat(existing.status()).isEqualTo(200);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(existing.http().headers().map().keySet())
                .isEqualTo(unknown.http().headers().map().keySet());
        assertThat(anonymous.get(link.path()).status()).isEqualTo(200);
    }

    @Test
    void refreshingGivesAnotherTokenOfTheSameSession() throws Exception {
        Answer login = anonymous.get(link().path());
        Answer fresh = anonymous.as(token(login)).post("/auth/refresh", null);

        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.body().path("portal_id").textValue()).isEqualTo(portal);
        assertThat(claims(fresh).path("sid")).isEqualTo(claims(login).path("sid"));
        assertThat(claims(fresh).path("jti")).isNotEqualTo(claims(login).path("jti"));
        assertThat(anonymous.as(token(fresh)).get("/me").status()).isEqualTo(200);
    }

    @Test
    void refreshingNeverReachesBeyondTheSession() throws Exception {
        Answer login = anonymous.get(link().path());
        db.sql("UPDATE session SET expires_at = CURRENT_TIMESTAMP + 100 * INTERVAL '1' SECOND WHERE sid = ?")
                .param(claims(login).path("sid").textValue())
                .update();

        Answer fresh = anonymous.as(token(login)).post("/auth/refresh", null);
        assertThat(fresh.body().path("expires_in").intValue()).isBetween(60, 100);
    }

    @Test
    void loggingOutEndsAllTokensOfTheSession() throws Exception {
        String first = token(anonymous.get(link().path()));
        String second = token(anonymous.as(first).post("/auth/refresh", null));

        Answer out = anonymous.as(first).post("/auth/logout", null);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.http().body()).isEmpty();
        for (String token : List.of(first, second)) {
            for (String path : List.of("/auth/refresh", "/auth/logout")) {
                unauthenticated(anonymous.as(token).post(path, null));
            }
            unauthenticated(anonymous.as(token).get("/me"));
        }
    }

    @Test
    void theAdministratorHasNoSession() throws Exception {
        assertThat(admin.post("/auth/refresh", null).status()).isEqualTo(403);
        assertThat(admin.post("/auth/logout", null).status()).isEqualTo(403);
        assertThat(admin.get("/me").body().path("role").textValue()).isEqualTo("staff");
        assertThat(admin.get("/me").body().path("portal_id").isNull()).isTrue();
    }

    @Test
    void anInactiveClientGetsNoMailAndItsLinksAreWorthNothing() throws Exception {
        Link link = link();
        deactivate();

        refused(anonymous.get(link.path()));
        int mails = around.mailbox().to(email).size();
        anonymous.post("/auth/send-magic-link", Map.of("email", email));
        await().untilAsserted(
                        () -> assertThat(db.sql("SELECT COUNT(*) FROM job WHERE payload LIKE ? AND state = 'done'")
                                        .param("%" + email + "%")
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(2));
        assertThat(around.mailbox().to(email)).hasSize(mails);
    }

    @Test
    void deactivatingAClientEndsItsSessionsAtOnceAndForGood() throws Exception {
        PortalClient client = anonymous.as(token(anonymous.get(link().path())));
        assertThat(client.get("/me").status()).isEqualTo(200);

        deactivate();
        unauthenticated(client.get("/me"));
        admin.patch("/clients/" + clientId(), Map.of("is_active", true));
        unauthenticated(client.get("/me"));
        assertThat(anonymous.get(link().path()).status()).isEqualTo(200);
    }

    @Test
    void anAddressOfTwoPortalsGetsOneMailWithALinkToEach() throws Exception {
        String other = "q-" + UUID.randomUUID();
        enter(email, other);
        Matcher links = LINK.matcher(mail().text());

        assertThat(links.find()).isTrue();
        assertThat(links.group(1)).isEqualTo(portal);
        assertThat(anonymous.get("/auth/" + portal + "/" + links.group(2)).status())
                .isEqualTo(200);
        assertThat(links.find()).isTrue();
        assertThat(links.group(1)).isEqualTo(other);
        refused(anonymous.get("/auth/" + portal + "/" + links.group(2)));
        assertThat(anonymous
                        .get("/auth/" + other + "/" + links.group(2))
                        .body()
                        .path("portal_id")
                        .textValue())
                .isEqualTo(other);
    }

    private Answer enter(String address, String portalId) throws Exception {
        return admin.post("/clients", Map.of("email", address, "name", "Ann Ä <b>", "portal_id", portalId));
    }

    private void deactivate() throws Exception {
        assertThat(admin.patch("/clients/" + clientId(), Map.of("is_active", false))
                        .status())
                .isEqualTo(200);
    }

    private String clientId() {
        return db.sql("SELECT id FROM client WHERE portal_id = ?")
                .param(portal)
                .query(String.class)
                .single();
    }

    private List<String> sessions() {
        return db.sql("SELECT sid FROM session WHERE subject = ?")
                .param(email)
                .query(String.class)
                .list();
    }

    private Mail mail() throws Exception {
        int before = around.mailbox().to(email).size();
        assertThat(anonymous
                        .post("/auth/send-magic-link", Map.of("email", email))
                        .status())
                .isEqualTo(200);
        return around.mailbox().await(email, before + 1, PATIENCE);
    }

    private Link link() throws Exception {
        return Link.in(mail());
    }

    private static String token(Answer answer) {
        return answer.body().required("access_token").textValue();
    }

    private static JsonNode claims(Answer answer) throws Exception {
        return new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(token(answer).split("\\.")[1]));
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("detail").textValue()).isEqualTo("Invalid or expired link");
        assertThat(answer.body().path("code").textValue()).isEqualTo("INVALID_LINK");
        assertThat(answer.body().path("instance").textValue())
                .startsWith("/auth/")
                .endsWith("/…");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    private static void unauthenticated(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("code").textValue()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
