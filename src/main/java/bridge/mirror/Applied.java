package bridge.mirror;

/**
 * What the mirror wrote.
 *
 * @param events those told to the portals
 */
public record Applied(int created, int updated, int removed, int events) {

    public static final Applied NOTHING = new Applied(0, 0, 0, 0);

    public Applied plus(Applied other) {
        return new Applied(
                created + other.created, updated + other.updated, removed + other.removed, events + other.events);
    }

    public boolean isNothing() {
        return created + updated + removed + events == 0;
    }
}
