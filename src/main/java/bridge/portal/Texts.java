package bridge.portal;

/** What text from outside may consist of. */
final class Texts {

    private Texts() {}

    /** True for text without control characters and without halves of characters, which no database takes. */
    static boolean isLine(String text) {
        return isWellFormed(text) && text.chars().noneMatch(Character::isISOControl);
    }

    /** Likewise, but with line ends and tabs. */
    static boolean isLines(String text) {
        return isWellFormed(text)
                && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
