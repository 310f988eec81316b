package bridge.mirror;

import bridge.monday.MondayCall;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;

/**
 * A series of calls to monday of which each depends on the answers before. {@code direct:sync-ask} asks until nothing is left to
 * ask. A call whose answer was not taken is asked again, by the next one who tries.
 */
public interface Questions {

    boolean isUnfinished();

    /** @return the next call; the same one until its answer was taken */
    MondayCall next();

    /** @throws UnreadableAnswerException when the answer is not whole: nothing of it was taken */
    void take(MondayReply reply);

    /** monday will not answer this question. @throws MondayRefusedException unless another one can be asked instead */
    default void refused(MondayRefusedException refusal) {
        throw refusal;
    }
}
