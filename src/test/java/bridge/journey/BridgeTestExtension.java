package bridge.journey;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the surroundings once for the JVM and tells the service of them before it starts. */
class BridgeTestExtension implements BeforeAllCallback, ParameterResolver {

    private static Surroundings surroundings;
    private static String url;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    private static synchronized void start() throws IOException {
        if (surroundings != null) {
            return;
        }
        surroundings = Surroundings.start();
        int port = RunningJar.freePort();
        url = "http://localhost:" + port;
        // System properties, because settings are checked before a test can add its own.
        surroundings.settings().forEach(System::setProperty);
        System.setProperty("API_PORT", Integer.toString(port));
        System.setProperty("API_URL", url);
        surroundings.monday().app().serveAt(url);
        // All tests are one caller.
        System.setProperty("bridge.login.links-per-caller", "10000");
        System.setProperty(
                "DATA_DIR", Files.createTempDirectory("monday-bridge-test").toString());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Surroundings.class || type == PortalClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Surroundings.class ? surroundings : new PortalClient(url, null);
    }
}
