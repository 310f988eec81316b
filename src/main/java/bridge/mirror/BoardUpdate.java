package bridge.mirror;

import bridge.ticket.UpdateBody;
import java.time.Instant;
import java.util.List;

/**
 * An update of an item, or a reply to one.
 *
 * @param author   name of its monday user; null when there is no such user any more
 * @param portal   what the portal wrote there; null when our token's user did not write it in the portal's name
 * @param text     plain; without the portal's author line and without the public marker
 * @param marked   it began with the public marker
 * @param replies  of an update; empty for a reply
 */
public record BoardUpdate(
        long id,
        String author,
        UpdateBody portal,
        String text,
        boolean marked,
        Instant createdAt,
        List<BoardUpdate> replies) {}
