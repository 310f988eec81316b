package bridge.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A monday.com of our own: GraphQL API, webhooks, limits and faults over boards held in memory, with a page to play the
 * team on. It listens on this machine only and forgets everything when it stops.
 *
 * <pre>{@code
 * try (var monday = SimulatedMonday.start()) {
 *     monday.seedDemoBoard();
 *     // point the service at monday.apiUrl() with monday.token() and monday.boardId()
 *     monday.member().changeStatus(itemId, "Resolved");
 * }
 * }</pre>
 */
public final class SimulatedMonday implements AutoCloseable {
    private final Http http;
    private final World world;
    private final WebhookSender sender;
    private final Structure structure;
    private final ItemActions items;
    private final UpdateActions updates;
    private final Cursors cursors;
    private final Limits limits;
    private final Faults faults = new Faults();
    private final CallLog log = new CallLog();
    private final Idempotency idempotency;
    private final Seeds seeds;
    private final SimulatedApp app;

    private SimulatedMonday(SimulatorOptions options) throws IOException {
        http = new Http("monday", options.port());
        world = new World(http.url(), options.seed());
        app = new SimulatedApp(http, world, options.webhookRetry());
        var calls = new WebhookCalls(app.tokens());
        sender = new WebhookSender(world, calls, options.webhookRetry());
        structure = new Structure(world, sender);
        items = new ItemActions(world, sender);
        updates = new UpdateActions(world, sender, items);
        cursors = new Cursors(world);
        limits = new Limits(world.clock);
        idempotency = new Idempotency(world.clock);
        seeds = new Seeds(world, structure, options.seed());
        Accounts.fill(world);
        var mutations = new Mutations(world, structure, items, updates, calls);
        var engine = new GraphqlEngine(world, cursors, limits, mutations);
        http.on("/v2", new ApiHandler(world, engine, limits, faults, idempotency, log));
        http.on("/control", new ControlHandler(this, world));
        http.on("/", new PageHandler(world));
        http.start();
    }

    /** On a free port, with an account that has no board. */
    public static SimulatedMonday start() {
        return start(SimulatorOptions.defaults());
    }

    public static SimulatedMonday start(SimulatorOptions options) {
        try {
            return new SimulatedMonday(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page for people. */
    public String url() {
        return http.url();
    }

    /** Host and port, as {@code TRIGGER_URL_HOSTS} and {@code BACK_TO_URL_HOSTS} name it. */
    public String host() {
        return URI.create(url()).getAuthority();
    }

    /** What {@code MONDAY_API_URL} is set to. */
    public String apiUrl() {
        return http.url() + "/v2";
    }

    /** A personal token: webhooks made with it are not signed. */
    public String token() {
        return Accounts.API_TOKEN;
    }

    /** A token of an app, of the same user: webhooks made with it are signed with {@link #signingSecret()}. */
    public String appToken() {
        return Accounts.APP_TOKEN;
    }

    /** A token whose user may read and not write. */
    public String viewerToken() {
        return Accounts.VIEWER_TOKEN;
    }

    /** A token of another account, which sees nothing of this one. */
    public String strangerToken() {
        return Accounts.STRANGER_TOKEN;
    }

    public String signingSecret() {
        return app.signingSecret();
    }

    public String clientSecret() {
        return app.clientSecret();
    }

    /** The app's id of OAuth. */
    public String clientId() {
        return app.clientId();
    }

    /** What {@code MONDAY_OAUTH_BASE_PATH} is set to. */
    public String authorizeUrl() {
        return app.authorizeUrl();
    }

    /** What {@code MONDAY_OAUTH_TOKEN_PATH} is set to in the legacy flow. */
    public String tokenUrl() {
        return app.tokenUrl();
    }

    /** What a service of {@link #boardId()} is set to, as far as monday is concerned. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("MONDAY_API_URL", apiUrl());
        settings.put("MONDAY_API_TOKEN", token());
        settings.put("MONDAY_BOARD_ID", boardId());
        settings.put("MONDAY_SIGNING_SECRET", signingSecret());
        settings.put("MONDAY_APP_ID", String.valueOf(app.appId()));
        settings.put("MONDAY_OAUTH_CLIENT_ID", clientId());
        settings.put("MONDAY_OAUTH_CLIENT_SECRET", clientSecret());
        settings.put("MONDAY_OAUTH_BASE_PATH", authorizeUrl());
        settings.put("MONDAY_OAUTH_TOKEN_PATH", tokenUrl());
        settings.put("MNDY_TOPIC_MESSAGES_SECRET", app.topicSecret());
        settings.put("TRIGGER_URL_HOSTS", host());
        settings.put("BACK_TO_URL_HOSTS", host());
        return settings;
    }

    /** The other half of monday: OAuth, what it signs, what it calls and what the app may call. */
    public SimulatedApp app() {
        return app;
    }

    /** The user that the tokens of the integration stand for. */
    public User tokenUser() {
        return Accounts.INTEGRATION;
    }

    public String accountId() {
        return String.valueOf(Accounts.INTEGRATION.accountId());
    }

    public String workspaceId() {
        return world.locked(
                () -> String.valueOf(world.workspaces.keySet().iterator().next()));
    }

    /** A board with some 25 tickets of three customers. @return its id */
    public String seedDemoBoard() {
        return world.locked(() -> String.valueOf(seeds.demoBoard().id));
    }

    /** A ticket board with all its columns and labels, and without items. @return its id */
    public String seedTicketBoard() {
        return world.locked(() -> String.valueOf(seeds.ticketBoard("Support tickets").id));
    }

    /** Puts tickets on {@link #boardId()}, evenly over so many customers. @return their ids */
    public List<String> seedItems(int count, int customers) {
        return world.locked(() -> seeds.items(board(), count, customers).stream()
                .map(String::valueOf)
                .toList());
    }

    /** The portal id of the seed's nth customer, counted from 0. */
    public static String customerPortalId(int number) {
        return SeedData.customer(number).portalId();
    }

    /** The e-mail address of the seed's nth customer, counted from 0. */
    public static String customerEmail(int number) {
        return SeedData.customer(number).email();
    }

    /** The board last made, by a seed or through the API. @throws java.util.NoSuchElementException without one */
    public String boardId() {
        return world.locked(() -> String.valueOf(board().id));
    }

    private Board board() {
        return world.boards.values().stream().reduce((first, second) -> second).orElseThrow();
    }

    /** The id of a column of {@link #boardId()} by its title. */
    public String columnId(String title) {
        return world.locked(() -> board().columnTitled(title).orElseThrow().id);
    }

    /** Takes a label away from a status column of {@link #boardId()} and makes another one, with another id. */
    public void relabel(String columnTitle, String label, String instead) {
        world.locked(() -> {
            Column column = board().columnTitled(columnTitle).orElseThrow();
            StatusLabel old = column.label(label).orElseThrow();
            column.labels.remove(old);
            StatusColour colour = Stream.of(StatusColour.values())
                    .filter(c -> c.id() != old.id()
                            && c.id() != 5
                            && column.label(c.id()).isEmpty())
                    .findFirst()
                    .orElseThrow();
            column.addLabel(instead, colour, old.position(), null, old.done());
            column.revision++;
        });
    }

    /** A member of the team, the first one. */
    public TeamMember member() {
        return as(Accounts.TEAM.get(0));
    }

    /** Another member of the team. */
    public TeamMember otherMember() {
        return as(Accounts.TEAM.get(1));
    }

    /** Anybody, also the integration's own user. */
    public TeamMember as(User user) {
        return new TeamMember(world, user, items, updates);
    }

    /** The user of an id, of whatever account; another one if there is none. */
    User userOr(String id, User otherwise) {
        return world.locked(() -> World.number(id).map(world.users::get).orElse(otherwise));
    }

    public List<User> team() {
        return Accounts.TEAM;
    }

    /** The first of the team, an admin of the account. */
    public User admin() {
        return Accounts.TEAM.get(0);
    }

    /** Somebody from outside whom the account lets see single boards. */
    public User guest() {
        return Accounts.GUEST;
    }

    /** Somebody of the account who may read and not write. */
    public User viewer() {
        return Accounts.VIEWER;
    }

    /** An admin of another account. */
    public User stranger() {
        return Accounts.STRANGER;
    }

    /** A ticket made by a member of the team on {@link #boardId()}. @return its id */
    public String createItem(String name, String description, String portalId, String email) {
        return member().create(
                        boardId(),
                        name,
                        Map.of(
                                "Description", Map.of("text", description),
                                "Portal ID", portalId,
                                "Client Email", Map.of("email", email, "text", email),
                                "Status", Map.of("label", "Open")));
    }

    public void changeStatus(String itemId, String label) {
        member().changeStatus(itemId, label);
    }

    /** {@return the update's id} */
    public String addUpdate(String itemId, String text, User as) {
        return as(as).update(itemId, text);
    }

    /** {@return the reply's id} */
    public String addReply(String updateId, String text, User as) {
        return as(as).reply(updateId, text);
    }

    /** An item in whatever state. @throws java.util.NoSuchElementException if there never was one */
    public BoardItem item(String itemId) {
        return world.locked(() ->
                BoardItem.of(world, World.number(itemId).map(world.items::get).orElseThrow()));
    }

    /** The active items of {@link #boardId()} in the order of the board. */
    public List<BoardItem> items() {
        return world.locked(() -> world.itemsOf(board()).stream()
                .map(item -> BoardItem.of(world, item))
                .toList());
    }

    /** Number of active items of {@link #boardId()}. */
    public int itemCount() {
        return world.locked(() -> world.itemsOf(board()).size());
    }

    /** What was asked of the API. */
    public CallLog calls() {
        return log;
    }

    public Faults faults() {
        return faults;
    }

    public Limits limits() {
        return limits;
    }

    /** Deliveries and their switches. */
    public WebhookSender webhooks() {
        return sender;
    }

    /** Number of webhook subscriptions, of all boards. */
    public int subscriptions() {
        return world.locked(() -> world.webhooks.size());
    }

    public SimulatorClock clock() {
        return world.clock;
    }

    /** Whether an update counts as a change of its item: the platform's pages do not say. It does unless told otherwise. */
    public void updatesChangeTheirItem(boolean on) {
        updates.moveUpdatedAt = on;
    }

    /** Makes every cursor given so far an expired one. */
    public void expireCursors() {
        world.locked(cursors::expireAll);
    }

    /** Forgets the answers kept for idempotency keys, as if 30 minutes had passed. */
    public void forgetIdempotencyKeys() {
        idempotency.clear();
    }

    /** Faults, switches, limits and records back to their beginning; boards and subscriptions stay. */
    public void calm() {
        faults.clear();
        sender.reset();
        limits.enforce(false);
        limits.reset();
        log.clear();
        app.calm();
    }

    @Override
    public void close() {
        faults.clear();
        sender.close();
        app.close();
        http.close();
    }
}
