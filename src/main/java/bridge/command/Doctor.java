package bridge.command;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** {@code java -jar monday-bridge.jar doctor}: looks at everything the service depends on, and changes nothing. */
@Component
@Lazy
class Doctor {

    private final ObjectProvider<Check> checks;

    Doctor(ObjectProvider<Check> checks) {
        this.checks = checks;
    }

    /** @return the exit status: 1 when something does not work */
    int run(Terminal terminal) {
        List<Finding> findings =
                checks.orderedStream().flatMap(check -> look(check).stream()).toList();
        findings.forEach(finding -> terminal.say(finding.line()));
        long failed = count(findings, Finding.Level.FAIL);
        long warnings = count(findings, Finding.Level.WARN);
        terminal.say(
                failed == 0 && warnings == 0 ? "All is well." : failed + " to mend, " + warnings + " to know about.");
        return failed == 0 ? 0 : 1;
    }

    private static List<Finding> look(Check check) {
        try {
            return check.look();
        } catch (Exception e) {
            return PlainWords.of(e).stream()
                    .map(fault -> Finding.fail(check.subject(), fault))
                    .toList();
        }
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(f -> f.level() == level).count();
    }
}
