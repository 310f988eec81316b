package bridge.monday;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Makes of a {@link TokenRequest} the message that Camel's HTTP component sends, with nothing else in it. */
@Component("writeTokenRequest")
class WriteTokenRequestProcessor implements Processor {

    private final ObjectMapper json;

    WriteTokenRequestProcessor(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        TokenRequest request = message.getMandatoryBody(TokenRequest.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_URI, request.url().toString());
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Accept", "application/json");
        message.setBody(json.writeValueAsBytes(request.fields()));
    }
}
