package bridge.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.JWTVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Verifies what monday signs with one of the app's two secrets. HS256, whatever the token says. */
final class MondaySignature {

    /** Seconds by which monday's clock and ours may differ. */
    private static final long LEEWAY = 60;

    private static final String BEARER = "bearer ";

    private final String apiUrl;
    private final JWTVerifier verifier;

    /** @param secret empty: no token is good */
    MondaySignature(String apiUrl, String secret) {
        this.apiUrl = withoutSlash(apiUrl);
        this.verifier = secret.isBlank()
                ? null
                : JWT.require(Algorithm.HMAC256(secret))
                        .withClaimPresence("exp")
                        .acceptLeeway(LEEWAY)
                        .build();
    }

    /**
     * @param authorization the token, with or without {@code Bearer}; null when there is none
     * @param path          of the endpoint that was called: an audience, if the token has one, must be its public address
     * @return empty for a token that was not signed with the secret, is expired, or for somebody else
     */
    Optional<MondayClaims> verify(String authorization, String path) {
        if (authorization == null || verifier == null) {
            return Optional.empty();
        }
        boolean prefixed = authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
        String token = (prefixed ? authorization.substring(BEARER.length()) : authorization).strip();
        try {
            TokenText text = TokenText.read(token);
            JsonNode header = text.header();
            if (!header.path("alg").asText().equals("HS256") || header.has("crit") || header.has("b64")) {
                return Optional.empty();
            }
            verifier.verify(token);
            return isMeantFor(path, text.payload().path("aud"))
                    ? Optional.of(new MondayClaims(text.payload()))
                    : Optional.empty();
        } catch (InvalidTokenException | JWTVerificationException e) {
            return Optional.empty(); // the library's text repeats the payload
        }
    }

    /** Whether monday writes the query of the address, or the slash at its end, is not documented. */
    private boolean isMeantFor(String path, JsonNode audience) {
        List<String> named = new ArrayList<>();
        if (audience.isArray()) {
            audience.forEach(one -> named.add(one.asText()));
        } else if (!audience.isMissingNode() && !audience.isNull()) {
            named.add(audience.asText());
        }
        String called = apiUrl + withoutSlash(path);
        return named.isEmpty()
                || named.stream()
                        .map(url -> withoutSlash(url.replaceAll("[?#].*", "")))
                        .anyMatch(url -> url.equals(called) || url.equals(apiUrl));
    }

    private static String withoutSlash(String url) {
        return url.replaceAll("/+$", "");
    }
}
