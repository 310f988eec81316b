package bridge.board;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What the board's labels mean, and which label says what we mean. */
@Component("labels")
public class Labels {

    /**
     * @param raw the label when it means none of ours; else null
     */
    public record Meaning<T>(T value, String raw) {}

    private final Map<String, List<String>> status;
    private final Map<String, List<String>> priority;

    Labels(BoardSettings settings) {
        this.status = settings.statusLabels();
        this.priority = settings.priorityLabels();
    }

    /** @param label null or empty: no label is set */
    public Meaning<TicketStatus> status(String label) {
        return meaning(label, TicketStatus.values(), TicketStatus::word, status, TicketStatus.OPEN);
    }

    /** @param label null or empty: no label is set */
    public Meaning<Priority> priority(String label) {
        return meaning(label, Priority.values(), Priority::word, priority, Priority.MEDIUM);
    }

    /** @return the label to write; empty when the board has none that means it */
    public Optional<BoardLabel> labelFor(TicketStatus wanted, BoardLayout layout) {
        return first(namesOf(wanted), layout.labels(Field.STATUS));
    }

    /** @return the label to write; empty when the board has none that means it */
    public Optional<BoardLabel> labelFor(Priority wanted, BoardLayout layout) {
        return first(namesOf(wanted), layout.labels(Field.PRIORITY));
    }

    /** The label texts that mean it; the first is the one to create where there is none. */
    public List<String> namesOf(TicketStatus wanted) {
        return names(status, wanted.word());
    }

    /** The label texts that mean it; the first is the one to create where there is none. */
    public List<String> namesOf(Priority wanted) {
        return names(priority, wanted.word());
    }

    private static List<String> names(Map<String, List<String>> labels, String word) {
        List<String> configured = labels.getOrDefault(word, List.of());
        return configured.isEmpty() ? List.of(word.replace('_', ' ')) : configured;
    }

    private static <T> Meaning<T> meaning(
            String label, T[] values, Function<T, String> word, Map<String, List<String>> labels, T otherwise) {
        if (label == null || label.isBlank()) {
            return new Meaning<>(otherwise, null);
        }
        String given = normal(label);
        for (T value : values) {
            List<String> names = names(labels, word.apply(value));
            boolean itsWord = normal(word.apply(value).replace('_', ' ')).equals(given);
            if (itsWord || names.stream().anyMatch(name -> normal(name).equals(given))) {
                return new Meaning<>(value, null);
            }
        }
        return new Meaning<>(otherwise, label);
    }

    private static Optional<BoardLabel> first(List<String> names, List<BoardLabel> labels) {
        for (String name : names) {
            Optional<BoardLabel> label = labels.stream()
                    .filter(l -> !l.deactivated() && normal(l.text()).equals(normal(name)))
                    .findFirst();
            if (label.isPresent()) {
                return label;
            }
        }
        return Optional.empty();
    }

    private static String normal(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
