package bridge.simulator;

/** A file as it arrives in a multipart call. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Upload(String name, byte[] content) {}
