package bridge.board;

import bridge.problem.Problem;
import bridge.storage.Facts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which board holds the tickets: the configured one, else the one that {@code setup} made. */
@Component("boardId")
public class BoardId {

    private static final String FACT = "board-id";
    private static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofMinutes(1);

    private final String configured;
    private final Facts facts;
    private final AtomicReference<String> made = new AtomicReference<>();

    BoardId(@Value("${bridge.monday.board-id}") String configured, Facts facts) {
        this.configured = configured.strip();
        this.facts = facts;
    }

    public Optional<String> find() {
        if (!configured.isEmpty()) {
            return Optional.of(configured);
        }
        if (made.get() == null) {
            made.set(facts.get(FACT).orElse(null));
        }
        return Optional.ofNullable(made.get());
    }

    public boolean isKnown() {
        return find().isPresent();
    }

    /** @throws Problem 503 when there is no board yet */
    public String require() {
        return find().orElseThrow(BoardId::notSetUp);
    }

    boolean isConfigured() {
        return !configured.isEmpty();
    }

    void made(String id) {
        facts.put(FACT, id);
        made.set(id);
    }

    static Problem notSetUp() {
        return Problem.unavailable("BOARD_NOT_SET_UP", "The ticket board is not set up yet", UNTIL_SOMEBODY_ACTS);
    }
}
