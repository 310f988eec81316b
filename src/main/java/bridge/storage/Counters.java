package bridge.storage;

import bridge.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;

/** What can be counted with. */
public final class Counters {

    private Counters() {}

    /** @throws Problem if the value is no whole number of 64 bits, or the sum would be none */
    public static long add(JsonNode value, long by) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw Problem.invalid("key", "must be that of a whole number");
        }
        try {
            return Math.addExact(value.longValue(), by);
        } catch (ArithmeticException e) {
            throw Problem.invalid("by", "must not lead beyond 64 bits");
        }
    }
}
