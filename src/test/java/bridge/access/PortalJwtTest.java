package bridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bridge.access.Caller.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are ours, and attacks with tokens that are not quite. */
class PortalJwtTest {

    private static final String KEY = "first-key-of-the-tests-0123456789-abcdefghijkl";
    private static final String OLD_KEY = "older-key-of-the-tests-0123456789-abcdefghijkl";

    private static final String SID = "5f3c1f0e-6a53-4a8e-9e3e-0d6c3c4b8a11";
    private static final String JTI = "0b9d3c52-1a55-4f3a-8f0e-1f2e3d4c5b6a";

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private final PortalJwt jwt = jwt("HS256", KEY);

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void readsBackWhatItSigned(String algorithm) {
        PortalJwt any = jwt(algorithm, KEY);

        assertThat(any.verify(any.sign(client()))).isEqualTo(client());
        assertThat(any.verify(any.sign(staff()))).isEqualTo(staff());
    }

    @Test
    void signsWithTheFirstKeyAndVerifiesWithAll() {
        PortalJwt rotated = jwt("HS256", KEY, OLD_KEY);

        assertThat(rotated.verify(jwt("HS256", OLD_KEY).sign(client()))).isEqualTo(client());
        assertThat(jwt("HS256", KEY).verify(rotated.sign(client()))).isEqualTo(client());
        refused(jwt("HS256", OLD_KEY), rotated.sign(client()));
    }

    @ParameterizedTest
    @CsvSource({"HS256,HS384", "HS256,HS512", "HS512,HS256", "HS384,HS256"})
    void refusesAnotherHashSizeOfTheSameKey(String ours, String theirs) {
        refused(jwt(ours, KEY), jwt(theirs, KEY).sign(client()));
    }

    @Test
    void acceptsAHandMadeTokenSoThatTheAttacksBelowFailForTheirOwnReason() {
        assertThat(jwt.verify(signed(HEADER, payload()))).isEqualTo(client());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"typ\":\"JWT\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"hs256\"}",
                "{\"alg\":\"HS384\"}",
                "{\"alg\":[\"HS256\"]}",
                "{\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"alg\":\"HS256\"}",
                "{\"alg\":\"none\",\"alg\":\"HS256\"}",
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"HS256\",\"crit\":[]}",
                "{\"alg\":\"HS256\",\"b64\":false}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\"} {}",
                "[\"HS256\"]",
                "null"
            })
    void refusesAHeaderThatIsNotOurs(String header) {
        refused(jwt, signed(header, payload()));
    }

    @Test
    void ignoresPointersToKeys() {
        String header =
                "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\",\"jku\":\"https://evil.example/k\",\"jwk\":{\"k\":\"\"}}";

        assertThat(jwt.verify(signed(header, payload()))).isEqualTo(client());
        refused(jwt, token(header, payload(), mac("", header, payload())));
    }

    @Test
    void refusesATokenWithoutASignature() {
        String unsigned = base64(HEADER) + "." + base64(payload());

        refused(jwt, unsigned + ".");
        refused(jwt, unsigned);
        refused(jwt, base64("{\"alg\":\"none\"}") + "." + base64(payload()) + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sub", "email", "portal_id", "name", "client_name", "role", "sid", "iss", "iat", "exp", "jti"})
    void refusesATokenThatLacksAClaim(String claim) {
        refused(jwt, signed(HEADER, without(claim)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp|\"4102444800\"",
                "exp|4102444800.5",
                "exp|4.1e9",
                "exp|-1",
                "exp|99999999999999999999999",
                "exp|null",
                "exp|true",
                "iat|\"1\"",
                "iat|4102444800",
                "nbf|4102444800",
                "iss|\"monday\"",
                "iss|[\"monday-bridge\"]",
                "sub|7",
                "sub|\"\"",
                "sub|null",
                "role|\"admin\"",
                "role|[\"client\"]",
                "portal_id|null",
                "portal_id|7",
                "portal_id|[\"acme\"]",
                "email|{}",
                "sid|\"x\"",
                "sid|\"5F3C1F0E-6A53-4A8E-9E3E-0D6C3C4B8A11\"",
                "jti|1",
                "jti|\"' OR 1=1\"",
            })
    void refusesAClaimOfTheWrongTypeOrValue(String claim, String value) {
        refused(jwt, signed(HEADER, with(claim, value)));
    }

    @Test
    void refusesAStaffTokenWithoutAnAccount() {
        refused(jwt, signed(HEADER, with("role", "\"staff\"")));
    }

    @Test
    void refusesMembersGivenTwiceAndTextAfterThePayload() {
        String twice = payload().replaceFirst("\\{", "{\"role\":\"staff\",");

        refused(jwt, signed(HEADER, twice));
        refused(jwt, signed(HEADER, payload() + "x"));
        refused(jwt, signed(HEADER, payload() + " {}"));
        refused(jwt, signed(HEADER, "\"" + SID + "\""));
        refused(jwt, signed(HEADER, ""));
    }

    @Test
    void refusesEveryOtherSpellingOfTheSameBytes() {
        String token = jwt.sign(client());
        String lastBits = token.substring(0, token.length() - 1) + nextOf(token.charAt(token.length() - 1));

        refused(jwt, lastBits);
        refused(jwt, token + "=");
        refused(jwt, token + "A");
        refused(jwt, token + "\n");
        refused(jwt, " " + token);
        refused(jwt, token + ".");
        refused(jwt, "." + token);
        refused(jwt, token.replace('.', ','));
        refused(jwt, token.replaceFirst("\\.", "=."));
        refused(jwt, token.replaceFirst("\\.", ".."));
    }

    @Test
    void refusesWhatIsTooLongBeforeItIsRead() {
        refused(jwt, signed(HEADER, with("name", "\"" + "x".repeat(4096) + "\"")));
        refused(jwt, "a".repeat(1_000_000));
        refused(jwt, null);
        refused(jwt, "");
    }

    @Test
    void refusesAForgedSignatureAndSaysNothingAboutTheContent() {
        String token = jwt.sign(client());
        String forged = token.substring(0, token.lastIndexOf('.')) + "." + base64("x".repeat(32));

        assertThatThrownBy(() -> jwt.verify(forged))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage("The token is not acceptable")
                .hasNoCause();
    }

    @Test
    void leavesExpiryToItsCaller() {
        var expired = new TokenClaims(
                Role.CLIENT, "a@b.example", "a@b.example", "acme", "A", null, SID, JTI, time(-7200), time(-3600));

        assertThat(jwt.verify(jwt.sign(expired)).expires()).isEqualTo(time(-3600));
    }

    private static void refused(PortalJwt jwt, String token) {
        assertThatThrownBy(() -> jwt.verify(token)).isInstanceOf(InvalidTokenException.class);
    }

    private static PortalJwt jwt(String algorithm, String... keys) {
        return new PortalJwt(new JwtSettings(List.of(keys), algorithm, Duration.ofHours(1), Duration.ofDays(1)));
    }

    private static TokenClaims client() {
        return new TokenClaims(
                Role.CLIENT,
                "ann@acme.example",
                "ann@acme.example",
                "acme",
                "Ann \"Ä\"",
                null,
                SID,
                JTI,
                Instant.ofEpochSecond(1_700_000_000),
                Instant.ofEpochSecond(4_102_444_800L));
    }

    private static TokenClaims staff() {
        return new TokenClaims(Role.STAFF, "4012", null, null, "Kim", "99", SID, JTI, time(-1), time(60));
    }

    private static Instant time(int seconds) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).plusSeconds(seconds);
    }

    private static final Map<String, String> CLAIMS = Map.ofEntries(
            Map.entry("sub", "\"ann@acme.example\""),
            Map.entry("email", "\"ann@acme.example\""),
            Map.entry("portal_id", "\"acme\""),
            Map.entry("name", "\"Ann \\\"Ä\\\"\""),
            Map.entry("client_name", "\"Ann \\\"Ä\\\"\""),
            Map.entry("role", "\"client\""),
            Map.entry("sid", "\"" + SID + "\""),
            Map.entry("jti", "\"" + JTI + "\""),
            Map.entry("iss", "\"monday-bridge\""),
            Map.entry("iat", "1700000000"),
            Map.entry("exp", "4102444800"));

    private static String payload() {
        return json(CLAIMS);
    }

    private static String with(String claim, String value) {
        var changed = new java.util.HashMap<>(CLAIMS);
        changed.put(claim, value);
        return json(changed);
    }

    private static String without(String claim) {
        var changed = new java.util.HashMap<>(CLAIMS);
        changed.remove(claim);
        return json(changed);
    }

    private static String json(Map<String, String> claims) {
        return claims.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    private static String signed(String header, String payload) {
        return token(header, payload, mac(KEY, header, payload));
    }

    private static String token(String header, String payload, byte[] signature) {
        return base64(header) + "." + base64(payload) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static byte[] mac(String key, String header, String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = key.isEmpty() ? new byte[1] : key.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal((base64(header) + "." + base64(payload)).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The neighbour in the alphabet: the same bytes when the last bits are padding. */
    private static char nextOf(char last) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) + 1);
    }
}
