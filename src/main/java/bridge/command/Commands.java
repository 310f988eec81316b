package bridge.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** What the jar does when it is given a word: {@code setup} or {@code doctor}. Without one it is the service. */
public final class Commands {

    private static final int FAILED = 1;
    private static final int UNKNOWN = 2;

    private Commands() {}

    /** True unless the arguments are those of the service itself, such as {@code --server.port=80}. */
    public static boolean isOne(String[] args) {
        return args.length > 0 && !args[0].startsWith("-");
    }

    /**
     * @param application the class that Spring Boot starts from
     * @return the exit status: 0 when all is well
     */
    public static int run(Class<?> application, String[] args) {
        return run(application, args, new Terminal(System.out));
    }

    static int run(Class<?> application, String[] args, Terminal terminal) {
        return switch (args[0]) {
            case "setup" -> setup(application, args, terminal);
            case "doctor" -> doctor(args, terminal);
            default -> {
                terminal.say(
                        "There is no command " + args[0] + ". Known: setup, doctor. Without one the service starts.");
                yield UNKNOWN;
            }
        };
    }

    /** monday asks our address with a challenge while webhooks are made: this process answers, unless the service is there to do so. */
    private static int setup(Class<?> application, String[] args, Terminal terminal) {
        try {
            return setup(application, args, terminal, WebApplicationType.SERVLET);
        } catch (RuntimeException e) {
            if (!isAbout(e, PortInUseException.class)) {
                terminal.list("FAIL ", PlainWords.of(e));
                return FAILED;
            }
        }
        terminal.say("The port is in use: taking it that the service runs and answers monday.");
        try {
            return setup(application, args, terminal, WebApplicationType.NONE);
        } catch (RuntimeException e) {
            terminal.list("FAIL ", PlainWords.of(e));
            return FAILED;
        }
    }

    private static int setup(Class<?> application, String[] args, Terminal terminal, WebApplicationType web) {
        var spring = new SpringApplication(application);
        spring.setWebApplicationType(web);
        spring.setLazyInitialization(true);
        boolean serves = web == WebApplicationType.SERVLET;
        spring.setDefaultProperties(
                settings("setup", serves ? "errors,monday,board,setup,webhooks,jobs" : "errors,monday,board,setup"));
        try (ConfigurableApplicationContext context = spring.run(rest(args))) {
            return context.getBean(SetupCommand.class).run(terminal);
        }
    }

    private static int doctor(String[] args, Terminal terminal) {
        var spring = new SpringApplication(DoctorSources.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLazyInitialization(true);
        Map<String, Object> settings = settings("doctor", "errors,monday");
        settings.put("spring.flyway.enabled", "false");
        // The probes speak of parts that are not started here.
        settings.put("management.endpoint.health.validate-group-membership", "false");
        spring.setDefaultProperties(settings);
        var faults = new ArrayList<String>();
        spring.addInitializers(new DatabaseSnapshot(), context -> context.getEnvironment()
                .getProperty("bridge.faults", "")
                .lines()
                .forEach(faults::add));
        try (ConfigurableApplicationContext context = spring.run(rest(args))) {
            return context.getBean(Doctor.class).run(terminal);
        } catch (RuntimeException e) {
            // Some settings are so wrong that nothing else can be looked at.
            terminal.list("FAIL ", faults.isEmpty() ? PlainWords.of(e) : faults);
            return FAILED;
        }
    }

    /** No worker, no timer, no broker in this process, and no log line between those for people. */
    private static Map<String, Object> settings(String command, String routeFiles) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("bridge.command", command);
        settings.put("bridge.route-files", routeFiles);
        settings.put("camel.main.auto-startup-exclude-pattern", "timer:*,jms:*");
        settings.put("logging.threshold.console", "OFF");
        return settings;
    }

    private static String[] rest(String[] args) {
        return Arrays.copyOfRange(args, 1, args.length);
    }

    private static boolean isAbout(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
