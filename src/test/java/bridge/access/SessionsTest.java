package bridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.access.TokenCheck.Refusal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a session, and what then becomes of its tokens, on both databases. */
class SessionsTest {

    private static EmbeddedPostgres postgres;
    private static List<SessionStore> opened;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        opened = List.of(SessionStore.h2(), SessionStore.of("PostgreSQL", postgres.getPostgresDatabase()));
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    static Stream<SessionStore> databases() {
        return opened.stream();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void loggingOutEndsEveryTokenOfTheSession(SessionStore on) {
        String sid = on.sessions().beginForClient(client(on));
        String first = on.token(sid);
        String second = on.token(sid);
        TokenCheck check = on.check("");
        Caller caller = check.verify(first).caller();

        on.sessions().logOut(caller);

        assertThat(check.verify(first).refusal()).isEqualTo(Refusal.SESSION_ENDED);
        assertThat(check.verify(second).refusal()).isEqualTo(Refusal.SESSION_ENDED);
        assertThat(check.verifyForReconnect(second).refusal()).isEqualTo(Refusal.SESSION_ENDED);
        assertThat(check.isStillAllowed(caller)).isFalse();
        assertThat(on.events()).contains(new SessionEnded(sid));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aRevokedTokenIsRefusedThoughItsSessionLives(SessionStore on) {
        String sid = on.sessions().beginForClient(client(on));
        String token = on.token(sid);
        Caller caller = on.check("").verify(token).caller();
        on.db()
                .sql("INSERT INTO revoked_token (jti, expires_at) VALUES (?, CURRENT_TIMESTAMP)")
                .param(caller.jti())
                .update();

        assertThat(on.check("").verify(token).isAccepted()).isFalse();
        assertThat(on.check("").isStillAllowed(caller)).isFalse();
        assertThat(on.check("").verify(on.token(sid)).isAccepted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anInactiveClientHasNoSession(SessionStore on) {
        long client = client(on);
        String sid = on.sessions().beginForClient(client);
        String token = on.token(sid);

        on.db()
                .sql("UPDATE client SET is_active = FALSE WHERE id = ?")
                .param(client)
                .update();
        assertThat(on.check("").verify(token).refusal()).isEqualTo(Refusal.SESSION_ENDED);
        assertThat(on.sessions().endedAmong(List.of(sid))).containsExactly(sid);

        on.sessions().endOfClient(client);
        on.db()
                .sql("UPDATE client SET is_active = TRUE WHERE id = ?")
                .param(client)
                .update();
        assertThat(on.check("").verify(token).refusal()).isEqualTo(Refusal.SESSION_ENDED);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aClientThatMovedToAnotherPortalHasNoUseForItsToken(SessionStore on) {
        long client = client(on);
        String token = on.token(on.sessions().beginForClient(client));

        on.db()
                .sql("UPDATE client SET portal_id = 'elsewhere' WHERE id = ?")
                .param(client)
                .update();

        assertThat(on.check("").verify(token).isAccepted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void noTokenOutlivesItsSession(SessionStore on) {
        String sid = on.sessions().beginForClient(client(on));
        on.db()
                .sql("UPDATE session SET expires_at = CURRENT_TIMESTAMP + 90 * INTERVAL '1' SECOND WHERE sid = ?")
                .param(sid)
                .update();
        var token = on.issuer().issue(on.sessions().find(sid).orElseThrow());
        assertThat(token.expiresIn()).isBetween(60L, 90L);

        on.db()
                .sql("UPDATE session SET expires_at = CURRENT_TIMESTAMP - 1 * INTERVAL '1' SECOND WHERE sid = ?")
                .param(sid)
                .update();
        assertThat(on.check("").verify(token.token()).refusal()).isEqualTo(Refusal.SESSION_ENDED);
        assertThat(on.sessions().find(sid)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aTokenThatExpiredTodayIsGoodEnoughToReconnectAndForNothingElse(SessionStore on) {
        TokenCheck check = on.check("");
        String sid = on.sessions().beginForClient(client(on));
        String today = expired(on, sid, 23 * 3600);
        String yesterday = expired(on, sid, 24 * 3600 + 60);

        assertThat(check.verify(today).refusal()).isEqualTo(Refusal.EXPIRED);
        assertThat(check.verifyForReconnect(today).isAccepted()).isTrue();
        assertThat(check.verifyForReconnect(yesterday).refusal()).isEqualTo(Refusal.EXPIRED);
        assertThat(check.verifyForReconnect("no.token.atall").refusal()).isEqualTo(Refusal.INVALID);

        on.sessions().logOut(check.verify(on.token(sid)).caller());
        assertThat(check.verifyForReconnect(today).refusal()).isEqualTo(Refusal.SESSION_ENDED);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void staffAreWhoMondaySaidAtLogin(SessionStore on) {
        String sid = on.sessions().beginForStaff("4012", "Kim", "kim@team.example", "99");
        Caller kim = on.check("").verify(on.token(sid)).caller();

        assertThat(kim.isStaff()).isTrue();
        assertThat(kim.subject()).isEqualTo("4012");
        assertThat(kim.name()).isEqualTo("Kim");
        assertThat(kim.email()).isEqualTo("kim@team.example");
        assertThat(kim.portalId()).isNull();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void onlyWhatNoTokenCanReferToIsForgotten(SessionStore on) {
        String old = on.sessions().beginForClient(client(on));
        String ended = on.sessions().beginForClient(client(on));
        String alive = on.sessions().beginForClient(client(on));
        on.sessions().logOut(on.check("").verify(on.token(ended)).caller());
        on.db()
                .sql("UPDATE session SET expires_at = CURRENT_TIMESTAMP - 3 * INTERVAL '1' DAY WHERE sid = ?")
                .param(old)
                .update();

        assertThat(on.sessions().forgetOld()).isEqualTo(1);

        assertThat(on.db().sql("SELECT sid FROM session").query(String.class).list())
                .contains(ended, alive)
                .doesNotContain(old);
        assertThat(on.sessions().endedAmong(List.of(old, ended, alive))).containsExactlyInAnyOrder(old, ended);
    }

    private static String expired(SessionStore on, String sid, int secondsAgo) {
        Session session = on.sessions().find(sid).orElseThrow();
        Instant expired = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(secondsAgo);
        return on.jwt()
                .sign(new TokenClaims(
                        session.role(),
                        session.subject(),
                        session.email(),
                        session.portalId(),
                        session.name(),
                        null,
                        sid,
                        UUID.randomUUID().toString(),
                        expired.minusSeconds(3600),
                        expired));
    }

    private static long client(SessionStore on) {
        return on.client(UUID.randomUUID() + "@acme.example", "acme");
    }
}
