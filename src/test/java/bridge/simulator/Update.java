package bridge.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An update on an item, or with a parent a reply to one. */
final class Update {
    final long id;
    final Item item;
    /** The update replied to; null for an update itself. */
    final Update parent;

    final User creator;
    final Instant createdAt;
    String body;
    Instant editedAt;
    /** Oldest first, as monday lists them. */
    final List<Update> replies = new ArrayList<>();

    final List<Asset> assets = new ArrayList<>();

    Update(long id, Item item, Update parent, User creator, String body, Instant now) {
        this.id = id;
        this.item = item;
        this.parent = parent;
        this.creator = creator;
        this.body = body;
        this.createdAt = now;
        this.editedAt = now;
    }
}
