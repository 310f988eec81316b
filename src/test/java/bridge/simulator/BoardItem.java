package bridge.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An item as a person sees it on the board, at one moment.
 *
 * @param state {@code active}, {@code archived} or {@code deleted}
 * @param cells the text of each column by its title; null or empty for an empty cell
 * @param updates newest first
 */
public record BoardItem(
        String id,
        String name,
        String state,
        String group,
        Instant createdAt,
        Instant updatedAt,
        Map<String, String> cells,
        List<Note> updates) {

    /**
     * An update or a reply.
     *
     * @param replies oldest first; empty for a reply
     */
    public record Note(String id, String author, String body, String text, Instant createdAt, List<Note> replies) {}

    static BoardItem of(World world, Item item) {
        var cells = new LinkedHashMap<String, String>();
        world.cells(item).forEach(cell -> cells.put(cell.column().title, cell.text()));
        return new BoardItem(
                String.valueOf(item.id),
                item.name,
                item.state,
                item.group.title,
                item.createdAt,
                item.updatedAt,
                cells,
                world.updatesOf(item).stream().map(BoardItem::note).toList());
    }

    private static Note note(Update update) {
        return new Note(
                String.valueOf(update.id),
                update.creator.name(),
                update.body,
                Html.text(update.body).replace(Html.EDITOR_MARK, ""),
                update.createdAt,
                update.replies.stream().map(BoardItem::note).toList());
    }

    /** The text of a column by its title. */
    public String cell(String columnTitle) {
        return cells.get(columnTitle);
    }
}
