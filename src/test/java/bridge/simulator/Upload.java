package bridge.simulator;

/** A file as it arrives in a multipart call. */
record Upload(String name, byte[] content) {}
