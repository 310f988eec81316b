package bridge.lifecycle;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * Something that happened to the app in an account.
 *
 * @param type       {@code install}, {@code uninstall}, {@code app_subscription_created}, …
 * @param happenedAt as monday says, never in the future
 * @param content    JSON object: app, version, plan and subscription; nothing about a person
 */
public record LifecycleEvent(
        @JsonProperty("account_id") String accountId,
        String type,
        @JsonProperty("happened_at") Instant happenedAt,
        @JsonRawValue String content) {

    long account() {
        return Long.parseLong(accountId);
    }
}
