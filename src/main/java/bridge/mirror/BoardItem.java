package bridge.mirror;

import bridge.ticket.Priority;
import bridge.ticket.TicketStatus;
import java.time.Instant;

/**
 * An active item of the ticket board as monday gave it.
 *
 * @param description     null when the board has no such column: what the mirror holds stays
 * @param reference       text of the "Ticket ID" column; null when empty
 * @param portalId        exactly as the cell holds it; null when it is empty or no portal can be called so
 * @param clientEmail     lower case; null when the cell holds no address
 * @param clientName      the label shown instead of the address; null when there is none
 * @param status          null when the board has no such column: what the mirror holds stays
 * @param rawStatus       the label when it means none of ours; null otherwise
 * @param statusChangedAt null when monday does not say
 * @param priority        like {@code status}
 * @param updatedAt       by monday's clock; often in whole seconds
 */
public record BoardItem(
        long id,
        String title,
        String description,
        String reference,
        String portalId,
        String clientEmail,
        String clientName,
        TicketStatus status,
        String rawStatus,
        Instant statusChangedAt,
        Priority priority,
        String rawPriority,
        Instant createdAt,
        Instant updatedAt) {}
