package bridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bridge.journey.BridgeTest;
import bridge.journey.Surroundings;
import bridge.mirror.MirrorAge;
import bridge.mirror.PortalEvents;
import bridge.mirror.Questions;
import bridge.mirror.UnreadableAnswerException;
import bridge.monday.MondayCall;
import bridge.monday.MondayReply;
import bridge.simulator.Fault;
import bridge.simulator.RecordedCall;
import bridge.simulator.SimulatedMonday;
import bridge.storage.NodeLocks;
import bridge.ticket.TicketRows;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The routes that keep the mirror right when webhooks do not. */
@BridgeTest
class SyncIT {

    private final SimulatedMonday monday;
    private final String portal = "sync-" + UUID.randomUUID();

    @Autowired
    private ProducerTemplate camel;

    @Autowired
    private TicketRows tickets;

    @Autowired
    private MirrorAge age;

    @Autowired
    private PortalEvents events;

    @Autowired
    private SyncLock lock;

    SyncIT(Surroundings around) {
        this.monday = around.monday();
    }

    @BeforeEach
    void loseWebhooks() {
        await().atMost(Duration.ofSeconds(30)).until(() -> age.wasEverRight());
        monday.calm();
        monday.webhooks().dropNext(-1);
    }

    @AfterEach
    void calm() {
        monday.calm();
    }

    private String create(String name) {
        return monday.createItem(name, "smoke", portal, "kim@" + portal + ".example");
    }

    @Test
    void aFullSyncFindsWhatWebhooksMissed() {
        String item = create("Missed");
        long before = events.lastId();
        SyncReport report = camel.requestBody("direct:sync-full", null, SyncReport.class);
        assertThat(report.items()).isEqualTo(monday.itemCount());
        assertThat(report.created()).isPositive();
        assertThat(tickets.find(portal, item)).isPresent();
        assertThat(events.since(before, portal, 10)).hasSize(1);
        assertThat(age.seconds()).isLessThan(30);
        monday.member().archive(item);
        assertThat(camel.requestBody("direct:sync-full", null, SyncReport.class).removed())
                .isEqualTo(1);
        assertThat(tickets.find(portal, item)).isEmpty();
    }

    @Test
    void aCheckFindsWhatWebhooksMissed() {
        camel.requestBody("direct:sync-full", (Object) null);
        monday.clock().advance(Duration.ofSeconds(3));
        String item = create("Missed");
        monday.calls().clear();
        SyncReport report = camel.requestBody("direct:sync-check", null, SyncReport.class);
        assertThat(report.created()).isEqualTo(1);
        assertThat(tickets.find(portal, item)).isPresent();
        assertThat(monday.calls().total()).isLessThanOrEqualTo(3);
    }

    @Test
    void anUnreadableAnswerIsAskedForAgainAfterALookAtTheBoard() {
        var once = new Unreadable(1);
        monday.calls().clear();
        assertThat(camel.requestBody("direct:sync-ask", once)).isSameAs(once);
        assertThat(once.isUnfinished()).isFalse();
        assertThat(monday.calls().all())
                .extracting(RecordedCall::operation)
                .containsExactly("WhoAmI", "BoardLayout", "WhoAmI");
        assertThatThrownBy(() -> camel.requestBody("direct:sync-ask", new Unreadable(2)))
                .hasCauseInstanceOf(UnreadableAnswerException.class);
    }

    /** A question whose answer cannot be read the first times. */
    private static final class Unreadable implements Questions {

        private int times;
        private boolean finished;

        private Unreadable(int times) {
            this.times = times;
        }

        @Override
        public boolean isUnfinished() {
            return !finished;
        }

        @Override
        public MondayCall next() {
            return MondayCall.sync("who-am-i", Map.of());
        }

        @Override
        public void take(MondayReply reply) {
            if (times-- > 0) {
                throw new UnreadableAnswerException("column");
            }
            finished = true;
        }
    }

    @Test
    void whenMondayFailsTheCallerIsToldAndTheNextOneMayTry() {
        monday.faults().arm(Fault.next(Fault.Kind.UNAUTHORIZED).untilCleared());
        assertThatThrownBy(() -> camel.requestBody("direct:sync-full", (Object) null))
                .isInstanceOf(CamelExecutionException.class);
        monday.faults().clear();
        assertThat(camel.requestBody("direct:sync-full", null, SyncReport.class).items())
                .isEqualTo(monday.itemCount());
    }

    @Test
    void oneWaitsForTheOther() throws Exception {
        NodeLocks.Held held = lock.take();
        CompletableFuture<Object> waiting =
                CompletableFuture.supplyAsync(() -> camel.requestBody("direct:sync-check", (Object) null));
        try {
            await().during(Duration.ofMillis(600)).until(() -> !waiting.isDone());
        } finally {
            lock.giveBack(held);
        }
        assertThat(waiting.get()).isInstanceOf(SyncReport.class);
    }
}
