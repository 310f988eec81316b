package bridge.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A client as staff enter it.
 *
 * @param portalId null: a portal of its own, named after it
 */
record NewClient(
        @NotNull(message = "is required") String email,

        @NotBlank(message = "is required")
        @Size(max = 255, message = "is longer than 255 characters")
        @Pattern(regexp = "\\P{Cntrl}*", message = "holds control characters")
        String name,

        @JsonProperty("portal_id") String portalId) {}
