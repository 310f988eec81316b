package bridge.simulator;

/**
 * Who makes an API call and how it counts.
 *
 * @param version the API version that answers, which may differ from the one asked for
 * @param before complexity points left before the call
 * @param cost complexity points of the call
 * @param resetSeconds seconds until the window of points starts anew
 */
record Caller(Token token, String version, int before, int cost, int resetSeconds) {

    User user() {
        return token.user();
    }
}
