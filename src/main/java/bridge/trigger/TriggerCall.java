package bridge.trigger;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The payload of a job of kind {@code trigger-call}.
 *
 * @param subscription our id of it: where to call is looked up when it is called
 */
record TriggerCall(String subscription, JsonNode outputFields) {}
