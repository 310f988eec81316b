package bridge.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body by their names. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    private Multipart() {}

    /** @throws MondayException if the content type names no boundary */
    static Map<String, Upload> parts(String contentType, byte[] body) {
        var matcher = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!matcher.find()) {
            throw MondayException.brokenJson("Expected multipart/form-data");
        }
        var parts = new LinkedHashMap<String, Upload>();
        // One byte is one character here, so that offsets in the text are offsets in the body.
        var text = new String(body, StandardCharsets.ISO_8859_1);
        for (var part : text.split(Pattern.quote("--" + matcher.group(1)), -1)) {
            int head = part.indexOf("\r\n\r\n");
            if (head < 0) {
                continue;
            }
            var header =
                    new String(part.substring(0, head).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            var name = NAME.matcher(header);
            var file = FILE.matcher(header);
            if (name.find()) {
                var content = part.substring(head + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
                parts.put(name.group(1), new Upload(file.find() ? file.group(1) : "", content));
            }
        }
        return parts;
    }
}
