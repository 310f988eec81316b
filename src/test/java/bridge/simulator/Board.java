package bridge.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A board; its first column is always {@code name}. */
final class Board {
    final long id;
    final long accountId;
    final User creator;
    final String kind;
    final Instant createdAt;
    Long workspaceId;
    String name;
    String description;
    String state = "active";
    Instant updatedAt;
    final List<Group> groups = new ArrayList<>();
    final List<Column> columns = new ArrayList<>();
    /** Ids that were ever taken: monday never gives one twice on a board, not even after the column is gone. */
    final Set<String> usedColumnIds = new HashSet<>();

    Board(long id, User creator, String name, String kind, Instant now) {
        this.id = id;
        this.accountId = creator.accountId();
        this.creator = creator;
        this.name = name;
        this.kind = kind;
        this.createdAt = now;
        this.updatedAt = now;
    }

    Optional<Column> column(String columnId) {
        return columns.stream()
                .filter(c -> c.id.equals(columnId) && !c.archived)
                .findFirst();
    }

    Optional<Column> columnTitled(String title) {
        return columns.stream()
                .filter(c -> c.title.equalsIgnoreCase(title) && !c.archived)
                .findFirst();
    }

    Optional<Group> group(String groupId) {
        return groups.stream().filter(g -> g.id.equals(groupId)).findFirst();
    }

    Group topGroup() {
        return groups.get(0);
    }
}
