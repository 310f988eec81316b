package bridge.config;

import java.util.List;

/** Settings are missing or malformed; the message names all of them and never a value. */
class BadSettingsException extends RuntimeException {

    private final transient List<String> faults;

    BadSettingsException(List<String> faults) {
        super("Settings are missing or malformed", null, false, false);
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
