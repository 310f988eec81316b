package bridge.action;

import static bridge.action.MondayCalls.call;
import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import bridge.journey.Surroundings;
import bridge.simulator.Fault;
import bridge.simulator.Fault.Kind;
import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The action that writes back to monday with the token of its call. */
@BridgeTest
@ExtendWith(OutputCaptureExtension.class)
class ChangeStatusIT {

    private static final String CHANGE = "/monday/change-status";

    /** Of the seeded board's label: the number of its colour. */
    private static final int RESOLVED = 1;

    private final Surroundings around;
    private final MondayCalls monday;
    private final PortalClient anonymous;
    private String item;

    @Autowired
    private JdbcClient db;

    ChangeStatusIT(Surroundings around, PortalClient anonymous) {
        this.around = around;
        this.anonymous = anonymous;
        this.monday = new MondayCalls(around, anonymous, around.monday().admin());
    }

    @BeforeEach
    void openATicket() {
        item = around.monday().createItem("Printer", "It smokes.", "change-status", "ann@change-status.example");
    }

    @AfterEach
    void recover() {
        around.monday().calm();
    }

    @Test
    void aLabelByItsTextOrIdIsSetInEveryFormThatMondaySends() throws Exception {
        for (Object status : List.of(
                "Resolved",
                Map.of("label", "Resolved"),
                Map.of("index", RESOLVED),
                Map.of("index", String.valueOf(RESOLVED)),
                Map.of("label", Map.of("index", RESOLVED, "text", "Resolved")),
                RESOLVED)) {
            around.monday().changeStatus(item, "Open");

            Answer answer = monday.post(CHANGE, call(fields(status)));

            assertThat(answer.status()).as(status + " " + answer.http().body()).isEqualTo(200);
            assertThat(label()).as("%s", status).isEqualTo("Resolved");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status   | Nonsense | 400 | monday.com does not accept this value",
                "columnId | nonsense | 400 | monday.com",
                "itemId   | 999      | 404 | The item, board or column is not there",
                "itemId   | x        | 400 | The field \"itemId\" of this action is no id",
                "status   | ''       | 400 | The field \"status\" of this action is empty",
                "boardId  | ''       | 400 | The field \"boardId\" of this action is empty"
            })
    void whatCannotBeDoneIsSaidInMondaysWords(String field, String value, int status, String sentence)
            throws Exception {
        Map<String, Object> fields = fields("Resolved");
        fields.put(field, value);

        Answer answer = monday.post(CHANGE, call(fields));

        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        assertThat(answer.body().path("severityCode").intValue()).isEqualTo(4000);
        assertThat(answer.body().path("notificationErrorDescription").textValue())
                .startsWith(sentence);
    }

    @Test
    void whoMayNotWriteIsTold() throws Exception {
        Answer answer =
                new MondayCalls(around, anonymous, around.monday().viewer()).post(CHANGE, call(fields("Resolved")));

        assertThat(answer.status()).as(answer.http().body()).isEqualTo(403);
        assertThat(answer.body().path("severityCode").intValue()).isEqualTo(4000);
    }

    @Test
    void whileMondayIsAwayTheActionIsToBeCalledAgain() throws Exception {
        around.monday().faults().arm(Fault.next(Kind.SERVER_ERROR).on("change_simple_column_value"));

        Answer answer = monday.post(CHANGE, call(fields("Resolved")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.body().has("severityCode")).isFalse();
    }

    @Test
    void aCallWithoutAShortLivedTokenCannotWrite() throws Exception {
        var user = around.monday().admin();
        String jwt = JWT.create()
                .withClaim("accountId", user.accountId())
                .withClaim("userId", user.id())
                .withExpiresAt(Instant.now().plusSeconds(60))
                .sign(Algorithm.HMAC256(around.monday().signingSecret()));

        Answer answer = monday.post(CHANGE, call(fields("Resolved")), Map.of("Authorization", jwt));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("notificationErrorDescription").textValue())
                .startsWith("monday.com sent no token");
    }

    @Test
    void theTokenIsUsedAndForgotten(CapturedOutput output) throws Exception {
        assertThat(monday.post(CHANGE, call(fields("Resolved"))).status()).isEqualTo(200);

        assertThat(output.getAll()).doesNotContain("sim-short-lived-");
        assertThat(db.sql("SELECT COUNT(*) FROM job WHERE payload LIKE '%sim-short-lived-%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Map<String, Object> fields(Object status) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("boardId", Long.parseLong(around.monday().boardId()));
        fields.put("itemId", Long.parseLong(item));
        fields.put("columnId", around.monday().columnId("Status"));
        fields.put("status", status);
        return fields;
    }

    private String label() {
        return around.monday().item(item).cells().get("Status");
    }
}
