package bridge.simulator;

import java.util.Arrays;
import java.util.Locale;

/**
 * monday's palette for status labels, in its own order: a new label gets the id of its colour when that is free, so
 * an id is not the position ({@code StatusColumnColors} in the schema).
 */
enum StatusColour {
    WORKING_ORANGE("#fdab3d"),
    DONE_GREEN("#00c875"),
    STUCK_RED("#df2f4a"),
    DARK_BLUE("#007eb5"),
    PURPLE("#9d50dd"),
    EXPLOSIVE("#c4c4c4"),
    GRASS_GREEN("#037f4c"),
    BRIGHT_BLUE("#579bfc"),
    SALADISH("#cab641"),
    EGG_YOLK("#ffcb00"),
    BLACKISH("#333333"),
    DARK_RED("#bb3354"),
    SOFIA_PINK("#ff007f"),
    LIPSTICK("#ff5ac4"),
    DARK_PURPLE("#784bd1"),
    BRIGHT_GREEN("#9cd326"),
    CHILI_BLUE("#66ccff"),
    AMERICAN_GRAY("#757575"),
    BROWN("#7f5347"),
    DARK_ORANGE("#ff6d3b"),
    SUNSET("#ff7575"),
    BUBBLE("#faa1f1"),
    PEACH("#ffadad"),
    BERRY("#7e3b8a"),
    WINTER("#9aadbd"),
    RIVER("#68a1bd"),
    NAVY("#225091"),
    AQUAMARINE("#4eccc6"),
    INDIGO("#5559df"),
    DARK_INDIGO("#401694"),
    PECAN("#563e3e"),
    LAVENDER("#bda8f9"),
    ROYAL("#2b76e5"),
    STEEL("#a9bee8"),
    ORCHID("#d974b0"),
    LILAC("#9d99b9"),
    TAN("#bca58a"),
    SKY("#a1e3f6"),
    COFFEE("#cd9282"),
    TEAL("#175a63");

    private final String hex;

    StatusColour(String hex) {
        this.hex = hex;
    }

    static StatusColour named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String hex() {
        return hex;
    }

    /** A darker shade of the colour, as monday draws the label's edge. */
    String border() {
        var darker = new StringBuilder("#");
        for (int i = 1; i < 7; i += 2) {
            darker.append(String.format("%02x", Integer.parseInt(hex.substring(i, i + 2), 16) * 9 / 10));
        }
        return darker.toString();
    }

    static StatusColour at(int id) {
        return Arrays.stream(values())
                .filter(c -> c.ordinal() == id)
                .findFirst()
                .orElse(EXPLOSIVE);
    }
}
