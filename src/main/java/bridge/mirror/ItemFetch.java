package bridge.mirror;

import bridge.monday.MondayCall;
import bridge.monday.MondayCall.Priority;
import bridge.monday.MondayRefusedException;
import bridge.monday.MondayReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads some items by id, and the updates of some of them, with as few calls as monday's limits allow. */
public class ItemFetch implements Questions {

    /** Items whose updates are read by one call: 25 times 100 updates is what one call may well cost. */
    private static final int MAX_TALKS = 25;

    /** monday's limit (developer.monday.com/api-reference/reference/updates). */
    private static final int UPDATES_A_PAGE = 100;

    /**
     * One call.
     *
     * @param ids   of the items; empty: only their updates
     * @param talks of those whose updates are read
     * @param page  of the updates, from 1
     */
    private record Question(List<Long> ids, List<Long> talks, int page) {}

    private final Supplier<Instant> clock;
    private final ItemParser items;
    private final UpdateParser updates;
    private final Priority priority;
    private final Consumer<ItemFetch> done;

    private final Deque<Question> questions = new ArrayDeque<>();
    private final List<BoardItem> active = new ArrayList<>();
    private final Set<Long> gone = new HashSet<>();
    private final Map<Long, List<BoardUpdate>> talk = new LinkedHashMap<>();
    private Instant begun;

    ItemFetch(
            Supplier<Instant> clock,
            ItemParser items,
            UpdateParser updates,
            Collection<Long> ids,
            Set<Long> talks,
            Priority priority,
            Consumer<ItemFetch> done) {
        this.clock = clock;
        this.items = items;
        this.updates = updates;
        this.priority = priority;
        this.done = done;
        List<Long> talking = ids.stream().filter(talks::contains).toList();
        questions.add(new Question(List.copyOf(ids), portion(talking, 0), 1));
        for (int from = MAX_TALKS; from < talking.size(); from += MAX_TALKS) {
            questions.add(new Question(List.of(), portion(talking, from), 1));
        }
    }

    private static List<Long> portion(List<Long> ids, int from) {
        return ids.subList(Math.min(from, ids.size()), Math.min(from + MAX_TALKS, ids.size()));
    }

    @Override
    public boolean isUnfinished() {
        return !questions.isEmpty();
    }

    @Override
    public MondayCall next() {
        if (begun == null) {
            begun = clock.get();
        }
        Question question = questions.element();
        Map<String, Object> variables = new HashMap<>();
        if (question.ids().isEmpty()) {
            variables.put("ids", texts(question.talks()));
            variables.put("page", question.page());
            return new MondayCall("item-updates", variables, priority, null);
        }
        variables.put("ids", texts(question.ids()));
        variables.put("columns", items.columnIds());
        variables.put("talks", texts(question.talks()));
        variables.put("withTalks", !question.talks().isEmpty());
        return new MondayCall("items", variables, priority, null);
    }

    @Override
    public void take(MondayReply reply) {
        Question question = questions.element();
        Fetched fetched =
                question.ids().isEmpty() ? null : items.read(reply.data().path("items"), question.ids(), begun);
        Map<Long, List<BoardUpdate>> told = talk(reply.data());
        questions.remove();
        if (fetched != null) {
            active.addAll(fetched.items());
            gone.addAll(fetched.gone());
        }
        told.forEach((item, page) ->
                talk.computeIfAbsent(item, id -> new ArrayList<>()).addAll(page));
        List<Long> withMore = told.entrySet().stream()
                .filter(e -> e.getValue().size() >= UPDATES_A_PAGE)
                .map(Map.Entry::getKey)
                .toList();
        if (!withMore.isEmpty()) {
            questions.addFirst(new Question(List.of(), withMore, question.page() + 1));
        }
        finishIfAllIsRead();
    }

    /** One item that is not there may refuse the whole call: the halves are asked for by themselves. */
    @Override
    public void refused(MondayRefusedException refusal) {
        if (!refusal.isGone()) {
            throw refusal;
        }
        Question question = questions.remove();
        List<Long> ids = question.ids().isEmpty() ? question.talks() : question.ids();
        if (ids.size() > 1) {
            int half = ids.size() / 2;
            questions.addFirst(part(question, ids.subList(half, ids.size())));
            questions.addFirst(part(question, ids.subList(0, half)));
        } else if (!question.ids().isEmpty()) {
            gone.addAll(ids);
        }
        finishIfAllIsRead();
    }

    private static Question part(Question question, List<Long> ids) {
        return question.ids().isEmpty()
                ? new Question(List.of(), ids, question.page())
                : new Question(
                        ids, question.talks().stream().filter(ids::contains).toList(), 1);
    }

    private void finishIfAllIsRead() {
        if (questions.isEmpty()) {
            done.accept(this);
        }
    }

    private Map<Long, List<BoardUpdate>> talk(JsonNode data) {
        String ourUser = Answers.text(data.path("me"), "id", null);
        Map<Long, List<BoardUpdate>> told = new LinkedHashMap<>();
        for (JsonNode item : data.path("talks")) {
            if (!item.path("updates").isArray()) {
                throw new UnreadableAnswerException("updates");
            }
            told.put(Answers.id(item, "id"), updates.read(item.path("updates"), ourUser));
        }
        return told;
    }

    private static List<String> texts(List<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }

    Fetched fetched() {
        return new Fetched(begun, active, gone);
    }

    /** The updates of each item, all of them. */
    List<ItemUpdates> talk() {
        return talk.entrySet().stream()
                .map(e -> new ItemUpdates(e.getKey(), e.getValue(), true))
                .toList();
    }

    Instant begun() {
        return begun;
    }
}
