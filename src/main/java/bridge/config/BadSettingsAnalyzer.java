package bridge.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot print the faults and what to do, without a stack trace. */
class BadSettingsAnalyzer extends AbstractFailureAnalyzer<BadSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, BadSettingsException cause) {
        return new FailureAnalysis(
                "These settings keep monday-bridge from starting:\n\n  - " + String.join("\n  - ", cause.faults()),
                "Set them as environment variables, or in application.yaml beside the jar; application.yaml.example"
                        + " explains each one.",
                cause);
    }
}
