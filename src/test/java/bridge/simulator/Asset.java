package bridge.simulator;

import java.time.Instant;

/** An uploaded file. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Asset(long id, String name, byte[] content, User uploadedBy, Instant createdAt) {

    /** With its dot, as monday writes it; empty without one. */
    String extension() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
