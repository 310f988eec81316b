package bridge.monday;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes of a {@link StorageRequest} the message that Camel's HTTP component sends, with nothing else in it. */
@Component("writeMondayStorage")
class WriteStorageProcessor implements Processor {

    private final ObjectMapper json;
    private final String url;

    WriteStorageProcessor(ObjectMapper json, @Value("${bridge.storage.monday-url}") String url) {
        this.json = json;
        this.url = url.replaceFirst("/+$", "");
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        StorageRequest request = exchange.getVariable("storageRequest", StorageRequest.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_URI, url + request.path());
        message.setHeader(Exchange.HTTP_QUERY, request.query());
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader("Accept", "application/json");
        // Without a scheme word, as monday's own library sends it.
        message.setHeader("Authorization", request.actingFor().token());
        if (request.body() == null) {
            message.setBody(null);
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(json.writeValueAsBytes(request.body()));
        }
    }
}
