package bridge.board;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.util.Collection;
import java.util.List;

/** Colours for the labels that {@code setup} makes, by monday's names for them. */
final class LabelColors {

    /** All that monday has (StatusColumnColors), those that suit a further label first. */
    private static final List<String> ALL = List.of(
            ("bright_blue working_orange done_green american_gray winter egg_yolk dark_orange stuck_red dark_blue purple"
                            + " grass_green saladish dark_red sofia_pink lipstick dark_purple bright_green chili_blue brown sunset"
                            + " bubble peach berry river navy aquamarine indigo dark_indigo pecan lavender royal steel orchid lilac"
                            + " tan sky coffee teal blackish explosive")
                    .split(" "));

    private LabelColors() {}

    static String of(TicketStatus status) {
        return switch (status) {
            case OPEN -> "bright_blue";
            case IN_PROGRESS -> "working_orange";
            case RESOLVED -> "done_green";
            case CLOSED -> "american_gray";
        };
    }

    static String of(Priority priority) {
        return switch (priority) {
            case LOW -> "winter";
            case MEDIUM -> "egg_yolk";
            case HIGH -> "dark_orange";
            case URGENT -> "stuck_red";
        };
    }

    static boolean isKnown(String color) {
        return ALL.contains(color);
    }

    /** @return the wanted one, or another when a label has it already */
    static String free(String wanted, Collection<String> used) {
        return used.contains(wanted)
                ? ALL.stream().filter(c -> !used.contains(c)).findFirst().orElse(wanted)
                : wanted;
    }
}
