package bridge.trigger;

import bridge.access.MondayCaller;
import bridge.problem.Problem;
import org.springframework.stereotype.Component;

/** Keeps customers' data within the account that it belongs to. */
@Component("ticketOwner")
public class TicketOwner {

    /** @throws Problem 403 for a caller of another account */
    public void require(long owner, MondayCaller caller) {
        if (caller.accountId() != owner) {
            throw new Problem(
                    403,
                    "OTHER_ACCOUNT",
                    "The tickets belong to another monday account: its automations alone can use them");
        }
    }
}
