package bridge.camel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what changed in the folder: all of it at once if possible, else file by file, so that one bad file holds up no other. */
class RouteUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(RouteUpdates.class);

    private final RunningRoutes running;
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    RouteUpdates(RunningRoutes running) {
        this.running = running;
    }

    /** File names with what is wrong with them; what they held before is still at work. */
    Map<String, String> refused() {
        return Map.copyOf(refused);
    }

    void takeIn(Map<String, RouteFile> wanted) {
        List<String> open = differing(wanted);
        refused.keySet().retainAll(open);
        if (open.isEmpty()) {
            return;
        }
        List<String> done = new ArrayList<>();
        Map<String, String> causes = new HashMap<>();
        if (open.size() > 1 && tryOut(wanted, open, causes)) {
            done.addAll(open);
        } else {
            done.addAll(oneByOne(wanted, open, causes));
        }
        if (!done.isEmpty()) {
            LOG.info("Route files changed and at work: {}", String.join(", ", done));
        }
        refused.keySet().removeAll(done);
        open.removeAll(done);
        for (String name : open) {
            String cause = causes.get(name);
            if (!cause.equals(refused.put(name, cause))) {
                LOG.error("{} is not taken in, what it held before stays at work. {}", name, cause);
            }
        }
    }

    /** Goes on as long as one file's change lets another's succeed: a route may have moved between them. */
    private List<String> oneByOne(Map<String, RouteFile> wanted, List<String> open, Map<String, String> causes) {
        List<String> done = new ArrayList<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (String name : open) {
                Map<String, RouteFile> next = new TreeMap<>(running.files());
                next.remove(name);
                if (wanted.containsKey(name)) {
                    next.put(name, wanted.get(name));
                }
                if (!done.contains(name) && tryOut(next, List.of(name), causes)) {
                    done.add(name);
                    progress = true;
                }
            }
        }
        return done;
    }

    private boolean tryOut(Map<String, RouteFile> next, List<String> names, Map<String, String> causes) {
        try {
            running.change(next);
            return true;
        } catch (RouteFileException e) {
            names.forEach(name -> causes.put(name, e.getMessage()));
            return false;
        }
    }

    private List<String> differing(Map<String, RouteFile> wanted) {
        var names = new TreeSet<>(running.files().keySet());
        names.addAll(wanted.keySet());
        names.removeIf(name -> wanted.containsKey(name)
                && wanted.get(name).equals(running.files().get(name)));
        return new ArrayList<>(names);
    }
}
