package bridge.monday;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.springframework.stereotype.Component;

/**
 * Writes the message that camel-graphql sends: the document as the body, the variables in a header, and exactly the headers that
 * monday is meant to see. camel-graphql sends every header there is, and silently drops variables of any other type.
 */
@Component("writeMondayRequest")
class WriteRequestProcessor implements Processor {

    /** Named by the route as {@code variablesHeader}; camel-graphql does not send it. */
    private static final String VARIABLES = "MondayVariables";

    private final MondaySettings settings;
    private final ObjectMapper json = new ObjectMapper();

    WriteRequestProcessor(MondaySettings settings) {
        this.settings = settings;
    }

    @Override
    public void process(Exchange exchange) {
        MondayRequest request = exchange.getVariable("mondayRequest", MondayRequest.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(request.document().text());
        message.setHeader(VARIABLES, convert(json.convertValue(request.call().variables(), Map.class)));
        // Without a scheme word: developer.monday.com/api-reference/docs/authentication
        ActingFor other = request.call().actingFor();
        message.setHeader("Authorization", other == null ? settings.apiToken() : other.token());
        message.setHeader("API-Version", settings.apiVersion());
        if (request.isMutation() && request.call().idempotencyKey() != null) {
            message.setHeader("Idempotency-Key", request.call().idempotencyKey());
        }
    }

    private static JsonObject convert(Map<?, ?> map) {
        var object = new JsonObject();
        map.forEach((key, value) -> object.put(String.valueOf(key), value(value)));
        return object;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return convert(map);
        }
        if (value instanceof Collection<?> list) {
            var array = new JsonArray();
            list.forEach(item -> array.add(value(item)));
            return array;
        }
        return value;
    }
}
