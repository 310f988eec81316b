package bridge.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A row of a board. */
final class Item {
    final long id;
    final Board board;
    final User creator;
    final Instant createdAt;
    Group group;
    String name;
    /** monday's word: {@code active}, {@code archived} or {@code deleted}. */
    String state = "active";
    /** Order within the group, smaller first. */
    double position;

    Instant updatedAt;
    User updater;
    final Map<String, Cell> cells = new HashMap<>();

    Item(long id, Board board, Group group, String name, User creator, Instant now) {
        this.id = id;
        this.board = board;
        this.group = group;
        this.name = name;
        this.creator = creator;
        this.createdAt = now;
        this.updatedAt = now;
        this.updater = creator;
        this.position = id;
    }

    boolean active() {
        return state.equals("active");
    }
}
