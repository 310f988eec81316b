package bridge.simulator;

import java.util.Arrays;
import java.util.Locale;

/**
 * monday's palette for status labels, in its own order: a new label gets the id of its colour when that is free, so
 * an id is not the position ({@code StatusColumnColors} in the schema).
 */
enum StatusColour {
    WORKING_ORANGE(0, "#fdab3d"),
    DONE_GREEN(1, "#00c875"),
    STUCK_RED(2, "#df2f4a"),
    DARK_BLUE(3, "#007eb5"),
    PURPLE(4, "#9d50dd"),
    EXPLOSIVE(5, "#c4c4c4"),
    GRASS_GREEN(6, "#037f4c"),
    BRIGHT_BLUE(7, "#579bfc"),
    SALADISH(8, "#cab641"),
    EGG_YOLK(9, "#ffcb00"),
    BLACKISH(10, "#333333"),
    DARK_RED(11, "#bb3354"),
    SOFIA_PINK(12, "#ff007f"),
    LIPSTICK(13, "#ff5ac4"),
    DARK_PURPLE(14, "#784bd1"),
    BRIGHT_GREEN(15, "#9cd326"),
    CHILI_BLUE(16, "#66ccff"),
    AMERICAN_GRAY(17, "#757575"),
    BROWN(18, "#7f5347"),
    DARK_ORANGE(19, "#ff6d3b"),
    SUNSET(20, "#ff7575"),
    BUBBLE(21, "#faa1f1"),
    PEACH(22, "#ffadad"),
    BERRY(23, "#7e3b8a"),
    WINTER(24, "#9aadbd"),
    RIVER(25, "#68a1bd"),
    NAVY(26, "#225091"),
    AQUAMARINE(27, "#4eccc6"),
    INDIGO(28, "#5559df"),
    DARK_INDIGO(29, "#401694"),
    PECAN(30, "#563e3e"),
    LAVENDER(31, "#bda8f9"),
    ROYAL(32, "#2b76e5"),
    STEEL(33, "#a9bee8"),
    ORCHID(34, "#d974b0"),
    LILAC(35, "#9d99b9"),
    TAN(36, "#bca58a"),
    SKY(37, "#a1e3f6"),
    COFFEE(38, "#cd9282"),
    TEAL(39, "#175a63");

    private final int id;
    private final String hex;

    StatusColour(int id, String hex) {
        this.id = id;
        this.hex = hex;
    }

    static StatusColour named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The id that a label of this colour gets when it is free. */
    int id() {
        return id;
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
        return Arrays.stream(values()).filter(c -> c.id == id).findFirst().orElse(EXPLOSIVE);
    }
}
