package bridge.action;

import bridge.connection.Account;
import bridge.job.FinalFailure;
import bridge.job.Job;
import bridge.monday.ActingFor;
import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes the mails of actions. */
@Component("actionLetters")
public class ActionLetters {

    private static final String USUAL_SUBJECT = "A message from monday.com";
    private static final String USUAL_MESSAGE = "This mail was sent by an automation on monday.com.";
    private static final int MAX_SUBJECT = 255;

    private final ObjectMapper json;
    private final String host;

    ActionLetters(ObjectMapper json, @Value("${bridge.mail.sender}") String sender) {
        this.json = json;
        this.host = sender.substring(sender.indexOf('@') + 1);
    }

    public ActionMail read(JsonNode payload) {
        try {
            ActionMail mail = json.treeToValue(payload, ActionMail.class);
            if (mail != null) {
                return mail;
            }
        } catch (JsonProcessingException e) {
            // it holds something else
        }
        throw new FinalFailure("The job holds no mail");
    }

    public Account account(ActionMail mail) {
        if (mail.accountId() == null) {
            throw new FinalFailure("The job does not say whose item is read");
        }
        return new Account(mail.accountId(), mail.userId());
    }

    public MondayCall itemCall(ActionMail mail, ActingFor account) {
        return MondayCall.refetch("mail-item", Map.of("items", List.of(mail.itemId())))
                .as(account);
    }

    /** @throws FinalFailure when the item is gone, or its account's user cannot see it */
    public MailItem item(MondayReply reply) {
        JsonNode item = reply.data().path("items").path(0);
        if (!item.isObject()) {
            throw new FinalFailure("The item of the mail is gone, or the automation's user cannot see it");
        }
        return new MailItem(item);
    }

    /** @param item null: the mail wants none of its values */
    public ActionLetter write(ActionMail mail, MailItem item, Job job) {
        UnaryOperator<String> values = item == null || item.holdsPlaceholders() ? name -> null : item::value;
        String subject = new MailTemplate(mail.subject() == null ? USUAL_SUBJECT : mail.subject()).fill(values);
        String message = new MailTemplate(mail.message() == null ? USUAL_MESSAGE : mail.message()).fill(values);
        return new ActionLetter(mail.email(), line(subject), message, "<" + job.dedupKey() + "@" + host + ">");
    }

    private static String line(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= MAX_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_SUBJECT - 1)) + "…";
    }
}
