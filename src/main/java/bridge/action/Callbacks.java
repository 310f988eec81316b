package bridge.action;

import bridge.job.FinalFailure;
import bridge.job.Job;
import bridge.job.JobEnded;
import bridge.job.JobLedger;
import bridge.job.JobSweep;
import bridge.job.NewJob;
import bridge.monday.MondayPost;
import bridge.problem.MondayErrorWriter;
import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells monday the outcome of an asynchronous action, the first one that its job has (developer.monday.com/apps/docs/workflows-actions). */
@Component("callbacks")
public class Callbacks {

    private static final String KIND = "action-callback";

    private final JobLedger ledger;
    private final JobSweep sweep;
    private final MondayErrorWriter errors;

    Callbacks(JobLedger ledger, JobSweep sweep, MondayErrorWriter errors) {
        this.ledger = ledger;
        this.sweep = sweep;
        this.errors = errors;
    }

    /** In the transaction that ends the mail's job; the next sweep queues the callback. */
    @EventListener
    void tell(JobEnded end) {
        Job mail = end.job();
        JsonNode url = mail.payload().path("callbackUrl");
        if (!mail.kind().equals(ActionMail.KIND) || !url.isTextual()) {
            return;
        }
        JsonNode account = mail.payload().path("accountId");
        Map<String, Object> payload = Map.of("url", url.textValue(), "body", outcome(mail, end.failure()));
        Long accountId = account.isIntegralNumber() ? account.longValue() : null;
        sweep.notQueued(ledger.submit(new NewJob(KIND, "job-" + mail.id(), null, accountId, payload)));
    }

    private Map<String, Object> outcome(Job mail, String failure) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", failure == null);
        if (failure == null) {
            body.put("outputFields", Map.of("jobId", Long.toString(mail.id())));
        } else {
            body.putAll(errors.describe(Problem.malformed("The mail could not be sent: " + failure)));
        }
        return body;
    }

    /** @return what the worker sends */
    public MondayPost post(JsonNode payload) {
        if (!payload.path("url").isTextual() || !payload.path("body").isObject()) {
            throw new FinalFailure("The job holds no callback");
        }
        return new MondayPost(payload.path("url").textValue(), payload.path("body"));
    }
}
