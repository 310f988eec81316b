package bridge.http;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Runs a route on the thread that took its request. Camel's own engine hands each request to a second pool, of eight threads
 * by default, and dispatches the request twice. Camel looks the engine up by this bean name.
 */
@Component("platform-http-engine")
class RequestThreadEngine implements PlatformHttpEngine {

    private final int port;
    private final RequestReader reader;
    private final ResponseWriter writer;

    RequestThreadEngine(@Value("${server.port}") int port, RequestReader reader, ResponseWriter writer) {
        this.port = port;
        this.reader = reader;
        this.writer = writer;
    }

    /** @return a {@link Consumer} whose {@code service} method Spring MVC calls for each request */
    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new RequestThreadConsumer(endpoint, processor, reader, writer);
    }

    @Override
    public int getServerPort() {
        return port;
    }
}
