package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** The stored content of one cell; an empty cell is not stored at all. */
record Cell(JsonNode content, Instant changedAt) {}
