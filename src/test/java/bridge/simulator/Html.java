package bridge.simulator;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Safelist;

/** The HTML of an update's body. */
final class Html {
    private static final Safelist ALLOWED =
            Safelist.relaxed().addTags("hr", "s").preserveRelativeLinks(true);

    static final String EDITOR_MARK = "\uFEFF";

    private Html() {}

    /** What monday keeps of a written body: markup without scripts. */
    static String clean(String body) {
        var settings = new Document.OutputSettings().prettyPrint(false);
        return Jsoup.clean(body, "", ALLOWED, settings);
    }

    /** What the board's editor makes of typed text: it leaves an invisible mark at the beginning. */
    static String fromEditor(String text) {
        return "<p>" + EDITOR_MARK + new Element("p").text(text).html().replace("\n", "<br>") + "</p>";
    }

    /** The text of a body: a line for each paragraph and break. */
    static String text(String body) {
        var document = Jsoup.parseBodyFragment(body);
        document.outputSettings().prettyPrint(false);
        document.select("br").forEach(br -> br.replaceWith(new TextNode("\n")));
        document.select("p,div,li").forEach(block -> block.appendText("\n"));
        return document.body().wholeText().strip();
    }
}
