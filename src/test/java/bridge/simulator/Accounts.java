package bridge.simulator;

import java.time.Instant;
import java.util.List;

/** The people and tokens that every simulated monday begins with. */
final class Accounts {
    static final String API_TOKEN = "sim-personal-token-of-the-integration";
    static final String APP_TOKEN = "sim-app-token-of-the-integration";
    static final String VIEWER_TOKEN = "sim-personal-token-of-a-viewer";
    static final String STRANGER_TOKEN = "sim-personal-token-of-another-account";

    private static final Instant LONG_AGO = Instant.parse("2025-03-03T08:15:00Z");
    private static final long ACCOUNT = 17_204_551L;
    private static final long OTHER_ACCOUNT = 18_990_127L;

    static final User INTEGRATION =
            new User(70_310_001L, ACCOUNT, "Portal Integration", "integration@northwind.example", "member", LONG_AGO);
    static final List<User> TEAM = List.of(
            new User(70_310_002L, ACCOUNT, "Dana Levi", "dana@northwind.example", "admin", LONG_AGO),
            new User(70_310_003L, ACCOUNT, "Tom Becker", "tom@northwind.example", "member", LONG_AGO),
            new User(70_310_004L, ACCOUNT, "Inês Costa", "ines@northwind.example", "member", LONG_AGO));
    static final User VIEWER =
            new User(70_310_005L, ACCOUNT, "Viktor Viewer", "viktor@northwind.example", "view_only", LONG_AGO);
    static final User GUEST = new User(70_310_006L, ACCOUNT, "Gitta Gast", "gitta@partner.example", "guest", LONG_AGO);
    static final User STRANGER =
            new User(70_990_001L, OTHER_ACCOUNT, "Sam Stranger", "sam@elsewhere.example", "admin", LONG_AGO);
    private static final User STRANGERS_COLLEAGUE =
            new User(70_990_002L, OTHER_ACCOUNT, "Mira Elsewhere", "mira@elsewhere.example", "member", LONG_AGO);

    private Accounts() {}

    static void fill(World world) {
        world.accounts.put(ACCOUNT, new Account(ACCOUNT, "Northwind Support", "northwind-support", "pro", LONG_AGO));
        world.accounts.put(OTHER_ACCOUNT, new Account(OTHER_ACCOUNT, "Elsewhere", "elsewhere", "standard", LONG_AGO));
        world.workspaces.put(4_210_077L, new Workspace(4_210_077L, ACCOUNT, "Main workspace", LONG_AGO));
        world.workspaces.put(4_990_012L, new Workspace(4_990_012L, OTHER_ACCOUNT, "Main workspace", LONG_AGO));
        add(world, INTEGRATION, API_TOKEN, false);
        world.tokens.put(APP_TOKEN, new Token(APP_TOKEN, INTEGRATION, true));
        for (var member : TEAM) {
            add(world, member, "sim-personal-token-" + member.id(), false);
        }
        add(world, VIEWER, VIEWER_TOKEN, false);
        add(world, GUEST, "sim-personal-token-" + GUEST.id(), false);
        add(world, STRANGER, STRANGER_TOKEN, false);
        add(world, STRANGERS_COLLEAGUE, "sim-personal-token-" + STRANGERS_COLLEAGUE.id(), false);
    }

    private static void add(World world, User user, String token, boolean app) {
        world.users.put(user.id(), user);
        world.tokens.put(token, new Token(token, user, app));
    }
}
