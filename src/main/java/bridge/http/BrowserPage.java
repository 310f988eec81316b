package bridge.http;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.web.util.HtmlUtils;

/** A page of two sentences for a person who was sent here by another site. */
final class BrowserPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%1$s</title>
              <link rel="stylesheet" href="/portal/portal.css">
            </head>
            <body>
              <main class="wrap">
                <h1>%1$s</h1>
                <p>%2$s</p>
              </main>
            </body>
            </html>
            """;

    private BrowserPage() {}

    static void write(Message message, String title, String note) {
        message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
        message.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
        message.setBody(PAGE.formatted(HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(note)));
    }
}
