package bridge.ticket;

import bridge.ticket.Comment.AuthorType;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.springframework.web.util.HtmlUtils;

/**
 * The HTML of an update. The author of what the portal writes is our token's user, so its first paragraph names the real one; from
 * it a comment can be recognised even after our database was lost.
 *
 * @param author     as the first paragraph names it
 * @param authorType on which side of the portal that is
 * @param text       plain
 */
public record UpdateBody(String author, AuthorType authorType, String text) {

    private static final String OF_CLIENT = " via client portal:";
    private static final String OF_STAFF = " via client portal (team):";

    /** @return what is sent to monday: everything that comes from outside is escaped */
    public String html() {
        String lines = escape(text).replace("\r\n", "\n").replace("\n", "<br>");
        return "<p><strong>" + escape(author) + "</strong>" + line(authorType) + "</p><p>" + lines + "</p>";
    }

    /**
     * Recognises what {@link #html} wrote. Whoever may write updates can write this too: only an update of our token's user is
     * to be believed.
     *
     * @return empty for any other text
     */
    public static Optional<UpdateBody> read(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        Element first = body.firstElementChild();
        Element name = first == null ? null : first.selectFirst("strong, b");
        if (name == null) {
            return Optional.empty();
        }
        String author = PlainText.of(name);
        String line = PlainText.of(first);
        for (AuthorType type : AuthorType.values()) {
            if (!author.isEmpty() && line.equals(author + line(type))) {
                first.remove();
                return Optional.of(new UpdateBody(author, type, PlainText.of(body)));
            }
        }
        return Optional.empty();
    }

    /** @return what is left of HTML when only words and lines are wanted */
    public static String plain(String html) {
        return PlainText.of(Jsoup.parseBodyFragment(html).body());
    }

    private static String line(AuthorType type) {
        return type == AuthorType.CLIENT ? OF_CLIENT : OF_STAFF;
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
