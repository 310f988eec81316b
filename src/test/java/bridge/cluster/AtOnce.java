package bridge.cluster;

import bridge.journey.PortalClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many calls at the same time. */
final class AtOnce {

    private static final int THREADS = 16;

    private AtOnce() {}

    /** One of several calls. */
    interface Numbered {

        /** @param number counted from 0 */
        Answer call(int number) throws Exception;
    }

    /** @return the answers in the order of the calls' numbers */
    static List<Answer> call(int count, Numbered call) throws Exception {
        var threads = Executors.newFixedThreadPool(Math.min(count, THREADS));
        try {
            List<Callable<Answer>> calls = IntStream.range(0, count)
                    .<Callable<Answer>>mapToObj(i -> () -> call.call(i))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
