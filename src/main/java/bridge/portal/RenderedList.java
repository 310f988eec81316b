package bridge.portal;

/**
 * A list of tickets as it is sent.
 *
 * @param query what was asked for
 * @param body  JSON; never changed
 * @param etag  stands for this body, total and next page
 * @param total how many tickets the filter has
 * @param next  of the next page; null: there is none
 */
record RenderedList(TicketQuery query, byte[] body, String etag, int total, PageCursor next) {}
