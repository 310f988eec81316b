package bridge.crash;

import bridge.simulator.BoardItem;
import bridge.simulator.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** The simulated monday and the mail server, each in a process of its own, by the doors that they have for tests. */
final class StandIns {

    private final RestClient monday;
    private final RestClient mailbox;

    /** @param monday address, as that of the mailbox */
    StandIns(String monday, String mailbox) {
        this.monday = RestClient.create(monday);
        this.mailbox = RestClient.create(mailbox);
    }

    List<BoardItem> items() {
        return monday.get().uri("/control/items").retrieve().body(new ParameterizedTypeReference<>() {});
    }

    void changeStatus(BoardItem item, String label) {
        post(monday, "/control/play", Map.of("action", "set", "itemId", item.id(), "column", "Status", "text", label));
    }

    /** @return what monday sends in {@code Authorization} when it calls an action at that path of the service */
    String actionToken(String path) {
        return monday.get()
                .uri("/control/token?kind=action&path={path}", path)
                .retrieve()
                .body(JsonNode.class)
                .required("token")
                .textValue();
    }

    /** Oldest first. */
    List<Mail> mails() {
        return mailbox.get().uri("/mails").retrieve().body(new ParameterizedTypeReference<>() {});
    }

    /** Oldest first. */
    List<Mail> mailsTo(String address) {
        return mailbox.get().uri("/mails?to={to}", address).retrieve().body(new ParameterizedTypeReference<>() {});
    }

    /** The next mails are refused for now. */
    void refuseMails(int count) {
        post(mailbox, "/faults", Map.of("stage", "RCPT", "times", count));
    }

    /** The mail server hangs up until {@link #takeMails()}. */
    void hangUpOnMails() {
        post(mailbox, "/faults", Map.of("stage", "CONNECT", "times", -1));
    }

    void takeMails() {
        mailbox.delete().uri("/faults").retrieve().toBodilessEntity();
    }

    private static void post(RestClient to, String path, Map<String, ?> body) {
        to.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toBodilessEntity();
    }
}
