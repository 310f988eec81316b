package bridge.access;

import bridge.access.Caller.Role;
import java.time.Instant;

/**
 * One login that is alive.
 *
 * @param subject   address of a client, monday user id of staff
 * @param email     null for staff without one
 * @param portalId  null for staff
 * @param name      as it is now, not as it was at login
 * @param clientId  null for staff
 * @param accountId null for clients
 * @param expires   no token of it lives longer
 * @param revoked   true: the token asked about has been revoked, though the session lives
 */
public record Session(
        String sid,
        Role role,
        String subject,
        String email,
        String portalId,
        String name,
        Long clientId,
        String accountId,
        Instant expires,
        boolean revoked) {}
