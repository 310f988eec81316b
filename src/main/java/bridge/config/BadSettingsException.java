package bridge.config;

import java.util.List;

/** Settings are missing or malformed; the message names all of them and never a value. */
public class BadSettingsException extends RuntimeException {

    private final transient List<String> faults;

    public BadSettingsException(List<String> faults) {
        super("Settings are missing or malformed", null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
