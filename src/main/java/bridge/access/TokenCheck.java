package bridge.access;

import bridge.access.Caller.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Decides whose a token is; the same for requests and sockets. */
@Component
public class TokenCheck {

    /** Why a token is not accepted. Callers over HTTP are told none of it. */
    public enum Refusal {
        MISSING,
        INVALID,
        EXPIRED,
        /** Logged out, deactivated, revoked, or past the session's absolute life. */
        SESSION_ENDED
    }

    /** Exactly one of the two is null. */
    public record Result(Caller caller, Refusal refusal) {

        public boolean isAccepted() {
            return caller != null;
        }
    }

    /** A socket that reconnects brings the token it first had. */
    private static final Duration RECONNECT_GRACE = Duration.ofHours(24);

    private static final String ADMIN = "admin";

    private final PortalJwt jwt;
    private final Sessions sessions;
    private final byte[] adminTokenHash;

    TokenCheck(PortalJwt jwt, Sessions sessions, @Value("${bridge.api.admin-token:}") String adminToken) {
        this.jwt = jwt;
        this.sessions = sessions;
        this.adminTokenHash = adminToken.isBlank() ? null : hash(adminToken);
    }

    /** @param token without its scheme; null or empty: {@link Refusal#MISSING}; the admin token is staff */
    public Result verify(String token) {
        return check(token, Duration.ZERO);
    }

    /** As {@link #verify}, but a token of a session still alive that expired at most 24 h ago will do. */
    public Result verifyForReconnect(String token) {
        return check(token, RECONNECT_GRACE);
    }

    /**
     * One query. For a caller who stays connected; that its token expires is not looked at, {@link Caller#expires()} tells it.
     *
     * @return false once its session has ended on any node, its client is not active, or its token was revoked
     */
    public boolean isStillAllowed(Caller caller) {
        return caller.sid() == null
                || sessions.find(caller.sid(), caller.jti())
                        .filter(session -> !session.revoked())
                        .isPresent();
    }

    private Result check(String token, Duration grace) {
        if (token == null || token.isEmpty()) {
            return refused(Refusal.MISSING);
        }
        if (token.length() > TokenText.MAX_LENGTH) {
            return refused(Refusal.INVALID);
        }
        if (adminTokenHash != null && MessageDigest.isEqual(adminTokenHash, hash(token))) {
            return new Result(new Caller(Role.STAFF, ADMIN, null, null, "Administrator", null, null, null, null), null);
        }
        TokenClaims claims;
        try {
            claims = jwt.verify(token);
        } catch (InvalidTokenException e) {
            return refused(Refusal.INVALID);
        }
        if (!claims.expires().plus(grace).isAfter(Instant.now())) {
            return refused(Refusal.EXPIRED);
        }
        Optional<Session> session = sessions.find(claims.sid(), claims.jti()).filter(s -> isOf(claims, s));
        return session.isEmpty() ? refused(Refusal.SESSION_ENDED) : new Result(caller(claims, session.get()), null);
    }

    /** The token and the database must say the same about who this is. */
    private static boolean isOf(TokenClaims claims, Session session) {
        if (session.revoked()
                || session.role() != claims.role()
                || !session.subject().equals(claims.subject())) {
            return false;
        }
        return claims.role() == Role.STAFF
                ? claims.accountId().equals(session.accountId())
                : claims.portalId().equals(session.portalId()) && claims.email().equals(session.email());
    }

    private static Caller caller(TokenClaims claims, Session session) {
        return new Caller(
                claims.role(),
                claims.subject(),
                session.email(),
                session.portalId(),
                session.name(),
                session.clientId(),
                claims.sid(),
                claims.jti(),
                claims.expires());
    }

    private static Result refused(Refusal refusal) {
        return new Result(null, refusal);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
