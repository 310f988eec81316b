package bridge.mirror;

import bridge.ticket.Comment.AuthorType;
import java.time.Instant;

/**
 * A row of table {@code ticket_comment}.
 *
 * @param updateId  null: monday does not hold it yet
 * @param reference null: not written in the portal
 */
record CommentRow(
        long id,
        Long updateId,
        Long parentId,
        String reference,
        String author,
        AuthorType authorType,
        String text,
        boolean isPublic,
        Instant createdAt,
        Instant seenAt) {}
