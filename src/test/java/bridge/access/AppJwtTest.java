package bridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens of the client secret, and what the two secrets of monday do not share. */
class AppJwtTest {

    private static final String CLIENT_SECRET = "client-secret-0123456789abcdef0123456789";
    private static final String SIGNING_SECRET = "signing-secret-0123456789abcdef0123456789";
    private static final String PATH = "/monday/lifecycle";

    private final AppJwt app = new AppJwt("https://bridge.example", CLIENT_SECRET);
    private final MondayJwt signing = new MondayJwt("https://bridge.example", SIGNING_SECRET);

    private static String signed(String secret, JWTCreator.Builder token) {
        return token.withExpiresAt(Instant.now().plusSeconds(60)).sign(Algorithm.HMAC256(secret));
    }

    private static JWTCreator.Builder wrapped(Map<String, ?> data) {
        return JWT.create().withClaim("dat", data);
    }

    private MondayCaller caller(JWTCreator.Builder token) {
        return app.verify(signed(CLIENT_SECRET, token), PATH)
                .flatMap(MondayCaller::ofAccount)
                .orElse(null);
    }

    @Test
    void accountAndUserAreReadInBothSpellings() {
        assertThat(caller(wrapped(Map.of("account_id", 42, "user_id", 7)))).isEqualTo(new MondayCaller(42, 7, null));
        assertThat(caller(JWT.create().withClaim("accountId", 42L).withClaim("userId", 7L)))
                .isEqualTo(new MondayCaller(42, 7, null));
    }

    @Test
    void anAccountAloneIsEnoughForItsLifeCycleAndForNothingElse() {
        JWTCreator.Builder token = wrapped(Map.of("account_id", 42));
        assertThat(caller(token)).isEqualTo(new MondayCaller(42, 0, null));
        assertThat(app.verify(signed(CLIENT_SECRET, token), PATH).flatMap(MondayCaller::of))
                .isEmpty();
    }

    @Test
    void whatNamesNoAccountByNumberNamesNobody() {
        assertThat(caller(JWT.create())).isNull();
        assertThat(caller(wrapped(Map.of("account_id", "forty-two")))).isNull();
        assertThat(caller(wrapped(Map.of("account_id", 0)))).isNull();
        assertThat(caller(wrapped(Map.of("account_id", -1)))).isNull();
        assertThat(caller(wrapped(Map.of("account_id", 42, "user_id", -7)))).isNull();
    }

    @Test
    void aTokenOfOneSecretIsNoneOfTheOther() {
        JWTCreator.Builder token = JWT.create().withClaim("accountId", 42).withClaim("userId", 7);
        assertThat(app.verify(signed(SIGNING_SECRET, token), PATH)).isEmpty();
        assertThat(signing.verify(signed(CLIENT_SECRET, token), PATH)).isEmpty();
        assertThat(signing.verify(signed(SIGNING_SECRET, token), PATH)).isPresent();
    }

    @Test
    void anAudienceCountsWithOrWithoutTheSlashOfItsAddress() {
        for (String path : new String[] {"/auth", "/auth/"}) {
            for (String audience : new String[] {"https://bridge.example/auth", "https://bridge.example/auth/"}) {
                assertThat(app.verify(signed(CLIENT_SECRET, JWT.create().withAudience(audience)), path))
                        .as(path + " " + audience)
                        .isPresent();
            }
            assertThat(app.verify(signed(CLIENT_SECRET, JWT.create().withAudience("https://bridge.example/me")), path))
                    .isEmpty();
        }
    }
}
