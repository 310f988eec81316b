package bridge.action;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the app put on monday code's queue, in one of the forms of its SDKs. A token in it is not read.
 *
 * @param accountId of the app's own making: the queue's secret vouches for it; null: of no account
 * @param email     null: the account's stored address
 * @param id        given by the sender so that a repetition can be recognised; null: none
 */
public record QueueMessage(Long accountId, String email, JsonNode subject, JsonNode message, String id) {

    @Override
    public String toString() {
        return "QueueMessage";
    }
}
