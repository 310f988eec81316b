package bridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** What the ledger promises, on both databases. */
class JobLedgerTest {

    private static EmbeddedPostgres postgres;

    /**
     * One of the two databases, with a ledger of short pauses on it.
     *
     * @param isAway set: no outcome can be written
     */
    record Database(
            String name,
            JdbcClient db,
            JobLedger ledger,
            JobOutcomes outcomes,
            JobLeases leases,
            JobSweep sweep,
            AtomicBoolean isAway) {

        static Database of(String name, DataSource source) {
            Flyway.configure().dataSource(source).load().migrate();
            return of(name, JdbcClient.create(source), Duration.ofHours(1));
        }

        private static Database of(String name, JdbcClient db, Duration longestWork) {
            var schedule = new RetrySchedule(
                    Duration.ofMillis(1),
                    Duration.ofMillis(2),
                    null,
                    Duration.ofHours(1),
                    Duration.ofSeconds(60),
                    longestWork,
                    Duration.ofSeconds(60),
                    Duration.ofDays(7),
                    Duration.ofDays(90));
            var leases = new JobLeases(db, schedule);
            var isAway = new AtomicBoolean();
            var transaction = new TransactionOperations() {
                @Override
                public <T> T execute(TransactionCallback<T> action) {
                    if (isAway.get()) {
                        throw new CannotCreateTransactionException("The database is away");
                    }
                    return TransactionOperations.withoutTransaction().execute(action);
                }
            };
            var outcomes = new JobOutcomes(db, schedule, leases, ENDS::add, transaction);
            return new Database(
                    name,
                    db,
                    new JobLedger(db, new ObjectMapper(), schedule, leases, outcomes),
                    outcomes,
                    leases,
                    new JobSweep(db, schedule, name.equals("H2")),
                    isAway);
        }

        void queued(long id, int secondsAgo) {
            db.sql(
                            "UPDATE job SET queued_at = CURRENT_TIMESTAMP - CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND WHERE id = ?")
                    .params(secondsAgo, id)
                    .update();
        }

        /** @param longestWork a worker that takes longer is taken for dead */
        Database anotherNode(Duration longestWork) {
            return of(name, db, longestWork);
        }

        /** As if nothing had been heard of its worker for as long as a lease. */
        void leaseEnds(Accepted job) {
            db.sql("UPDATE job SET lease_until = CURRENT_TIMESTAMP - 1 * INTERVAL '1' SECOND WHERE id = ?")
                    .param(job.id())
                    .update();
        }

        String state(long id) {
            return db.sql("SELECT state FROM job WHERE id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Object> ENDS = new CopyOnWriteArrayList<>();

    private static List<Database> opened;

    @BeforeAll
    static void open() throws IOException {
        postgres = EmbeddedPostgres.start();
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        opened = List.of(Database.of("H2", h2), Database.of("PostgreSQL", postgres.getPostgresDatabase()));
    }

    @AfterAll
    static void close() throws IOException {
        postgres.close();
    }

    static Stream<Database> databases() {
        return opened.stream();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aJobThatIsErasedWhileItRunsFailsInSilence(Database on) {
        long id = on.ledger().submit(job("erased", null)).id();
        Job running = on.ledger().claim(id).orElseThrow();
        on.db().sql("DELETE FROM job WHERE id = ?").param(id).update();
        on.outcomes().failed(running, new IllegalStateException("too late"));
        assertThat(on.outcomes().done(running)).isEmpty();
        assertThat(on.db()
                        .sql("SELECT COUNT(*) FROM job_attempt WHERE job_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theSameKeyIsTheSameJob(Database on) {
        Accepted first = on.ledger().submit(job("same", null));
        Accepted second = on.ledger().submit(job("same", null));

        assertThat(first.fresh()).isTrue();
        assertThat(second.fresh()).isFalse();
        assertThat(second.id()).isEqualTo(first.id());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void oneOfManyWorkersGetsTheJob(Database on) throws Exception {
        Accepted job = on.ledger().submit(job("race", null));
        var workers = Executors.newFixedThreadPool(8);
        Callable<Boolean> work = () -> on.ledger().claim(job.id()).isPresent();

        List<Future<Boolean>> claims =
                workers.invokeAll(IntStream.range(0, 16).mapToObj(i -> work).toList());
        workers.shutdown();

        int winners = 0;
        for (Future<Boolean> claim : claims) {
            winners += claim.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void jobsOfOneOrderRunOneAfterTheOther(Database on) {
        Accepted first = on.ledger().submit(job("first", "portal-1"));
        Accepted second = on.ledger().submit(job("second", "portal-1"));

        assertThat(on.ledger().claim(second.id())).isEmpty();
        Job running = on.ledger().claim(first.id()).orElseThrow();
        assertThat(on.ledger().claim(second.id())).isEmpty();
        assertThat(on.outcomes().done(running)).map(Accepted::id).contains(second.id());
        assertThat(on.ledger().claim(second.id())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aFailedTryIsFollowedByAnotherOnce(Database on) {
        Accepted accepted = on.ledger().submit(job("retry", null));
        on.outcomes()
                .failed(on.ledger().claim(accepted.id()).orElseThrow(), new IOException("smtp.example.com is away"));

        assertThat(on.state(accepted.id())).isEqualTo("waiting");
        awaitDue(on, accepted);
        Job again = on.ledger().claim(accepted.id()).orElseThrow();
        assertThat(again.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aFinalFailureIsADeadLetterWithItsCauseAndNoForeignText(Database on) {
        Accepted accepted = on.ledger().submit(job("final", null));
        Job job = on.ledger().claim(accepted.id()).orElseThrow();
        on.outcomes().failed(job, new RuntimeException(new FinalFailure("The address does not exist")));

        assertThat(on.state(accepted.id())).isEqualTo("dead");
        assertThat(on.db()
                        .sql("SELECT last_error FROM job WHERE id = ?")
                        .param(accepted.id())
                        .query(String.class)
                        .single())
                .isEqualTo("The address does not exist");
        assertThat(on.ledger().claim(accepted.id())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theEndOfAJobIsPublishedOnce(Database on) {
        Job done = on.ledger().claim(on.ledger().submit(job("end", null)).id()).orElseThrow();
        Job dead =
                on.ledger().claim(on.ledger().submit(job("bad end", null)).id()).orElseThrow();
        ENDS.clear();

        on.outcomes().done(done);
        on.outcomes().done(done);
        on.outcomes().failed(dead, new FinalFailure("No"));
        on.outcomes().failed(dead, new FinalFailure("No"));

        assertThat(ENDS).containsExactly(new JobEnded(done, null), new JobEnded(dead, "No"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theLeaseOfADeadWorkerEnds(Database on) {
        Accepted accepted = on.ledger().submit(job("lease", null));
        assertThat(on.ledger().claim(accepted.id())).isPresent();
        on.leaseEnds(accepted);
        on.anotherNode(Duration.ofHours(1)).leases().renew();

        assertThat(on.sweep().due()).extracting(Accepted::id).contains(accepted.id());
        assertThat(on.ledger().claim(accepted.id())).isPresent();
    }

    /** As after a step of the database's clock. */
    @ParameterizedTest
    @MethodSource("databases")
    void whatIsDoneAfterItsLeaseIsNotDoneAgain(Database on) {
        Accepted accepted = on.ledger().submit(job("overtaken", null));
        Job slow = on.ledger().claim(accepted.id()).orElseThrow();
        on.leaseEnds(accepted);
        assertThat(on.sweep().due()).extracting(Accepted::id).contains(accepted.id());

        on.outcomes().done(slow);

        assertThat(on.state(accepted.id())).isEqualTo("done");
        assertThat(on.ledger().claim(accepted.id())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aTryWhoseLeaseHasEndedCannotFailTheNextOne(Database on) {
        Accepted accepted = on.ledger().submit(job("outlived", null));
        Job slow = on.ledger().claim(accepted.id()).orElseThrow();
        on.leaseEnds(accepted);
        on.sweep().due();
        Job next = on.ledger().claim(accepted.id()).orElseThrow();

        on.outcomes().failed(slow, new FinalFailure("too late"));
        assertThat(on.state(accepted.id())).isEqualTo("running");
        on.outcomes().done(next);

        assertThat(on.state(accepted.id())).isEqualTo("done");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aNodeThatLivesKeepsWhatItWorksOn(Database on) {
        Accepted one = on.ledger().submit(job("kept", null));
        assertThat(on.ledger().claim(one.id())).isPresent();
        Accepted more =
                on.ledger().submit(new NewJob("kept-batch", UUID.randomUUID().toString(), Map.of()));
        assertThat(on.ledger().claimDue("kept-batch", 10, job -> true)).hasSize(1);
        List.of(one, more).forEach(on::leaseEnds);

        on.leases().renew();

        assertThat(on.sweep().due()).extracting(Accepted::id).doesNotContain(one.id(), more.id());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aFailureThatCannotBeRecordedKeepsTheJobNoLongerThanItsLease(Database on) {
        Accepted accepted = on.ledger().submit(job("unrecorded", null));
        Job job = on.ledger().claim(accepted.id()).orElseThrow();

        on.isAway().set(true);
        assertThatThrownBy(() -> on.outcomes().failed(job, new IllegalStateException("the first")))
                .isInstanceOf(CannotCreateTransactionException.class);
        on.isAway().set(false);

        on.leaseEnds(accepted);
        on.leases().renew();
        assertThat(on.sweep().due()).extracting(Accepted::id).contains(accepted.id());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aWorkerThatTakesTooLongIsTakenForDead(Database on) {
        Database node = on.anotherNode(Duration.ZERO);
        Accepted accepted = node.ledger().submit(job("stuck", null));
        assertThat(node.ledger().claim(accepted.id())).isPresent();
        node.leaseEnds(accepted);

        node.leases().renew();

        assertThat(on.sweep().due()).extracting(Accepted::id).contains(accepted.id());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aJobWhoseMessageWasLostIsQueuedAgainAfterAStart(Database on) {
        Accepted accepted = on.ledger().submit(job("lost", null));
        assertThat(on.sweep().due()).extracting(Accepted::id).doesNotContain(accepted.id());

        on.sweep().resume();

        assertThat(on.sweep().due()).extracting(Accepted::id).contains(accepted.id());
        assertThat(on.sweep().due()).extracting(Accepted::id).doesNotContain(accepted.id());
    }

    /** In a backlog each job's message is there and waits: others would only make the queue longer. */
    @ParameterizedTest
    @MethodSource("databases")
    void whileWorkersAreBusyAMessageIsNotTakenForLostSoSoon(Database on) {
        String kind = "busy";
        long running = on.ledger().submit(new NewJob(kind, "running", Map.of())).id();
        long behind = on.ledger().submit(new NewJob(kind, "behind", Map.of())).id();
        Job job = on.ledger().claim(running).orElseThrow();

        on.queued(behind, 70);
        assertThat(on.sweep().due()).extracting(Accepted::id).doesNotContain(behind);
        on.queued(behind, 610);
        assertThat(on.sweep().due()).extracting(Accepted::id).contains(behind);

        on.outcomes().done(job);
        on.queued(behind, 50);
        assertThat(on.sweep().due()).extracting(Accepted::id).doesNotContain(behind);
        on.queued(behind, 70);
        assertThat(on.sweep().due()).extracting(Accepted::id).contains(behind);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anUnreadablePayloadIsADeadLetterAndHoldsNobodyUp(Database on) {
        long poison = on.ledger().submit(job("poison", "order")).id();
        long behind = on.ledger().submit(job("behind-poison", "order")).id();
        on.db()
                .sql("UPDATE job SET payload = 'no JSON' WHERE id = ?")
                .param(poison)
                .update();

        assertThat(on.ledger().claim(poison)).isEmpty();

        assertThat(on.state(poison)).isEqualTo("dead");
        assertThat(on.ledger().claim(behind)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatDoesNotFitIsLeftForTheNextBatch(Database on) {
        String kind = "fits";
        for (int i = 0; i < 4; i++) {
            on.ledger().submit(new NewJob(kind, UUID.randomUUID().toString(), Map.of("n", i)));
        }

        assertThat(on.ledger().claimDue(kind, 9, payload -> payload.path("n").asInt() % 2 == 0))
                .hasSize(2);
        assertThat(on.ledger().claimDue(kind, 9, payload -> true)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatADeadProcessWasDoingIsFreeAtOnceWhereNoOtherNodeCanBe(Database on) {
        Accepted accepted = on.ledger().submit(job("died", null));
        assertThat(on.ledger().claim(accepted.id())).isPresent();

        on.sweep().resume();

        assertThat(on.state(accepted.id())).isEqualTo(on.name().equals("H2") ? "waiting" : "running");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void manyDueJobsAreTakenAtOnceAndByOneWorkerOnly(Database on) {
        String kind = "batch";
        for (int i = 0; i < 5; i++) {
            on.ledger().submit(new NewJob(kind, UUID.randomUUID().toString(), Map.of("n", i)));
        }

        assertThat(on.ledger().claimDue(kind, 3, payload -> true)).hasSize(3);
        assertThat(on.ledger().claimDue(kind, 3, payload -> true)).hasSize(2);
        assertThat(on.ledger().claimDue(kind, 3, payload -> true)).isEmpty();
    }

    private static void awaitDue(Database on, Accepted job) {
        await().until(() -> on.sweep().due().stream().anyMatch(due -> due.id() == job.id()));
    }

    private static NewJob job(String name, String orderKey) {
        return new NewJob("test", name, orderKey, Map.of("name", name));
    }
}
