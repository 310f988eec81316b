package bridge.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All that the simulated monday holds, in memory and behind one lock. */
final class World {
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    final SimulatorClock clock = new SimulatorClock();
    final ReentrantLock lock = new ReentrantLock();
    final Map<Long, Account> accounts = new LinkedHashMap<>();
    final Map<Long, Workspace> workspaces = new LinkedHashMap<>();
    final Map<Long, User> users = new LinkedHashMap<>();
    final Map<String, Token> tokens = new LinkedHashMap<>();
    final Map<Long, Board> boards = new LinkedHashMap<>();
    final Map<Long, Item> items = new TreeMap<>();
    final Map<Long, Update> updates = new TreeMap<>();
    final Map<Long, Asset> assets = new LinkedHashMap<>();
    final Map<Long, Webhook> webhooks = new LinkedHashMap<>();
    /** Told of every change on a board, with the lock held. */
    final List<Consumer<Change>> watchers = new ArrayList<>();

    private final Random random;
    private final String baseUrl;
    /** Ids start above 2³² and are not consecutive, as on the real platform. */
    private long lastId = 9_100_000_000L;

    private long revision;

    World(String baseUrl, long seed) {
        this.baseUrl = baseUrl;
        this.random = new Random(seed);
    }

    /** Runs alone among all who read or change the account. */
    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void locked(Runnable work) {
        locked(() -> {
            work.run();
            return null;
        });
    }

    /** Lets the others in while the holder of the lock waits for somebody outside, who may call back. */
    <T> T unlocked(Supplier<T> work) {
        int holds = lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            lock.unlock();
        }
        try {
            return work.get();
        } finally {
            for (int i = 0; i < holds; i++) {
                lock.lock();
            }
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** @param header {@code Authorization}, with or without {@code Bearer}. @return null if its token is unknown or expired */
    Token token(String header) {
        var value = header.startsWith("Bearer ") ? header.substring(7) : header;
        return locked(() -> {
            var token = tokens.get(value);
            return token != null && token.aliveAt(now()) ? token : null;
        });
    }

    long newId() {
        lastId += 1 + random.nextInt(40);
        return lastId;
    }

    /** A suffix as in {@code text_mkmw91z2}. */
    String newSuffix() {
        var suffix = new StringBuilder("mk");
        for (int i = 0; i < 6; i++) {
            suffix.append(BASE36.charAt(random.nextInt(BASE36.length())));
        }
        return suffix.toString();
    }

    String newUuid() {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    /** Something a watcher of the board could see has changed. */
    void touched() {
        revision++;
    }

    long revision() {
        return revision;
    }

    Optional<Board> findBoard(User viewer, Object id) {
        return number(id).map(boards::get).filter(b -> b.accountId == viewer.accountId() && !b.state.equals("deleted"));
    }

    /** @throws MondayException if there is none, or none that the viewer may see */
    Board board(User viewer, Object id) {
        return findBoard(viewer, id).orElseThrow(() -> MondayException.invalidBoard(String.valueOf(id)));
    }

    /** Items in every state, unless their board is out of the viewer's sight. */
    Optional<Item> findItem(User viewer, Object id) {
        return number(id).map(items::get).filter(i -> i.board.accountId == viewer.accountId());
    }

    /** @throws MondayException if there is no active one that the viewer may see */
    Item item(User viewer, Object id) {
        return findItem(viewer, id).filter(Item::active).orElseThrow(() -> MondayException.notFound("Item", id));
    }

    Optional<Update> findUpdate(User viewer, Object id) {
        return number(id).map(updates::get).filter(u -> u.item.board.accountId == viewer.accountId());
    }

    /** Active items in the order of the board. */
    List<Item> itemsOf(Board board) {
        var active = new ArrayList<Item>();
        for (var item : items.values()) {
            if (item.board == board && item.active()) {
                active.add(item);
            }
        }
        active.sort((a, b) -> {
            int byGroup = Double.compare(a.group.position, b.group.position);
            return byGroup != 0 ? byGroup : Double.compare(a.position, b.position);
        });
        return active;
    }

    /** Updates of an item without their replies, newest first. */
    List<Update> updatesOf(Item item) {
        return newestFirst(updates.values().stream()
                .filter(u -> u.item == item && u.parent == null)
                .toList());
    }

    static List<Update> newestFirst(Collection<Update> updates) {
        return updates.stream().sorted((a, b) -> Long.compare(b.id, a.id)).toList();
    }

    CellView view(Item item, Column column) {
        return new CellView(this, item, column, item.cells.get(column.id));
    }

    /** The column values of an item; its name is not among them. */
    List<CellView> cells(Item item) {
        return item.board.columns.stream()
                .filter(c -> !c.archived && !c.type.name.equals("name"))
                .map(c -> view(item, c))
                .toList();
    }

    String assetUrl(Asset asset) {
        return baseUrl + "/assets/" + asset.id();
    }

    String boardUrl(Board board) {
        return baseUrl + "/boards/" + board.id;
    }

    static Optional<Long> number(Object id) {
        try {
            return id == null ? Optional.empty() : Optional.of(Long.valueOf(String.valueOf(id)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
