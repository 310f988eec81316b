package bridge;

import bridge.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service, or does what a command says. The flows themselves are the YAML files of {@code routes/}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BridgeApplication {

    public static void main(String[] args) {
        if (Commands.isOne(args)) {
            System.exit(Commands.run(BridgeApplication.class, args));
        }
        SpringApplication.run(BridgeApplication.class, args);
    }
}
