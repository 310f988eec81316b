package bridge.login;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Login by magic link.
 *
 * @param linkUrl             the page a mail leads to; {@code portal_id} and {@code token} are added to its query
 * @param linkExpiration      life of an unused link
 * @param discloseUnknownEmail true: who asks for a link is told that an address is unknown
 * @param repeatWindow        how long a second exchange by the same caller gets the same session
 * @param linksPerAddress     at once; one more every 30 s
 * @param linksPerCaller      at once; one more every 5 s
 */
@ConfigurationProperties("bridge.login")
record LoginSettings(
        URI linkUrl,
        Duration linkExpiration,
        boolean discloseUnknownEmail,
        Duration repeatWindow,
        int linksPerAddress,
        int linksPerCaller) {}
