package bridge.client;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may name a portal. The id is a part of paths, so words that are paths already are no portals. */
public final class PortalIds {

    private static final int MAX_LENGTH = 255;
    private static final int MAX_SLUG = 60;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+~-]*+");

    /** The literal segments beside {@code /auth/{portal_id}/…} and {@code /tickets/{portal_id}/…}. */
    private static final Set<String> RESERVED = Set.of(
            "monday",
            "callback",
            "login",
            "logout",
            "refresh",
            "send-magic-link",
            "ticket",
            "tickets",
            "comments",
            "attachments",
            "auth",
            "me",
            "clients",
            "admin",
            "portal");

    private PortalIds() {}

    /** For an id that staff choose. */
    static boolean isAllowed(String portalId) {
        return portalId.length() <= MAX_LENGTH && ALLOWED.matcher(portalId).matches() && !isReserved(portalId);
    }

    public static boolean isReserved(String portalId) {
        return RESERVED.contains(portalId.toLowerCase(Locale.ROOT));
    }

    /** @return lower-case letters, digits and single hyphens made of a customer's name, else of the domain of its address */
    static String slug(String name, String address) {
        String slug = simplified(name);
        if (slug.isEmpty()) {
            slug = simplified(address.substring(address.indexOf('@') + 1).split("\\.", 2)[0]);
        }
        return isReserved(slug) ? slug + "-1" : slug;
    }

    private static String simplified(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String slug = letters.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String bounded = slug.substring(0, Math.min(slug.length(), MAX_SLUG));
        return bounded.replaceAll("^-|-$", "");
    }
}
