package bridge.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Skips the tests, before anything is started for them, where there is no browser to run them in. With
 * {@code BROWSER_REQUIRED=true} in the environment they fail there instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsBrowser.Condition.class)
@interface NeedsBrowser {

    /** Looks for Chromium or Chrome and its driver. */
    class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String missing = BrowserFiles.missing();
            if (missing == null || Boolean.parseBoolean(System.getenv("BROWSER_REQUIRED"))) {
                return ConditionEvaluationResult.enabled("A browser is installed, or required");
            }
            LoggerFactory.getLogger(NeedsBrowser.class).warn("The portal page is NOT tested: {}", missing);
            return ConditionEvaluationResult.disabled("The portal page is NOT tested: " + missing);
        }
    }
}
