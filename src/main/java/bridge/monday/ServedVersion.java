package bridge.monday;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The API version that monday really serves. An old one is replaced without an error
 * (developer.monday.com/api-reference/docs/api-versioning), so a difference is said, once.
 */
@Component("servedVersion")
public class ServedVersion {

    private static final Logger LOG = LoggerFactory.getLogger(ServedVersion.class);

    private final String asked;
    private final AtomicReference<String> served = new AtomicReference<>();

    ServedVersion(MondaySettings settings) {
        this.asked = settings.apiVersion();
    }

    /** @param version null when the answer did not say */
    void seen(String version) {
        if (version == null || !version.matches("[0-9A-Za-z-]{1,20}")) {
            return;
        }
        String before = served.getAndSet(version);
        if (!version.equals(before) && !version.equals(asked)) {
            LOG.warn("monday serves API version {} although {} is asked for: see MONDAY_API_VERSION", version, asked);
        }
    }

    public String asked() {
        return asked;
    }

    /** @return null as long as monday did not say */
    public String served() {
        return served.get();
    }
}
