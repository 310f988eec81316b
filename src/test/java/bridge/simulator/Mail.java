package bridge.simulator;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/**
 * A mail that arrived.
 *
 * @param to the address it was delivered to, whatever its headers say
 * @param text the plain text part; empty without one
 * @param html the HTML part; empty without one
 * @param headers decoded as they stand; of repeated ones the last
 */
public record Mail(
        long number,
        String from,
        String to,
        String subject,
        String text,
        String html,
        Map<String, String> headers,
        Instant receivedAt) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

    static Mail of(long number, MimeMessage message, String to, Instant at) throws MessagingException, IOException {
        var headers = new LinkedHashMap<String, String>();
        Collections.list(message.getAllHeaders()).forEach(h -> headers.put(h.getName(), h.getValue()));
        var parts = new LinkedHashMap<String, String>();
        read(message, parts);
        var from = message.getFrom();
        return new Mail(
                number,
                from == null || from.length == 0 ? "" : from[0].toString(),
                to,
                message.getSubject() == null ? "" : message.getSubject(),
                parts.getOrDefault("text", ""),
                parts.getOrDefault("html", ""),
                headers,
                at);
    }

    private static void read(Part part, Map<String, String> into) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart each = several.getBodyPart(i);
                read(each, into);
            }
        } else if (part.isMimeType("text/html")) {
            into.putIfAbsent("html", String.valueOf(part.getContent()));
        } else if (part.isMimeType("text/plain")) {
            into.putIfAbsent("text", String.valueOf(part.getContent()));
        }
    }

    /** Without regard to the case of its name; null if there is none. */
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(h -> h.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Addresses in the text, or if it has none in the HTML; in their order. */
    public List<String> links() {
        var links = new ArrayList<String>();
        var matcher = LINK.matcher(text);
        while (matcher.find()) {
            links.add(matcher.group());
        }
        if (links.isEmpty()) {
            Jsoup.parse(html).select("a[href]").forEach(a -> links.add(a.attr("href")));
        }
        return links;
    }

    /** The first of {@link #links()}. @throws NoSuchElementException if it has none */
    public String firstLink() {
        return links().stream().findFirst().orElseThrow(() -> new NoSuchElementException("no link in: " + subject));
    }
}
