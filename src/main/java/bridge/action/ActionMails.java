package bridge.action;

import bridge.access.MondayCaller;
import bridge.connection.Connections;
import bridge.connection.NotConnectedException;
import bridge.job.NewJob;
import bridge.monday.CallTargets;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes mail jobs of calls of the action "send an email". */
@Component("actionMails")
public class ActionMails {

    /** More is no mail but an attempt to make a large one. */
    private static final int MAX_PLACEHOLDERS = 100;

    private final Connections connections;
    private final CallTargets targets;

    ActionMails(Connections connections, CallTargets targets) {
        this.connections = connections;
        this.targets = targets;
    }

    /**
     * @return the address that the action's field names; null when the field is empty
     * @throws Problem 400 when it is not exactly one plain address
     */
    public String recipient(ActionCall call) {
        JsonNode value = call.field("email");
        String text = value.isObject() && value.hasNonNull("email") // the value of an e-mail column
                ? FieldText.of(value.get("email"), "email")
                : FieldText.of(value, "email");
        return text == null || text.isBlank() ? null : Recipients.check(text);
    }

    /**
     * The same call again is the same job.
     *
     * @throws Problem 400 when the outcome is wanted elsewhere than at monday, or values of an item without an item
     * @throws NotConnectedException when values of an item are wanted and the automation's user has not connected the account
     */
    public NewJob job(ActionCall call, MondayCaller caller, String recipient) {
        String subject = call.text("subject");
        String message = call.text("message");
        String itemId = call.id("itemId");
        long placeholders = Stream.of(subject, message)
                .mapToLong(text -> new MailTemplate(text).placeholders())
                .sum();
        if (placeholders > 0) {
            checkItem(itemId, placeholders, caller);
        }
        String callback = call.callbackUrl();
        if (callback != null && targets.read(callback).isEmpty()) {
            throw Problem.malformed("The callback address of this action is not one of monday.com");
        }
        var mail = new ActionMail(
                recipient,
                subject,
                message,
                placeholders > 0 ? itemId : null,
                caller.accountId(),
                caller.userId(),
                callback);
        return new NewJob(ActionMail.KIND, CallKey.of(call, caller), null, caller.accountId(), mail);
    }

    private void checkItem(String itemId, long placeholders, MondayCaller caller) {
        if (itemId == null) {
            throw Problem.malformed(
                    "The mail uses values of an item, but the field \"itemId\" of this action is empty");
        }
        if (placeholders > MAX_PLACEHOLDERS) {
            throw Problem.malformed("The mail uses more than " + MAX_PLACEHOLDERS + " values of its item");
        }
        if (!connections.isConnected(caller.accountId(), caller.userId())) {
            throw new NotConnectedException();
        }
    }
}
