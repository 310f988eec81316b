package bridge.monday;

/** A call on its way, with its document; the variable {@code mondayRequest} of the door's routes. */
public record MondayRequest(MondayCall call, GraphqlDocument document) {

    public boolean isInteractive() {
        return call.priority() == MondayCall.Priority.INTERACTIVE;
    }

    public boolean isForAnotherAccount() {
        return call.actingFor() != null;
    }

    public boolean isMutation() {
        return document.isMutation();
    }

    /** True when sending it twice does no more than sending it once. */
    public boolean isRepeatable() {
        return !isMutation() || call.idempotencyKey() != null;
    }
}
