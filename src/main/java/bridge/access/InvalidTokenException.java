package bridge.access;

/** A token is not one of ours. Says nothing more: what a library has to say about it may repeat the token's content. */
class InvalidTokenException extends RuntimeException {

    InvalidTokenException() {
        super("The token is not acceptable", null, false, false);
    }
}
