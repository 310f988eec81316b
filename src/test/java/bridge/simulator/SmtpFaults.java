package bridge.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults of the mail server that are armed. */
final class SmtpFaults {
    private final List<SmtpFault> armed = new ArrayList<>();

    synchronized void arm(SmtpFault fault) {
        armed.add(fault);
    }

    synchronized void clear() {
        armed.clear();
    }

    synchronized List<SmtpFault> list() {
        return List.copyOf(armed);
    }

    /** The first fault of a stage, used up by one. */
    synchronized Optional<SmtpFault> take(SmtpFault.Stage stage) {
        for (int i = 0; i < armed.size(); i++) {
            var fault = armed.get(i);
            if (fault.stage() == stage) {
                if (fault.times() == 1) {
                    armed.remove(i);
                } else if (fault.times() > 1) {
                    armed.set(i, fault.times(fault.times() - 1));
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** How long each answer waits. */
    synchronized Duration tarpit() {
        return armed.stream()
                .filter(f -> f.stage() == SmtpFault.Stage.TARPIT)
                .map(SmtpFault::delay)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
