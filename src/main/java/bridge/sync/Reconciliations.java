package bridge.sync;

import bridge.mirror.MirrorAge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:sync-run}. */
@Component("reconciliations")
public class Reconciliations {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);

    private final BoardLoads loads;
    private final BoardChecks checks;
    private final MirrorAge age;

    Reconciliations(BoardLoads loads, BoardChecks checks, MirrorAge age) {
        this.loads = loads;
        this.checks = checks;
        this.age = age;
    }

    public Reconciliation begin(SyncKind kind) {
        return switch (kind) {
            case ALL -> loads.all();
            case SINCE_LAST_TIME -> loads.sinceLastTime();
            case CHECK -> checks.begin();
        };
    }

    public SyncReport finish(Reconciliation reconciliation) {
        reconciliation.finish();
        age.wasRight(reconciliation.begun());
        SyncReport report = reconciliation.report();
        if (reconciliation instanceof BoardLoad || !reconciliation.applied().isNothing()) {
            LOG.info(
                    "{} items compared: {} created, {} updated, {} removed, in {} ms",
                    report.items(),
                    report.created(),
                    report.updated(),
                    report.removed(),
                    report.durationMs());
        }
        return report;
    }
}
