package bridge.storage;

import jakarta.annotation.PreDestroy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Seals anew whatever is not sealed with the first key, text by text, so that it may be interrupted anywhere, and several nodes may do it at
 * once. Afterwards the other keys are not needed any more.
 */
@Component("keyRotation")
public class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final int BATCH = 100;

    private final SealedValues seals;
    private final List<SealedColumn> columns;
    private volatile boolean stopping;

    KeyRotation(SealedValues seals, List<SealedColumn> columns) {
        this.seals = seals;
        this.columns = columns;
    }

    /** Goes through all columns once; what does not open stays as it is and is told. */
    public void run() {
        for (SealedColumn column : columns) {
            run(column);
        }
    }

    private void run(SealedColumn column) {
        int sealed = 0;
        int closed = 0;
        List<SealedColumn.Text> batch = column.without(seals.firstPrefix(), null, BATCH);
        while (!batch.isEmpty() && !stopping) {
            for (SealedColumn.Text text : batch) {
                boolean opened = seal(column, text);
                sealed += opened ? 1 : 0;
                closed += opened ? 0 : 1;
            }
            batch = column.without(
                    seals.firstPrefix(), batch.get(batch.size() - 1).keys(), BATCH);
        }
        if (sealed > 0) {
            LOG.info("{} texts of {} are now sealed with the first key", sealed, column);
        }
        if (closed > 0) {
            LOG.error(
                    "{} texts of {} do not open: put the key they were sealed with back into SECURE_STORAGE_KEY",
                    closed,
                    column);
        }
    }

    /** @return false when it does not open */
    private boolean seal(SealedColumn column, SealedColumn.Text text) {
        String identity = column.identity(text);
        String plain;
        try {
            plain = seals.open(identity, text.sealed());
        } catch (SealBrokenException e) {
            return false;
        }
        column.replace(text, seals.seal(identity, plain));
        return true;
    }

    @PreDestroy
    void stop() {
        stopping = true;
    }
}
