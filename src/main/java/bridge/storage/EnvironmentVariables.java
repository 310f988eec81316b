package bridge.storage;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Environment variables, or the same names in {@code application.yaml}, for flows. Whatever is called a secret or holds a password is
 * as if it were not set: see {@link SecretService}.
 */
@Component("environmentVariables")
public class EnvironmentVariables {

    private static final Pattern SECRET_NAME = Pattern.compile(
            ".*(SECRET|PASSW|PASSPHRASE|TOKEN|CREDENTIAL|SIGNATURE).*|(.*_)?(KEY|KEYS|PASS|PWD|PIN|AUTH|SALT)(_.*)?");

    /** An address with a user in it, or a password among its parameters. */
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?is).*(://[^/?#\\s]*@|\\b(password|passwd|pwd|secret|token)=|PRIVATE KEY-----).*");

    private final ConfiguredNames configured;

    EnvironmentVariables(ConfiguredNames configured) {
        this.configured = configured;
    }

    /** @return empty when it is not set, or is a secret */
    public Optional<String> get(String name) {
        return isSecretName(name)
                ? Optional.empty()
                : Optional.ofNullable(configured.value(name))
                        .filter(value -> !SECRET_VALUE.matcher(value).matches());
    }

    /** The names of those that are no secrets. */
    public List<String> names() {
        return configured.all(name -> get(name).isPresent());
    }

    private static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).matches();
    }
}
