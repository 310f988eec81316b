package bridge.connection;

import bridge.monday.MondayCall;

/** A call to monday in the name of a connected account. */
public record ConnectedCall(Account account, MondayCall call) {}
