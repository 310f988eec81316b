package bridge.monday;

import org.springframework.stereotype.Component;

/** Finds the document of a call. */
@Component("mondayRequests")
public class MondayRequests {

    private final GraphqlDocuments documents;

    MondayRequests(GraphqlDocuments documents) {
        this.documents = documents;
    }

    public MondayRequest prepare(MondayCall call) {
        return new MondayRequest(call, documents.read(call.operation()));
    }
}
