package bridge.board;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The labels that say our statuses and priorities. */
@Component
class LabelSetup {

    /** Positions 0 to 39: developer.monday.com/api-reference/reference/status */
    private static final int MAX_LABELS = 40;

    /** @param names what the label may be called; the first is how it is made */
    private record Wanted(List<String> names, String color, boolean done, boolean there) {}

    private final Labels labels;

    LabelSetup(Labels labels) {
        this.labels = labels;
    }

    /** Values of {@code CreateStatusLabelInput}. */
    List<Map<String, Object>> forNewColumn(Field field) {
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (Wanted wanted : wanted(field, null)) {
            inputs.add(input(null, wanted.names().get(0), wanted.color(), inputs.size(), wanted.done()));
        }
        return inputs;
    }

    List<SetupStep> missing(BoardLayout layout, SetupNotes notes) {
        List<SetupStep> steps = new ArrayList<>();
        for (Field field : List.of(Field.STATUS, Field.PRIORITY)) {
            BoardColumn column = layout.columns().get(field);
            if (column == null || notes.hasDone("column " + field.title())) {
                continue; // a column made just now has its labels
            }
            List<Wanted> missing = new ArrayList<>();
            for (Wanted wanted : wanted(field, layout)) {
                if (wanted.there()) {
                    notes.found(column.title() + " label for " + wanted.names().get(0));
                } else {
                    missing.add(wanted);
                }
            }
            if (!missing.isEmpty()) {
                add(column, missing, layout.boardId(), steps, notes);
            }
        }
        return steps;
    }

    private static void add(
            BoardColumn column, List<Wanted> missing, String board, List<SetupStep> steps, SetupNotes notes) {
        String names =
                String.join(", ", missing.stream().map(w -> w.names().get(0)).toList());
        Set<String> colors = new HashSet<>();
        Set<Integer> positions = new HashSet<>();
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (BoardLabel label : column.labels()) {
            // The list replaces the column's labels, so each of them has to be in it, as it is.
            if (!LabelColors.isKnown(label.color()) || !positions.add(label.index())) {
                notes.failed(column.title() + " labels " + names
                        + ": monday does not tell the colours of the labels there are, so they cannot be kept");
                notes.advise("Add the labels " + names + " to the column " + column.title() + " by hand");
                return;
            }
            colors.add(label.color());
            inputs.add(existing(label));
        }
        for (Wanted wanted : missing) {
            String color = LabelColors.free(wanted.color(), colors);
            int position = 0;
            while (!positions.add(position)) {
                position++;
            }
            if (position >= MAX_LABELS) {
                notes.failed(column.title() + " labels " + names + ": the column has no room for further labels");
                return;
            }
            colors.add(color);
            inputs.add(input(null, wanted.names().get(0), color, position, wanted.done()));
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("board", board);
        variables.put("column", column.id());
        variables.put("revision", column.revision());
        variables.put("labels", inputs);
        steps.add(
                new SetupStep(column.title() + " labels " + names, BoardSetup.call("update-status-column", variables)));
    }

    /** @param layout null: nothing is there yet */
    private List<Wanted> wanted(Field field, BoardLayout layout) {
        if (field == Field.STATUS) {
            return Arrays.stream(TicketStatus.values())
                    .map(s -> new Wanted(
                            labels.namesOf(s),
                            LabelColors.of(s),
                            s.isFinished(),
                            layout != null && labels.labelFor(s, layout).isPresent()))
                    .toList();
        }
        return Arrays.stream(Priority.values())
                .map(p -> new Wanted(
                        labels.namesOf(p),
                        LabelColors.of(p),
                        false,
                        layout != null && labels.labelFor(p, layout).isPresent()))
                .toList();
    }

    private static Map<String, Object> existing(BoardLabel label) {
        Map<String, Object> input = input(label.id(), label.text(), label.color(), label.index(), label.done());
        input.put("is_deactivated", label.deactivated());
        if (label.description() != null) {
            input.put("description", label.description());
        }
        return input;
    }

    /** @param id null: a new one */
    private static Map<String, Object> input(Integer id, String text, String color, int position, boolean done) {
        Map<String, Object> input = new LinkedHashMap<>();
        if (id != null) {
            input.put("id", id);
        }
        input.put("label", text);
        input.put("color", color);
        input.put("index", position);
        input.put("is_done", done);
        return input;
    }
}
