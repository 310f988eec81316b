package bridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private final RetrySchedule schedule = new RetrySchedule(
            Duration.ofSeconds(2),
            Duration.ofHours(1),
            Map.of("ticket-create", Duration.ofSeconds(30)),
            Duration.ofHours(26),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ofDays(7),
            Duration.ofDays(90));

    @Test
    void pausesGrowUpToTheLongest() {
        assertThat(schedule.pauseAfter(1, "mail")).isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
        assertThat(schedule.pauseAfter(3, "mail")).isBetween(Duration.ofMillis(6400), Duration.ofMillis(9600));
        assertThat(schedule.pauseAfter(500, "mail")).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
    }

    @Test
    void whatSomebodyWatchesArriveIsTriedMoreOften() {
        assertThat(schedule.pauseAfter(500, "ticket-create")).isLessThanOrEqualTo(Duration.ofSeconds(36));
        assertThat(schedule.pauseAfter(1, "ticket-create")).isLessThanOrEqualTo(Duration.ofMillis(2400));
    }
}
