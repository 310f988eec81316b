package bridge.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Entity tags and their comparison, <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3">RFC 9110, 8.8.3</a>. */
final class EntityTags {

    private static final int TAG_BYTES = 12;

    private EntityTags() {}

    /** @return a strong tag, quoted, that stands for exactly these parts */
    static String of(byte[]... parts) {
        byte[] digest = digest(parts);
        byte[] shortened = Arrays.copyOf(digest, TAG_BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(shortened) + '"';
    }

    /** @return 64 hexadecimal digits; each part counts with its length */
    static String sha256(String... parts) {
        byte[][] bytes = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (parts[i] == null ? "-" : "+" + parts[i]).getBytes(StandardCharsets.UTF_8);
        }
        return HexFormat.of().formatHex(digest(bytes));
    }

    /** {@code If-None-Match}: weak comparison. @param header null: not sent */
    static boolean isAmong(String tag, String header) {
        return header != null
                && (header.strip().equals("*")
                        || tags(header).stream().anyMatch(t -> strong(t).equals(tag)));
    }

    /** {@code If-Match}: strong comparison, a weak tag matches nothing. @param header null: not sent, so any state is right */
    static boolean permits(String tag, String header) {
        return header == null || header.strip().equals("*") || tags(header).contains(tag);
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** Splits at commas outside of quotes; what is no tag stays as it is and matches nothing. */
    private static List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                tags.add(header.substring(start, i).strip());
                start = i + 1;
            }
        }
        tags.add(header.substring(start).strip());
        return tags;
    }

    private static byte[] digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
