package bridge.portal;

import bridge.ticket.Priority;

/**
 * What a caller may say about a ticket to be opened.
 *
 * @param portalId of the client's session; staff name it
 */
record NewTicket(String portalId, String title, String description, Priority priority) {

    static final int MAX_TITLE = 255;

    /** monday's limit of a long text. */
    static final int MAX_DESCRIPTION = 2000;
}
