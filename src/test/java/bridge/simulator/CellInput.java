package bridge.simulator;

import java.time.Instant;

/**
 * Where a written value goes.
 *
 * @param createLabels whether an unknown status label is made instead of refused
 */
record CellInput(Column column, boolean createLabels, Instant now) {}
