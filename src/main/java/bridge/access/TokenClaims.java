package bridge.access;

import bridge.access.Caller.Role;
import java.time.Instant;

/**
 * What a portal or staff token says, once its signature has been found right.
 *
 * @param subject   a client's address, or a staff member's monday user id
 * @param email     null for staff without one
 * @param portalId  null for staff
 * @param name      never null
 * @param accountId the owning monday account; null for clients
 * @param issuedAt  whole seconds
 * @param expires   whole seconds
 */
record TokenClaims(
        Role role,
        String subject,
        String email,
        String portalId,
        String name,
        String accountId,
        String sid,
        String jti,
        Instant issuedAt,
        Instant expires) {}
