package bridge.mirror;

import bridge.monday.MondayCall;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import org.springframework.stereotype.Component;

/** The steps of {@code direct:sync-ask}. */
@Component("asking")
public class Asking {

    /** Questions that are being asked. */
    public static final class Asked {

        private final Questions questions;
        private boolean unreadable;

        private Asked(Questions questions) {
            this.questions = questions;
        }

        public Questions getQuestions() {
            return questions;
        }

        public boolean isUnfinished() {
            return questions.isUnfinished();
        }
    }

    public Asked begin(Questions questions) {
        return new Asked(questions);
    }

    public MondayCall next(Asked asked) {
        return asked.questions.next();
    }

    public void take(Asked asked, MondayReply reply) {
        asked.questions.take(reply);
        asked.unreadable = false;
    }

    /** @throws MondayRefusedException unless there is another question to ask instead */
    public void refused(Asked asked, MondayRefusedException refusal) {
        asked.questions.refused(refusal);
    }

    /** @throws UnreadableAnswerException at the second time in a row */
    public void unreadable(Asked asked, UnreadableAnswerException failure) {
        if (asked.unreadable) {
            throw failure;
        }
        asked.unreadable = true;
    }
}
