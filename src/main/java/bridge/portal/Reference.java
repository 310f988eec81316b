package bridge.portal;

import java.security.SecureRandom;

/** Names of ours for what monday is to hold, made before the first try: unique, readable, fit for a text column and a header. */
final class Reference {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 12;

    private Reference() {}

    static String ofTicket() {
        return "T-" + random();
    }

    static String ofComment() {
        return "C-" + random();
    }

    private static String random() {
        var text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
