package bridge.oauth;

/** A browser that monday sent back, with a code to be exchanged. */
public record Arrival(Journey journey, String code) {

    /** Never the code: this may reach a log. */
    @Override
    public String toString() {
        return "Arrival[" + journey + "]";
    }
}
