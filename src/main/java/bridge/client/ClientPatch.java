package bridge.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A change of a client; what is null stays. */
record ClientPatch(
        @Size(max = 255, message = "is longer than 255 characters")
        @Pattern(regexp = "\\P{Cntrl}*\\S\\P{Cntrl}*", message = "must be a name")
        String name,

        @JsonProperty("is_active") Boolean isActive) {}
