package bridge.simulator;

import java.util.List;

/** What the API says to a call that ran. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, byte[] body, List<String> errorCodes) {}
