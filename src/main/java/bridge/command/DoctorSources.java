package bridge.command;

import bridge.access.AppSettings;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;

/** The part of the service that {@code doctor} needs: nothing in it works off jobs, listens to the start, or writes. */
@EnableAutoConfiguration
@ComponentScan({
    "bridge.command",
    "bridge.board",
    "bridge.monday",
    "bridge.storage",
    "bridge.mail",
    "bridge.broker",
    "bridge.camel",
    "bridge.http",
    "bridge.problem"
})
@ConfigurationPropertiesScan({"bridge.board", "bridge.monday", "bridge.mail", "bridge.broker"})
@EnableConfigurationProperties(AppSettings.class)
class DoctorSources {}
