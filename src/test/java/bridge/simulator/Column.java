package bridge.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A column of a board; only a status column has labels. */
final class Column {
    final String id;
    final long boardId;
    final CellType type;
    String title;
    String description;
    boolean archived;
    int revision = 1;
    final List<StatusLabel> labels = new ArrayList<>();

    Column(String id, long boardId, CellType type, String title) {
        this.id = id;
        this.boardId = boardId;
        this.type = type;
        this.title = title;
    }

    Optional<StatusLabel> label(int labelId) {
        return labels.stream().filter(l -> l.id() == labelId).findFirst();
    }

    Optional<StatusLabel> label(String text) {
        return labels.stream().filter(l -> l.label().equals(text)).findFirst();
    }

    List<StatusLabel> labelsInOrder() {
        return labels.stream()
                .sorted(Comparator.comparingInt(StatusLabel::position))
                .toList();
    }

    /** Adds a label with an id of the server's choice: the colour's own place in the palette when it is free. */
    StatusLabel addLabel(String text, StatusColour colour, int position, String description, boolean done) {
        int id = colour.id();
        // 5 stands for the empty cell on every status column.
        while (id == 5 || label(id).isPresent()) {
            id = id == 5 || id < 100 ? 101 : id + 1;
        }
        var label = new StatusLabel(id, text, colour, position, description, done, false);
        labels.add(label);
        return label;
    }

    /** What {@code revision} says: it changes with every change of the column, so that two writers notice each other. */
    String revisionText() {
        return Integer.toHexString((id + "/" + revision).hashCode()) + "-" + revision;
    }
}
