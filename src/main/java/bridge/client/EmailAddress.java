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

    private static final Pattern SPACES_AROUND = Pattern.compile("^ ++|(?<! ) ++$");

    private static final Pattern LOCAL =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");

    /** The last label of a host name begins with a letter; an IP address is no domain. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private EmailAddress() {}

    /**
     * @param text null is no address; spaces around it are no part of it
     * @return in lower case, which is how addresses are stored and compared; empty when it is not exactly one address
     */
    public static Optional<String> parse(String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String lower = SPACES_AROUND.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        boolean plain = at > 0
                && at <= MAX_LOCAL
                && LOCAL.matcher(lower.substring(0, at)).matches()
                && DOMAIN.matcher(lower.substring(at + 1)).matches();
        return plain ? Optional.of(lower) : Optional.empty();
    }
}
