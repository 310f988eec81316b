package bridge.simulator;

import java.util.Locale;

/** An automation of an account: a start and at most one action of the app. Its fields are guarded by the world's lock. */
public final class Automation {
    final long id;
    final long recipeId;
    final User owner;
    final Start start;
    /** Null: what the trigger says is only shown. */
    final ActionBlock action;
    /** Where the app's trigger fires at; 0 for another start. */
    long address;
    /** As the service answered to the subscription, else the subscription's own. */
    String webhookId;

    State state = State.ON;

    /** Whether it runs. */
    public enum State {
        ON,
        OFF,
        /** Switched off by monday because an action answered with severity 6000. */
        DISABLED,
        DELETED
    }

    Automation(long id, long recipeId, User owner, Start start, ActionBlock action) {
        this.id = id;
        this.recipeId = recipeId;
        this.owner = owner;
        this.start = start;
        this.action = action;
    }

    /** {@code integrationId} in the calls. */
    public long id() {
        return id;
    }

    public User owner() {
        return owner;
    }

    public State state() {
        return state;
    }

    /** What unsubscribing names; null without a trigger of the app. */
    public String webhookId() {
        return webhookId;
    }

    boolean on() {
        return state == State.ON;
    }

    String sentence() {
        return start.sentence() + ", "
                + (action == null
                        ? "show it"
                        : "call " + action.path() + " (" + action.form().name().toLowerCase(Locale.ROOT) + ")");
    }
}
