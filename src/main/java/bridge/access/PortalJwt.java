package bridge.access;

import bridge.access.Caller.Role;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.JWTVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Signs and verifies the tokens of clients and staff; the only user of the JWT library for them. One algorithm, chosen by the
 * settings and never by a token. Whether a token has expired, or its session ended, is not decided here.
 */
@Component
class PortalJwt {

    static final String ISSUER = "monday-bridge";

    /** Seconds; expiry is looked at by {@link TokenCheck}, which has to tell an expired token from a forged one. */
    private static final long ANY_AGE = 100L * 365 * 24 * 3600;

    /** The last second of the year 9999: no number beyond it is a time. */
    private static final long END_OF_TIME = 253_402_300_799L;

    private static final String UUID_PATTERN = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Algorithm signer;
    private final List<JWTVerifier> verifiers;

    PortalJwt(JwtSettings settings) {
        List<Algorithm> algorithms = settings.secretKeys().stream()
                .map(key -> algorithm(settings.algorithm(), key))
                .toList();
        this.signer = algorithms.get(0);
        this.verifiers = algorithms.stream().map(PortalJwt::verifier).toList();
    }

    String sign(TokenClaims claims) {
        JWTCreator.Builder token = JWT.create()
                .withIssuer(ISSUER)
                .withSubject(claims.subject())
                .withClaim("role", claims.role().name().toLowerCase(Locale.ROOT))
                .withClaim("name", claims.name())
                .withClaim("sid", claims.sid())
                .withJWTId(claims.jti())
                .withIssuedAt(claims.issuedAt())
                .withExpiresAt(claims.expires());
        if (claims.email() != null) {
            token.withClaim("email", claims.email());
        }
        if (claims.role() == Role.CLIENT) {
            token.withClaim("portal_id", claims.portalId()).withClaim("client_name", claims.name());
        } else {
            token.withClaim("account_id", claims.accountId());
        }
        return token.sign(signer);
    }

    /** @throws InvalidTokenException if we did not sign it, or if it is not exactly what we would have signed; expiry apart */
    TokenClaims verify(String token) {
        TokenText text = TokenText.read(token);
        JsonNode header = text.header();
        JsonNode type = header.path("typ");
        if (!header.path("alg").asText().equals(signer.getName())
                || header.has("crit")
                || header.has("b64")
                || !(type.isMissingNode() || "JWT".equals(type.textValue()))) {
            throw new InvalidTokenException();
        }
        TokenClaims claims = claims(text.payload());
        for (JWTVerifier verifier : verifiers) {
            if (accepts(verifier, token)) {
                return claims;
            }
        }
        throw new InvalidTokenException();
    }

    private static boolean accepts(JWTVerifier verifier, String token) {
        try {
            verifier.verify(token);
            return true;
        } catch (JWTVerificationException e) {
            return false; // its text repeats the payload
        }
    }

    private static TokenClaims claims(JsonNode payload) {
        Role role =
                switch (text(payload, "role")) {
                    case "client" -> Role.CLIENT;
                    case "staff" -> Role.STAFF;
                    default -> throw new InvalidTokenException();
                };
        boolean client = role == Role.CLIENT;
        if (client) {
            text(payload, "client_name");
        }
        return new TokenClaims(
                role,
                text(payload, "sub"),
                client || payload.has("email") ? text(payload, "email") : null,
                client ? text(payload, "portal_id") : null,
                text(payload, "name"),
                client ? null : text(payload, "account_id"),
                uuid(payload, "sid"),
                uuid(payload, "jti"),
                time(payload, "iat"),
                time(payload, "exp"));
    }

    private static String text(JsonNode payload, String claim) {
        JsonNode value = payload.path(claim);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new InvalidTokenException();
        }
        return value.textValue();
    }

    private static String uuid(JsonNode payload, String claim) {
        String value = text(payload, claim);
        if (!value.matches(UUID_PATTERN)) {
            throw new InvalidTokenException();
        }
        return value;
    }

    /** A fraction or a string is not a time. */
    private static Instant time(JsonNode payload, String claim) {
        JsonNode value = payload.path(claim);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > END_OF_TIME) {
            throw new InvalidTokenException();
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    private static JWTVerifier verifier(Algorithm algorithm) {
        return JWT.require(algorithm)
                .withIssuer(ISSUER)
                .withClaimPresence("sub")
                .withClaimPresence("iat")
                .withClaimPresence("exp")
                .withClaimPresence("jti")
                .withClaimPresence("sid")
                .withClaimPresence("role")
                .acceptLeeway(0)
                .acceptExpiresAt(ANY_AGE)
                .build();
    }

    private static Algorithm algorithm(String name, String key) {
        byte[] secret = key.getBytes(StandardCharsets.UTF_8);
        return switch (name) {
            case "HS256" -> Algorithm.HMAC256(secret);
            case "HS384" -> Algorithm.HMAC384(secret);
            case "HS512" -> Algorithm.HMAC512(secret);
            default -> throw new IllegalArgumentException("JWT_ALGORITHM must be HS256, HS384 or HS512");
        };
    }
}
