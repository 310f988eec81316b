package bridge.portal;

import bridge.ticket.TicketRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/**
 * The place of a ticket in a list; the next page begins after it. New tickets do not move it, so no ticket is seen twice or missed.
 *
 * @param order   the order of the list that it belongs to
 * @param key     of the ticket under that order: microseconds since 1970, or a rank
 * @param created microseconds since 1970
 * @param row     the ticket's row
 */
record PageCursor(TicketOrder order, long key, long created, long row) {

    private static final int MAX_LENGTH = 200;

    /** Of the year 10000; databases end somewhere beyond. */
    private static final long END_OF_TIME = 253_402_300_800_000_000L;

    static PageCursor at(TicketRow place, TicketOrder order) {
        var ticket = place.ticket();
        long created = micros(ticket.createdAt());
        long key =
                switch (order.by()) {
                    case CREATED_AT -> created;
                    case UPDATED_AT -> micros(ticket.updatedAt());
                    case PRIORITY -> ticket.priority().ordinal();
                };
        return new PageCursor(order, key, created, place.rowId());
    }

    /** @return opaque to callers, safe in a URL */
    String encode() {
        String text = "1 " + order.word() + " " + key + " " + created + " " + row;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @return empty unless {@link #encode} wrote it */
    static Optional<PageCursor> decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length != 5 || !parts[0].equals("1")) {
                return Optional.empty();
            }
            long key = Long.parseLong(parts[2]);
            long created = Long.parseLong(parts[3]);
            long row = Long.parseLong(parts[4]);
            if (key < 0 || key >= END_OF_TIME || created < 0 || created >= END_OF_TIME) {
                return Optional.empty();
            }
            return TicketOrder.parse(parts[1])
                    .map(order -> new PageCursor(order, key, created, row))
                    .filter(cursor -> cursor.encode().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Instant createdAt() {
        return instant(created);
    }

    /** The value that the order's key is compared with: an instant or a number. */
    Object keyValue() {
        return order.by().isTime() ? instant(key) : (Object) key;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
