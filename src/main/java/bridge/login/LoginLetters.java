package bridge.login;

import bridge.client.Client;
import bridge.client.Clients;
import bridge.job.Job;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the content of login mails, and with it the tokens: they exist from here to the mail server only. */
@Component("loginLetters")
public class LoginLetters {

    private final Clients clients;
    private final MagicLinks links;
    private final LoginSettings settings;
    private final String host;

    LoginLetters(
            Clients clients, MagicLinks links, LoginSettings settings, @Value("${bridge.mail.sender}") String sender) {
        this.clients = clients;
        this.links = links;
        this.settings = settings;
        this.host = sender.substring(sender.indexOf('@') + 1);
    }

    /**
     * Each try has links of its own; those of earlier tries are void.
     *
     * @return null when nobody active has the address: there is no mail to write
     */
    @Transactional
    public LoginLetter write(Job job) {
        String address = job.required("email");
        List<Client> known = clients.activeOf(address);
        links.voidEarlier(job);
        if (known.isEmpty()) {
            return null;
        }
        List<LoginLetter.Link> ways = known.stream()
                .map(client -> new LoginLetter.Link(
                        client.portalId(), client.name(), url(client.portalId(), links.create(client, job))))
                .toList();
        String messageId = "<login-" + job.dedupKey() + "@" + host + ">";
        return new LoginLetter(address, ways, settings.linkExpiration().toMinutes(), messageId);
    }

    private String url(String portalId, String token) {
        URI page = settings.linkUrl();
        String text = page.toString();
        int hash = text.indexOf('#');
        String fragment = hash < 0 ? "" : text.substring(hash);
        String base = hash < 0 ? text : text.substring(0, hash);
        String separator = page.getRawQuery() == null ? "?" : page.getRawQuery().isEmpty() ? "" : "&";
        return base + separator + "portal_id=" + encode(portalId) + "&token=" + encode(token) + fragment;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
