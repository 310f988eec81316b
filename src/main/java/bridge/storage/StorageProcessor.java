package bridge.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of routes/storage.camel.yaml. All variables but the account are taken away, so that none is left behind for the next call.
 */
class StorageProcessor implements Processor {

    private static final List<String> TAKEN = List.of(
            StorageCall.KEY,
            StorageCall.VERSION,
            StorageCall.PREVIOUS_VERSION,
            StorageCall.TTL,
            StorageCall.PREFIX,
            StorageCall.CURSOR,
            StorageCall.LIMIT,
            StorageCall.BY);

    private final ObjectMapper json;
    private final Consumer<StorageCall> operation;

    StorageProcessor(ObjectMapper json, Consumer<StorageCall> operation) {
        this.json = json;
        this.operation = operation;
    }

    @Override
    public void process(Exchange exchange) {
        Map<String, Object> asked = new HashMap<>();
        put(asked, StorageCall.ACCOUNT, exchange.getVariable(StorageCall.ACCOUNT));
        TAKEN.forEach(name -> put(asked, name, exchange.removeVariable(name)));
        var call = new StorageCall(json, asked, exchange.getMessage().getBody());
        operation.accept(call);
        call.told().forEach(exchange::setVariable);
        exchange.getMessage().setBody(call.body());
    }

    private static void put(Map<String, Object> asked, String name, Object value) {
        if (value != null) {
            asked.put(name, value);
        }
    }
}
