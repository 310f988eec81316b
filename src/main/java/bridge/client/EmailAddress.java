package bridge.client;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One plain address ({@code addr-spec} of RFC 5322, dot-atom form, ASCII). The mail library's own parser also takes lists, groups,
 * comments, display names and encoded words.
 */
public final class EmailAddress {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;

    /** Allowed by the RFC, but mail servers decode what follows into another address. */
    private static final String ENCODED_WORD = "=?";

    private static final Pattern SPACES_AROUND = Pattern.compile("^ +| +$");

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");

    /** The last label of a host name begins with a letter; an IP address is no domain. */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private EmailAddress() {}

    /**
     * @param text null is no address; spaces around it are no part of it
     * @return in lower case, which is how addresses are stored and compared; empty when it is not exactly one address
     */
    public static Optional<String> parse(String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String trimmed = SPACES_AROUND.matcher(text).replaceAll("");
        int at = trimmed.lastIndexOf('@');
        boolean plain = at > 0
                && at <= MAX_LOCAL
                && !trimmed.contains(ENCODED_WORD)
                && LOCAL.matcher(trimmed.substring(0, at)).matches()
                && DOMAIN.matcher(trimmed.substring(at + 1)).matches();
        return plain ? Optional.of(trimmed.toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
