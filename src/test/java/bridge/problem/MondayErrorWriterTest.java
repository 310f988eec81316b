package bridge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MondayErrorWriterTest {

    private final ObjectMapper json = new ObjectMapper();
    private final MondayErrorWriter writer = new MondayErrorWriter(json);

    @Test
    void whatTheCreatorCanMendFailsTheRunAndIsTold() throws Exception {
        var problem = Problem.malformed("The address is missing");

        assertThat(writer.status(problem)).isEqualTo(400);
        JsonNode body = json.readTree(writer.write(problem));
        assertThat(body.path("severityCode").intValue()).isEqualTo(4000);
        assertThat(body.path("notificationErrorTitle").textValue()).isNotBlank();
        assertThat(body.path("notificationErrorDescription").textValue()).isEqualTo("The address is missing");
        assertThat(body.path("runtimeErrorDescription").textValue()).isEqualTo("The address is missing");
        assertThat(body.has("disableErrorDescription")).isFalse();
    }

    @Test
    void invalidValuesAreA400ThatNamesTheFields() throws Exception {
        var problem = Problem.invalid("payload.inputFields", "has the wrong type");

        assertThat(writer.status(problem)).isEqualTo(400);
        assertThat(json.readTree(writer.write(problem))
                        .path("notificationErrorDescription")
                        .textValue())
                .isEqualTo("payload.inputFields has the wrong type");
    }

    @Test
    void whatPassesIsA5xxWithoutSeveritySoThatMondayCallsAgain() throws Exception {
        for (Problem problem : new Problem[] {
            Problem.unavailable("MONDAY_UNAVAILABLE", "Not now", Duration.ofSeconds(3)),
            Problem.tooMany(Duration.ofSeconds(3)),
            new Problem(408, "REQUEST_TIMEOUT", "Too slow"),
            new Problem(500, "INTERNAL_ERROR", "Ours")
        }) {
            assertThat(writer.status(problem)).isGreaterThanOrEqualTo(500);
            assertThat(json.readTree(writer.write(problem)).has("severityCode")).isFalse();
        }
    }

    @Test
    void whatCanNeverWorkAgainSwitchesTheAutomationOff() throws Exception {
        var problem = new Problem(410, "GONE", "This action is no longer offered");

        assertThat(writer.status(problem)).isEqualTo(410);
        JsonNode body = json.readTree(writer.write(problem));
        assertThat(body.path("severityCode").intValue()).isEqualTo(6000);
        assertThat(body.path("disableErrorDescription").textValue()).isEqualTo("This action is no longer offered");
    }
}
