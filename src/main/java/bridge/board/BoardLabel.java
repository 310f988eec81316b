package bridge.board;

/**
 * One label of a status column.
 *
 * @param id          what monday calls {@code index} in values that are read and written
 * @param index       the position in the list that people see; nothing else
 * @param color       monday's name of it, or its hex code in older versions; null: not told
 * @param description null: none
 * @param deactivated still on items perhaps, but not to be chosen any more
 */
public record BoardLabel(
        int id, String text, int index, String color, String description, boolean done, boolean deactivated) {}
