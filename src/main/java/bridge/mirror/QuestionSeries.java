package bridge.mirror;

import bridge.monday.MondayCall;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Questions one after the other; what comes later is made when its turn comes, and knows what the earlier ones brought. */
public class QuestionSeries implements Questions {

    private final Deque<Supplier<? extends List<? extends Questions>>> later = new ArrayDeque<>();
    private final Deque<Questions> ready = new ArrayDeque<>();

    /** @param questions may make none */
    public QuestionSeries then(Supplier<? extends List<? extends Questions>> questions) {
        later.add(questions);
        return this;
    }

    @Override
    public boolean isUnfinished() {
        while (true) {
            while (!ready.isEmpty()) {
                if (ready.peek().isUnfinished()) {
                    return true;
                }
                ready.remove();
            }
            if (later.isEmpty()) {
                return false;
            }
            ready.addAll(later.remove().get());
        }
    }

    @Override
    public MondayCall next() {
        return ready.element().next();
    }

    @Override
    public void take(MondayReply reply) {
        ready.element().take(reply);
    }

    @Override
    public void refused(MondayRefusedException refusal) {
        ready.element().refused(refusal);
    }
}
