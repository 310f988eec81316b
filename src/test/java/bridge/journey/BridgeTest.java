package bridge.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test against the whole service on a real port, with H2, the embedded broker, a simulated monday and a mailbox. All
 * such tests share one service: each uses customers of its own. Constructor and methods may ask for {@link Surroundings} and for a
 * {@link PortalClient} that is not logged in.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BridgeTestExtension.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
public @interface BridgeTest {}
