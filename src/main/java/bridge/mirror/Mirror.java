package bridge.mirror;

import bridge.ticket.Ticket;
import bridge.ticket.TicketRow;
import bridge.ticket.TicketRows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The board as the portal reads it. Whoever has fetched items gives them to {@link #apply}: what differs is written and told as
 * events in one transaction, what does not stays silent. Order and repetition do not matter: of two states the one that monday
 * dates later counts, and among those of one moment the one that was asked for later.
 */
@Component("mirror")
public class Mirror {

    /** How often a transaction is begun anew after two of them have waited for each other. */
    private static final int TRIES = 3;

    private final MirrorRows rows;
    private final TicketRows tickets;
    private final BoardClients clients;
    private final PortalEvents events;
    private final Refetches refetches;
    private final TransactionTemplate transaction;

    Mirror(
            MirrorRows rows,
            TicketRows tickets,
            BoardClients clients,
            PortalEvents events,
            Refetches refetches,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.tickets = tickets;
        this.clients = clients;
        this.events = events;
        this.refetches = refetches;
        this.transaction = transaction;
    }

    /** @return the time by the database's clock, to be taken just before a call to monday */
    public Instant now() {
        return rows.now();
    }

    /** Writes what differs. Takes part in the caller's transaction when there is one. */
    public Applied apply(Fetched fetched) {
        return apply(fetched, null);
    }

    /** @param quietBefore items created before, and new to the mirror, are no event; null: every new item is one */
    public Applied apply(Fetched fetched, Instant quietBefore) {
        return inTransaction(() -> {
            var change = new MirrorChange(rows, tickets, clients, events, quietBefore);
            change.write(fetched, false);
            change.tell();
            return change.applied();
        });
    }

    /**
     * Takes over what a mutation of ours gave back, so that the writer reads its own write. An item that bears the reference of
     * a pending ticket becomes that ticket: {@code ticket_created} is told once, with monday's id.
     *
     * @param begun {@link #now} before the mutation was sent
     * @return the ticket as the mirror holds it now
     */
    public Ticket applyOwn(BoardItem item, Instant begun) {
        return inTransaction(() -> {
            var change = new MirrorChange(rows, tickets, clients, events, null);
            change.write(new Fetched(begun, List.of(item), Set.of()), true);
            change.tell();
            if (change.isUnsure()) {
                refetches.request(item.id());
            }
            return tickets.findAny(Long.toString(item.id()))
                    .map(TicketRow::ticket)
                    .orElseThrow();
        });
    }

    /** Forgets items that monday does not hold, or no longer shows; what was learnt about them later stays. */
    public Applied remove(Collection<Long> itemIds, Instant begun) {
        return apply(new Fetched(begun, List.of(), Set.copyOf(itemIds)));
    }

    private <T> T inTransaction(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int left = TRIES; ; left--) {
            try {
                return transaction.execute(status -> work.get());
            } catch (ConcurrencyFailureException e) {
                if (left <= 1) {
                    throw e;
                }
            }
        }
    }
}
