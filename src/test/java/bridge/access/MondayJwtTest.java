package bridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose tokens are monday's. */
class MondayJwtTest {

    private static final String SECRET = "signing-secret-0123456789abcdef0123456789";
    private static final String PATH = "/webhooks/monday";

    private final MondayJwt jwt = new MondayJwt("https://bridge.example/", SECRET);

    private static JWTCreator.Builder token() {
        return JWT.create()
                .withClaim("accountId", 42)
                .withClaim("userId", 7)
                .withExpiresAt(Instant.now().plusSeconds(60));
    }

    private static String signed(JWTCreator.Builder token) {
        return token.sign(Algorithm.HMAC256(SECRET));
    }

    private boolean accepts(String authorization) {
        return jwt.verify(authorization, PATH).isPresent();
    }

    @Test
    void aTokenIsTakenWithAndWithoutItsScheme() {
        MondayClaims claims = jwt.verify(signed(token()), PATH).orElseThrow();
        assertThat(claims.accountId()).contains("42");
        assertThat(claims.userId()).contains("7");
        assertThat(claims.toString()).doesNotContain("accountId");
        assertThat(accepts("Bearer " + signed(token()))).isTrue();
        assertThat(accepts("bearer " + signed(token()))).isTrue();
    }

    @Test
    void onlyOurSecretAndHs256Count() {
        assertThat(accepts(token().sign(Algorithm.HMAC256("client-secret-0123456789abcdef0123456789"))))
                .isFalse();
        assertThat(accepts(token().sign(Algorithm.HMAC512(SECRET)))).isFalse();
        assertThat(accepts(token().sign(Algorithm.none()))).isFalse();
    }

    @Test
    void aTokenMustExpireAndNotHaveDone() {
        assertThat(accepts(signed(JWT.create().withClaim("accountId", 42)))).isFalse();
        assertThat(accepts(signed(token().withExpiresAt(Instant.now().minusSeconds(90)))))
                .isFalse();
        assertThat(accepts(signed(token().withExpiresAt(Instant.now().minusSeconds(30)))))
                .isTrue();
        assertThat(accepts(signed(token().withNotBefore(Instant.now().plusSeconds(300)))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bridge.example/webhooks/monday",
                "https://bridge.example/webhooks/monday/",
                "https://bridge.example/webhooks/monday?key=x",
                "https://bridge.example"
            })
    void anAudienceMayBeOurAddress(String audience) {
        assertThat(accepts(signed(token().withAudience(audience)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/webhooks/monday",
                "https://bridge.example/mail/send",
                "http://bridge.example/webhooks/monday",
                ""
            })
    void anAudienceMayNotBeAnotherOne(String audience) {
        assertThat(accepts(signed(token().withAudience(audience)))).isFalse();
    }

    @Test
    void whatIsNotExactlyAJwtIsNone() {
        String good = signed(token());
        assertThat(accepts(null)).isFalse();
        assertThat(accepts("")).isFalse();
        assertThat(accepts("Bearer")).isFalse();
        assertThat(accepts(good + "=")).isFalse();
        assertThat(accepts(good + ".")).isFalse();
        assertThat(accepts(signed(token().withHeader(Map.of("crit", "exp"))))).isFalse();
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(accepts(header + good.substring(good.indexOf('.')))).isFalse();
    }

    @Test
    void withoutASecretNothingIsMondays() {
        var none = new MondayJwt("https://bridge.example", "");
        assertThat(none.verify(signed(token()), PATH)).isEmpty();
        assertThat(none.verify(token().sign(Algorithm.HMAC256(new byte[] {0})), PATH))
                .isEmpty();
    }
}
