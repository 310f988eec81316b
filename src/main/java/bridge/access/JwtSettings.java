package bridge.access;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Portal tokens and sessions.
 *
 * @param secretKeys    the first signs, all verify
 * @param algorithm     HS256, HS384 or HS512
 * @param expiration    life of a token
 * @param sessionMaxAge life of a session, however often its token is refreshed
 */
@ConfigurationProperties("bridge.jwt")
record JwtSettings(List<String> secretKeys, String algorithm, Duration expiration, Duration sessionMaxAge) {}
