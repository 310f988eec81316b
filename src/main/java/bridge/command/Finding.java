package bridge.command;

/**
 * One line of {@code doctor}.
 *
 * @param subject what was looked at, in a word or two
 * @param text    how it is, and what to do unless it is well
 */
record Finding(Level level, String subject, String text) {

    enum Level {
        OK,
        /** Works, but somebody should know. */
        WARN,
        /** Does not work. */
        FAIL
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding warn(String subject, String text) {
        return new Finding(Level.WARN, subject, text);
    }

    static Finding fail(String subject, String text) {
        return new Finding(Level.FAIL, subject, text);
    }

    String line() {
        return String.format("%-4s  %s: %s", level, subject, text);
    }
}
