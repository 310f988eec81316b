package bridge.board;

import bridge.monday.MondayCall;

/**
 * Something the board lacks, and the call that makes it.
 *
 * @param what for the report: {@code column Status}
 */
public record SetupStep(String what, MondayCall call) {}
