package bridge.ticket;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Words and line ends of HTML, nothing else. */
final class PlainText implements NodeVisitor {

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    static String of(Element html) {
        var plain = new PlainText();
        html.traverse(plain);
        return plain.text
                .toString()
                .replace("\uFEFF", "")
                .replaceAll(" *\n *", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            words(words.getWholeText());
        } else if (node instanceof Element element) {
            if (element.nameIs("br")) {
                text.append('\n');
            } else if (element.isBlock()) {
                newLine();
            } else if (element.nameIs("img")) {
                words(element.attr("alt"));
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && element.isBlock()) {
            newLine();
        }
    }

    private void words(String words) {
        String plain = words.replaceAll("[\\s\u00A0]+", " ");
        boolean afterSpace = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(afterSpace ? plain.stripLeading() : plain);
    }

    private void newLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
