package bridge.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The mailbox in a browser, and its JSON for programs in another process:
 *
 * <ul>
 *   <li>{@code GET /mails[?to=]} all mails, {@code GET /mails/7} one, {@code GET /mails/7/html} its HTML part alone
 *   <li>{@code DELETE /mails} forgets them
 *   <li>{@code GET /faults}, {@code DELETE /faults}, {@code POST /faults {"stage","reply","times","delayMillis"}} as in
 *       {@link SmtpFault}
 * </ul>
 */
final class MailboxPage implements HttpHandler {
    private final Mailbox mailbox;
    private final SmtpFaults faults;

    MailboxPage(Mailbox mailbox, SmtpFaults faults) {
        this.mailbox = mailbox;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var path = http.getRequestURI().getPath();
        if (path.equals("/")) {
            Http.resource(http, "mailbox.html", "text/html; charset=utf-8");
        } else if (path.equals("/faults")) {
            fault(http);
        } else if (path.equals("/mails")) {
            mails(http);
        } else if (path.matches("/mails/\\d+(/html)?")) {
            mail(http, path.split("/"));
        } else if (!Http.asset(http)) {
            Http.json(http, 404, Map.of("error", "Not found"));
        }
    }

    private void mails(HttpExchange http) throws IOException {
        if (http.getRequestMethod().equals("DELETE")) {
            mailbox.clear();
        }
        var to = Http.query(http).get("to");
        Http.json(http, 200, to == null ? mailbox.all() : mailbox.to(to));
    }

    private void mail(HttpExchange http, String[] path) throws IOException {
        var found = mailbox.all().stream()
                .filter(m -> m.number() == Long.parseLong(path[2]))
                .findFirst();
        if (found.isEmpty()) {
            Http.json(http, 404, Map.of("error", "Not found"));
        } else if (path.length > 3) {
            // Shown as a mail program would: no scripts, links open beside it.
            http.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                                    + " sandbox allow-popups allow-popups-to-escape-sandbox");
            var html = "<base target=\"_blank\">" + found.get().html();
            Http.send(http, 200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        } else {
            Http.json(http, 200, found.get());
        }
    }

    private void fault(HttpExchange http) throws IOException {
        if (http.getRequestMethod().equals("DELETE")) {
            faults.clear();
        } else if (http.getRequestMethod().equals("POST")) {
            var wanted = Json.read(http.getRequestBody().readAllBytes());
            faults.arm(new SmtpFault(
                    SmtpFault.Stage.valueOf(wanted.path("stage").asText("RCPT")),
                    wanted.path("reply").asText("451 4.3.0 Try again later"),
                    wanted.path("times").asInt(1),
                    Duration.ofMillis(wanted.path("delayMillis").asLong(0))));
        }
        Http.json(http, 200, List.copyOf(faults.list()));
    }
}
