package bridge.storage;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Secrets that whoever runs this service gives to its flows: {@code SECRET_CRM_TOKEN} in the environment or in
 * {@code application.yaml} is the secret {@code CRM_TOKEN}. The service's own secrets cannot be had here.
 */
@Component("secretService")
public class SecretService {

    static final String PREFIX = "SECRET_";

    private final ConfiguredNames configured;

    SecretService(ConfiguredNames configured) {
        this.configured = configured;
    }

    /** @return empty when it is not set */
    public Optional<String> get(String name) {
        return Optional.ofNullable(configured.value(PREFIX + name)).filter(value -> !value.isEmpty());
    }

    /** The names only. */
    public List<String> names() {
        return configured.all(name -> name.startsWith(PREFIX)).stream()
                .map(name -> name.substring(PREFIX.length()))
                .toList();
    }
}
