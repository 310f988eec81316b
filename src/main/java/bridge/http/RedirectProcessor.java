package bridge.http;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Sends the browser where the {@link Redirect} in the body says; with nowhere to go, says that all is done. */
@Component("redirectBrowser")
class RedirectProcessor implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Redirect redirect = message.getBody(Redirect.class);
        message.removeHeaders("*");
        if (redirect.location() == null) {
            message.setBody("{\"status\":\"connected\"}");
            if (exchange.getVariable("browser", Browser.class).wantsPage()) {
                BrowserPage.write(message, "monday.com is connected", "You can close this window.");
            }
            return;
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 302);
        message.setHeader("Location", redirect.location());
        if (redirect.cookie() != null) {
            message.setHeader("Set-Cookie", redirect.cookie());
        }
        message.setBody(null);
    }
}
