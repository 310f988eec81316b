package bridge.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** RFC 7636 with S256, the only method monday takes. */
final class Pkce {
    private static final String UNRESERVED = "[A-Za-z0-9._~-]{43,128}";

    private Pkce() {}

    static void checkChallenge(String challenge, String method) {
        if (!"S256".equals(method)) {
            throw OAuthException.invalidRequest("code_challenge_method must be S256");
        }
        if (!challenge.matches(UNRESERVED)) {
            throw OAuthException.invalidRequest("code_challenge must have 43 to 128 characters");
        }
    }

    static void checkVerifier(String verifier, String challenge) {
        if (verifier == null || !verifier.matches(UNRESERVED)) {
            throw OAuthException.invalidRequest("code_verifier is required");
        }
        if (!challengeOf(verifier).equals(challenge)) {
            throw OAuthException.invalidGrant("code_verifier does not match");
        }
    }

    static String challengeOf(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
