package bridge.monday;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Takes the answer of the token address off the wire. */
@Component("readTokenGrant")
class ReadTokenGrantProcessor implements Processor {

    private final TokenGrants grants;

    ReadTokenGrantProcessor(TokenGrants grants) {
        this.grants = grants;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        Map<String, String> headers = new HashMap<>();
        String retryAfter = message.getHeader("Retry-After", String.class);
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        var answer = new MondayAnswer(status, headers, message.getBody(String.class));
        message.removeHeaders("*");
        message.setBody(null);
        message.setBody(grants.read(answer));
    }
}
