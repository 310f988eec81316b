package bridge.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The settings themselves, and the address that monday and browsers know us by. */
@Component
@Lazy
@Order(1)
class SettingsLook implements Check {

    private final Environment settings;

    SettingsLook(Environment settings) {
        this.settings = settings;
    }

    @Override
    public String subject() {
        return "settings";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (String fault : settings.getProperty("bridge.faults", "").split("\n")) {
            if (!fault.isBlank()) {
                findings.add(Finding.fail("settings", fault));
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("settings", "complete"));
        }
        String keys = settings.getProperty("bridge.jwt.secret-keys", "");
        if (!keys.isBlank()) {
            int count = keys.split(",").length;
            findings.add(Finding.ok("JWT key", count == 1 ? "one key" : count + " keys, the first signs"));
        }
        findings.add(address(settings.getProperty("bridge.api.url", "")));
        return findings;
    }

    private static Finding address(String url) {
        URI uri = URI.create(url);
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return Finding.warn(
                    "public address",
                    url + " is this machine: set API_URL to the address by which monday reaches the service");
        }
        return "https".equals(uri.getScheme())
                ? Finding.ok("public address", url)
                : Finding.warn("public address", url + " is not https: tokens and webhooks travel in the clear");
    }
}
