package bridge.simulator;

/**
 * A label of a status column.
 *
 * @param id what the API calls {@code index} when a value is written or read; given by the server
 * @param position where the label is shown, 0 to 39; the settings call this {@code index}
 */
record StatusLabel(
        int id,
        String label,
        StatusColour colour,
        int position,
        String description,
        boolean done,
        boolean deactivated) {}
