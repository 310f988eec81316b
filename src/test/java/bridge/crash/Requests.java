package bridge.crash;

import java.io.IOException;
import java.net.ConnectException;

/** Requests of one client, one after the other, each with a name of its own. */
final class Requests implements Runnable {

    /** One request. */
    @FunctionalInterface
    interface Call {

        /** @return the HTTP status */
        int send(String name) throws IOException, InterruptedException;
    }

    private final String client;
    private final boolean repeats;
    private final HistoryFile history;
    private final Call call;
    private int count;
    private String name;

    /**
     * @param client  with which the names begin
     * @param repeats true: a request without a good answer is made again until it has one; false: it is left as it is
     */
    Requests(String client, boolean repeats, HistoryFile history, Call call) {
        this.client = client;
        this.repeats = repeats;
        this.history = history;
        this.call = call;
    }

    /** Makes one request. */
    @Override
    public void run() {
        if (name == null) {
            name = "%s-%06d".formatted(client, ++count);
            history.invoke(name);
        }
        try {
            int status = call.send(name);
            if (status >= 200 && status < 300) {
                history.ok(name);
                name = null;
            }
        } catch (ConnectException e) {
            return; // the service did not hear of it
        } catch (IOException e) {
            name = repeats ? name : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
