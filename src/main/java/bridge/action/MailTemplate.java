package bridge.action;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in which {@code {item.<name>}} stands for a value of an item. */
record MailTemplate(String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{item\\.([^{}\\n]{1,255})}");

    long placeholders() {
        return text == null ? 0 : PLACEHOLDER.matcher(text).results().count();
    }

    boolean hasPlaceholders() {
        return text != null && PLACEHOLDER.matcher(text).find();
    }

    /** @param value of a name; null leaves the placeholder as it is, so that whoever wrote it sees it. Values are not looked into */
    String fill(UnaryOperator<String> value) {
        if (text == null) {
            return null;
        }
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String known = value.apply(found.group(1).strip());
            return Matcher.quoteReplacement(known == null ? found.group() : known);
        });
    }
}
