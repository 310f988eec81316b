package bridge.access;

import java.time.Instant;

/**
 * Who calls, from verified claims and our database only; the variable {@code caller} of a route.
 *
 * @param subject  a client's address, a staff member's monday user id, or {@code admin}
 * @param portalId null for staff
 * @param name     for display
 * @param clientId row of the client; null for staff
 * @param sid      session; null for the admin token
 * @param jti      this token; null for the admin token
 * @param expires  of this token; null for the admin token
 */
public record Caller(
        Role role,
        String subject,
        String email,
        String portalId,
        String name,
        Long clientId,
        String sid,
        String jti,
        Instant expires) {

    public enum Role {
        CLIENT,
        STAFF
    }

    public boolean isStaff() {
        return role == Role.STAFF;
    }

    /** Exact comparison: case and spaces count. */
    public boolean mayReach(String portal) {
        return isStaff() || portalId.equals(portal);
    }

    /** Keys what belongs to this caller alone, such as idempotency keys. */
    public String scope() {
        return role + ":" + subject + ":" + (portalId == null ? "" : portalId);
    }
}
