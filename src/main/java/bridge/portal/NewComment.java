package bridge.portal;

/** What a caller may say about a comment to be written. */
record NewComment(String text) {}
