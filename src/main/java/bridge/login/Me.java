package bridge.login;

import bridge.access.Caller;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells callers who they are. */
@Component("me")
class Me {

    /**
     * @param id         the client's, as {@code /clients} shows it; monday's user id for staff; {@code admin}
     * @param portalId   null for staff
     * @param clientName null for staff
     */
    record Answer(
            String id,
            String email,
            String name,
            @JsonProperty("portal_id") String portalId,
            @JsonProperty("client_name") String clientName,
            String role) {}

    public Answer describe(Caller caller) {
        return new Answer(
                caller.isStaff() ? caller.subject() : Long.toString(caller.clientId()),
                caller.email(),
                caller.name(),
                caller.portalId(),
                caller.isStaff() ? null : caller.name(),
                caller.role().name().toLowerCase(Locale.ROOT));
    }
}
