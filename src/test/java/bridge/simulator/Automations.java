package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The automations of all accounts: kept, started by what happens on a board, by the app's triggers or by a person.
 *
 * @see <a href="https://developer.monday.com/apps/docs/actions-recipes">actions</a>
 */
public final class Automations {
    private final World world;
    private final ActionCalls actions;
    private final TriggerCalls triggers;
    private final AppEndpoint addresses;
    private final Map<Long, Automation> all = new LinkedHashMap<>();

    Automations(World world, ActionCalls actions, TriggerCalls triggers, AppEndpoint addresses) {
        this.world = world;
        this.actions = actions;
        this.triggers = triggers;
        this.addresses = addresses;
        world.watchers.add(this::happened);
        addresses.onAccepted(this::fired);
        actions.onSeverity(this::failed);
    }

    /**
     * Adds an automation. One that begins with a trigger of the app subscribes first, while the owner waits.
     *
     * @param action null: what the trigger says is only shown
     * @throws IllegalStateException if the service refuses the subscription; monday shows its owner an error then
     */
    public Automation add(User owner, Start start, ActionBlock action) {
        var automation =
                world.locked(() -> new Automation(world.newId() / 10, world.newId() / 100, owner, start, action));
        world.locked(() -> all.put(automation.id, automation));
        if (start instanceof Start.AppTrigger trigger) {
            subscribe(automation, trigger);
        }
        return automation;
    }

    private void subscribe(Automation automation, Start.AppTrigger trigger) {
        automation.address = addresses.newAddress();
        try {
            automation.webhookId = triggers.subscribe(automation, trigger, addresses.url(automation.address));
        } catch (IllegalStateException e) {
            world.locked(() -> automation.state = Automation.State.DELETED);
            throw e;
        }
    }

    /** Every automation that was not deleted. */
    public List<Automation> all() {
        return world.locked(() -> all.values().stream()
                .filter(a -> a.state != Automation.State.DELETED)
                .toList());
    }

    /** @throws java.util.NoSuchElementException if there is none */
    public Automation get(long id) {
        return all().stream().filter(a -> a.id == id).findFirst().orElseThrow();
    }

    /** Its owner switches it off: monday ignores what its trigger says, and tells the app nothing. */
    public void switchOff(Automation automation) {
        world.locked(() -> automation.state = Automation.State.OFF);
    }

    public void switchOn(Automation automation) {
        world.locked(() -> automation.state = Automation.State.ON);
    }

    /** Deletes it, whatever the service answers to the call that ends the subscription. */
    public void delete(Automation automation) {
        world.locked(() -> automation.state = Automation.State.DELETED);
        if (automation.start instanceof Start.AppTrigger trigger) {
            triggers.unsubscribe(automation, trigger);
        }
    }

    /** The account's automations end with the app; whether monday unsubscribes each is not documented: here it does not. */
    void forget(long accountId) {
        world.locked(() -> all.values().stream()
                .filter(a -> a.owner.accountId() == accountId)
                .forEach(a -> a.state = Automation.State.DELETED));
    }

    /** A person presses run. @param itemId null: for no item */
    public AppCall run(Automation automation, String itemId) {
        return start(automation, itemId == null ? null : item(itemId), Map.of());
    }

    private Item item(String id) {
        return world.locked(() -> World.number(id)
                .map(world.items::get)
                .orElseThrow(() -> new IllegalArgumentException("There is no such item")));
    }

    /** Called with the world locked. */
    private void happened(Change change) {
        var item = world.items.get(change.body().path("pulseId").asLong());
        for (var automation : List.copyOf(all.values())) {
            if (automation.on() && automation.action != null && wants(automation, change)) {
                start(automation, item, Map.of());
            }
        }
    }

    private static boolean wants(Automation automation, Change change) {
        if (automation.owner.accountId() != change.board().accountId) {
            return false;
        }
        if (automation.start instanceof Start.ItemCreated created) {
            return change.events().contains("create_item") && isBoard(created.boardId(), change);
        }
        return automation.start instanceof Start.StatusChanged wanted
                && change.events().contains("change_status_column_value")
                && isBoard(wanted.boardId(), change)
                && (wanted.label() == null
                        || wanted.label()
                                .equals(change.body()
                                        .path("value")
                                        .path("label")
                                        .path("text")
                                        .asText()));
    }

    private static boolean isBoard(String boardId, Change change) {
        return boardId.equals(String.valueOf(change.board().id));
    }

    private void fired(AppPost post) {
        world.locked(() -> {
            for (var automation : List.copyOf(all.values())) {
                if (automation.on() && automation.address == post.address() && automation.action != null) {
                    var outputs = new HashMap<String, String>();
                    post.outputFields()
                            .properties()
                            .forEach(field ->
                                    outputs.put(field.getKey(), field.getValue().asText()));
                    var item = World.number(outputs.get("itemId")).map(world.items::get);
                    start(automation, item.orElse(null), outputs);
                }
            }
        });
    }

    private AppCall start(Automation automation, Item item, Map<String, String> outputs) {
        return world.locked(() -> actions.call(automation, automation.action.filled(values(item, outputs))));
    }

    /** What the names in an action's fields stand for. */
    private UnaryOperator<String> values(Item item, Map<String, String> outputs) {
        return name -> {
            if (outputs.containsKey(name)) {
                return outputs.get(name);
            }
            if (item == null) {
                return null;
            }
            return switch (name) {
                case "itemId" -> String.valueOf(item.id);
                case "boardId" -> String.valueOf(item.board.id);
                case "itemName" -> item.name;
                default ->
                    item.board
                            .columnTitled(name)
                            .map(column -> world.view(item, column).text())
                            .orElse(null);
            };
        };
    }

    private void failed(long automationId, int severity) {
        world.locked(() -> {
            var automation = all.get(automationId);
            if (automation != null && severity == ActionJudge.DISABLED && automation.on()) {
                automation.state = Automation.State.DISABLED;
            }
        });
    }

    /** The latest calls of an automation's action. */
    public List<AppCall> runs(Automation automation) {
        return actions.of(automation);
    }

    /** What the owners of automations were told. */
    public List<Notice> notices() {
        return actions.notices();
    }

    JsonNode json() {
        return world.locked(() -> {
            var list = Json.MAPPER.createArrayNode();
            for (var automation : all()) {
                list.addObject()
                        .put("id", String.valueOf(automation.id))
                        .put("sentence", automation.sentence())
                        .put("owner", automation.owner.name())
                        .put(
                                "account",
                                world.accounts.get(automation.owner.accountId()).name())
                        .put("state", automation.state.name())
                        .put("runnable", automation.action != null)
                        .put("url", automation.address == 0 ? null : addresses.url(automation.address));
            }
            return list;
        });
    }
}
