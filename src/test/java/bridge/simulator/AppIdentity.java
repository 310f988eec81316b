package bridge.simulator;

import java.util.List;

/**
 * What monday's developer centre shows of the app.
 *
 * @param clientSecret verifies what concerns the app as a whole
 * @param signingSecret verifies what runs an integration
 * @param topicSecret goes with the messages of monday code's queue
 * @param scopes all that the app may ask for
 */
record AppIdentity(
        long appId,
        String clientId,
        String clientSecret,
        String signingSecret,
        String topicSecret,
        List<String> scopes) {

    static final AppIdentity OURS = new AppIdentity(
            10_553_201L,
            "sim0client0id0f3b7a9c1d5e2f4a6b8c",
            "sim-client-secret-0123456789abcdef01234",
            "sim-signing-secret-0123456789abcdef0123",
            "sim-topic-secret-0123456789abcdef012345",
            List.of(
                    "me:read",
                    "account:read",
                    "users:read",
                    "boards:read",
                    "boards:write",
                    "updates:read",
                    "updates:write",
                    "assets:read",
                    "workspaces:read",
                    "webhooks:read",
                    "webhooks:write",
                    "notifications:write"));
}
