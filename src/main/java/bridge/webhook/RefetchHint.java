package bridge.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Payload of a job of kind {@code webhook-refetch}.
 *
 * @param itemId  null: no item in particular
 * @param updates its updates have changed
 * @param layout  the board's columns have changed
 */
record RefetchHint(@JsonProperty("item_id") String itemId, boolean updates, boolean layout) {}
