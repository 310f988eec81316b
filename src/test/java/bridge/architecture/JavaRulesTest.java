package bridge.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Processor;

/** How the packages may know each other, and what Java code does not do here. */
@AnalyzeClasses(packages = "bridge", importOptions = DoNotIncludeTests.class)
class JavaRulesTest {

    /** A package not listed here is a flow: level 3. */
    private static final Map<String, Integer> LEVELS = Map.ofEntries(
            // Plumbing: knows no feature.
            Map.entry("problem", 0),
            Map.entry("config", 1),
            Map.entry("http", 1),
            Map.entry("camel", 1),
            Map.entry("broker", 1),
            // What every flow may build on.
            Map.entry("job", 1),
            Map.entry("storage", 1),
            Map.entry("monday", 1),
            Map.entry("access", 2),
            Map.entry("connection", 2),
            Map.entry("board", 2),
            Map.entry("client", 2),
            Map.entry("ticket", 2),
            Map.entry("mirror", 2));

    private static final int FLOW = 3;

    @ArchTest
    static final ArchRule packages_use_lower_levels_only = classes()
            .should(new ArchCondition<>("use lower levels only") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    String from = feature(origin);
                    if (from.isEmpty()) {
                        return; // BridgeApplication
                    }
                    origin.getDirectDependenciesFromSelf().forEach(dependency -> {
                        String to = feature(dependency.getTargetClass());
                        boolean allowed = to.equals(from)
                                || to.isEmpty()
                                || level(to) < level(from)
                                || (level(to) == level(from) && level(from) < FLOW);
                        if (!allowed) {
                            events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule packages_know_each_other_one_way =
            slices().matching("bridge.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_are_named_after_features = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..service..", "..impl..", "..dto..", "..helper..");

    /** Camel takes {@code name(…)} and {@code isName()} for one method, or for two, by the order in which the JVM lists them. */
    @ArchTest
    static final ArchRule no_method_is_named_like_a_property = classes()
            .should(new ArchCondition<>("have no method named like one of its properties") {
                @Override
                public void check(JavaClass origin, ConditionEvents events) {
                    Set<String> properties = origin.getMethods().stream()
                            .filter(method -> method.getRawParameterTypes().isEmpty())
                            .map(method -> property(method.getName()))
                            .collect(toSet());
                    origin.getMethods().stream()
                            .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
                            .filter(method -> properties.contains(method.getName()))
                            .forEach(method ->
                                    events.add(SimpleConditionEvent.violated(origin, method.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule only_processors_and_plumbing_know_camel = noClasses()
            .that()
            .resideOutsideOfPackages("bridge.camel..", "bridge.http..", "bridge.broker..")
            .and()
            .haveSimpleNameNotEndingWith("Processor")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule processors_say_so =
            classes().that().implement(Processor.class).should().haveSimpleNameEndingWith("Processor");

    @ArchTest
    static final ArchRule only_the_door_calls_out = noClasses()
            .that()
            .resideOutsideOfPackages("bridge.monday..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.apache.hc..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.web.client.RestTemplate")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.web.client.RestClient")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.HttpURLConnection");

    /** The library accepts what it should not, and its messages repeat the token: it is wrapped where tokens are checked. */
    @ArchTest
    static final ArchRule tokens_are_read_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackages("bridge.access..", "bridge.monday..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.auth0..");

    @ArchTest
    static final ArchRule dependencies_come_through_the_constructor = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule logs_go_through_slf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nothing_is_printed = noClasses()
            .that()
            .resideOutsideOfPackage("bridge.command..") // speaks to whoever typed the command
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule times_are_of_java_time = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Date")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Calendar")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.text.SimpleDateFormat");

    /**
     * Leases, due times and ages are the database's, so that a machine's clock that is wrong, or set, loses nothing and does
     * nothing twice. The machine's own decides when tokens end and how long other people's limits last.
     */
    @ArchTest
    static final ArchRule work_does_not_depend_on_the_machines_clock = noClasses()
            .that()
            .resideOutsideOfPackages("bridge.access..", "bridge.event..", "bridge.health..", "bridge.monday..")
            .and()
            .doNotHaveSimpleName("NodeLocks") // its provider uses the database's time
            .and()
            .doNotHaveSimpleName("CounterTurns") // the same
            .and()
            .doNotHaveSimpleName("LifecycleReader") // stands in for the time that monday did not tell
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule nothing_from_outside_is_run_or_deserialized = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.naming..", "javax.script..", "org.springframework.expression..");

    /** @return empty when it is no getter */
    private static String property(String getter) {
        String name = getter.replaceFirst("^(get|is)(?=[A-Z])", "");
        return name.equals(getter) ? "" : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("bridge.") ? name.split("\\.")[1] : "";
    }

    private static int level(String feature) {
        return LEVELS.getOrDefault(feature, FLOW);
    }
}
