package bridge.monday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bridge.monday.MondayCall.Priority;
import bridge.simulator.SimulatorClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    static MondaySettings settings(int concurrency) {
        return new MondaySettings(
                URI.create("http://localhost"),
                "2026-10",
                "token",
                concurrency,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(150),
                Duration.ofSeconds(10),
                1000,
                Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void neverLetsInMoreThanThereArePlaces() {
        CallBudget budget = budget(2);
        budget.enter(Priority.INTERACTIVE);
        budget.enter(Priority.INTERACTIVE);
        assertThatThrownBy(() -> budget.enter(Priority.INTERACTIVE))
                .isInstanceOfSatisfying(MondayUnavailableException.class, e -> assertThat(e.outcomeUnknown())
                        .isFalse());
        budget.leave();
        budget.enter(Priority.INTERACTIVE);
        assertThat(budget.status().inFlight()).isEqualTo(2);
    }

    @Test
    void keepsPlacesFreeForThoseWhoWaitForAnAnswer() throws Exception {
        CallBudget budget = budget(4);
        budget.enter(Priority.SYNC);
        budget.enter(Priority.SYNC);
        Future<?> third = threads.submit(() -> budget.enter(Priority.SYNC));
        await().until(() -> budget.status().waiting() == 1);
        budget.enter(Priority.INTERACTIVE);
        budget.enter(Priority.INTERACTIVE);
        assertThat(third.isDone()).isFalse();
        budget.leave();
        budget.leave();
        budget.leave();
        third.get();
    }

    @Test
    void aRefetchGoesBeforeTheSyncThatWaitedLonger() {
        CallBudget budget = budget(1);
        budget.enter(Priority.INTERACTIVE);
        List<Priority> order = new CopyOnWriteArrayList<>();
        Future<?> sync = threads.submit(() -> {
            budget.enter(Priority.SYNC);
            order.add(Priority.SYNC);
            budget.leave();
        });
        await().until(() -> budget.status().waiting() == 1);
        Future<?> refetch = threads.submit(() -> {
            budget.enter(Priority.REFETCH);
            order.add(Priority.REFETCH);
            budget.leave();
        });
        await().until(() -> budget.status().waiting() == 2);
        budget.leave();
        await().until(() -> sync.isDone() && refetch.isDone());
        assertThat(order).containsExactly(Priority.REFETCH, Priority.SYNC);
    }

    @Test
    void letsNobodyInDuringAPauseAndSaysHowLongItIs() {
        CallBudget budget = budget(4);
        budget.pause("COMPLEXITY_BUDGET_EXHAUSTED", Duration.ofSeconds(60));
        for (Priority priority : Priority.values()) {
            assertThatThrownBy(() -> budget.enter(priority))
                    .isInstanceOfSatisfying(MondayUnavailableException.class, e -> {
                        assertThat(e.code()).isEqualTo("COMPLEXITY_BUDGET_EXHAUSTED");
                        assertThat(e.retryAfter()).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
                    });
        }
        assertThat(budget.status().inFlight()).isZero();
        assertThat(budget.status().waiting()).isZero();
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        CallBudget budget = budget(4);
        budget.dayIsSpent();
        var until = budget.status().closedUntil();
        budget.pause("RATE_LIMIT_EXCEEDED", Duration.ofMillis(1));
        assertThat(budget.status().closedUntil()).isEqualTo(until);
    }

    @Test
    void aPauseEndsInItsTimeWhereverTheClockIsSet() {
        var clock = new SimulatorClock();
        var budget = new CallBudget(settings(4), clock);
        budget.pause("RATE_LIMIT_EXCEEDED", Duration.ofMillis(300));
        clock.advance(Duration.ofHours(-3));
        budget.enter(Priority.REFETCH); // waits for ten seconds at most
        assertThat(budget.status().closedUntil()).isNull();

        budget.dayIsSpent();
        clock.advance(Duration.ofDays(1));
        budget.enter(Priority.INTERACTIVE);
        assertThat(budget.status().inFlight()).isEqualTo(2);
    }

    @Test
    void waitsThroughAPauseThatIsShortEnough() {
        CallBudget budget = budget(4);
        budget.pause("RATE_LIMIT_EXCEEDED", Duration.ofMillis(100));
        budget.enter(Priority.INTERACTIVE);
        assertThat(budget.status().closedUntil()).isNull();
    }

    @Test
    void leavesTheLastPointsToThoseWhoWaitForAnAnswer() {
        CallBudget budget = budget(4);
        budget.learn(RateLimits.in(new MondayAnswer(
                200,
                Map.of(
                        "RateLimit-Policy",
                                "\"minuteRate\";q=1000;w=60, \"complexityMinute\";q=5000000;w=60;qu=\"content-bytes\"",
                        "RateLimit", "\"minuteRate\";r=990, \"concurrency\";r=35, \"complexityMinute\";r=400000;t=45"),
                "")));
        assertThatThrownBy(() -> budget.enter(Priority.SYNC))
                .isInstanceOfSatisfying(MondayUnavailableException.class, e -> assertThat(e.code())
                        .isEqualTo("BUDGET_LOW"));
        budget.enter(Priority.INTERACTIVE);
        assertThat(budget.status().complexityLeft()).isEqualTo(400_000);
        assertThat(budget.status().callsLeft()).isEqualTo(990);
    }

    @Test
    void stopsWhenTheHeadersSayThatNothingIsLeft() {
        CallBudget budget = budget(4);
        budget.learn(RateLimits.in(new MondayAnswer(200, Map.of("RateLimit", "\"minuteRate\";r=0;t=30"), "")));
        assertThatThrownBy(() -> budget.enter(Priority.INTERACTIVE)).isInstanceOf(MondayUnavailableException.class);
    }

    @Test
    void callsLessAtOnceAfterMondayFoundItTooMuchAndRecovers() {
        CallBudget budget = budget(8);
        for (int i = 0; i < 8; i++) {
            budget.enter(Priority.INTERACTIVE);
        }
        budget.crowded("maxConcurrencyExceeded", Duration.ofMillis(1));
        assertThat(budget.status().places()).isEqualTo(6);
        for (int i = 0; i < 8; i++) {
            budget.leave();
        }
        for (int i = 0; i < 100; i++) {
            budget.enter(Priority.INTERACTIVE);
            budget.leave();
        }
        assertThat(budget.status().places()).isEqualTo(8);
    }

    private static CallBudget budget(int places) {
        return new CallBudget(settings(places), new SimpleMeterRegistry(), Clock.systemUTC());
    }
}
