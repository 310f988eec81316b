package bridge.oauth;

/** Why a browser is sent to monday. */
enum Purpose {
    /** To let the app act for somebody. */
    CONNECT("/auth/monday/callback", null),

    /** To find out who somebody is; asks for no more than that takes. */
    LOGIN("/auth/callback", "me:read account:read");

    /** Where monday sends the browser back to; one of the app's redirect URLs. */
    final String callback;

    /** Separated by spaces; null: all that the app was given in monday's developer centre. */
    final String scope;

    Purpose(String callback, String scope) {
        this.callback = callback;
        this.scope = scope;
    }
}
