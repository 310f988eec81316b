package bridge.monday;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The HTTP clients of the door. Camel's own would have five connections and no time limit. Redirects are not followed, since they
 * would carry the token elsewhere; repeating is the route's decision.
 */
@Configuration(proxyBeanMethods = false)
class MondayHttpConfig {

    private static final TimeValue UNUSED_CONNECTION = TimeValue.ofSeconds(50);
    private static final TimeValue TRUSTED_UNCHECKED = TimeValue.ofSeconds(1);
    private static final Timeout LEASE = Timeout.ofSeconds(2);

    @Bean
    PoolingHttpClientConnectionManager mondayConnections(MondaySettings settings) {
        return connections(settings);
    }

    @Bean
    PoolingHttpClientConnectionManager accountsConnections(MondaySettings settings) {
        return connections(settings);
    }

    @Bean
    CloseableHttpClient mondayClient(PoolingHttpClientConnectionManager mondayConnections, MondaySettings settings) {
        return client(mondayConnections, settings, settings.responseTimeout());
    }

    /** For calls that somebody waits for. */
    @Bean
    CloseableHttpClient mondayInteractiveClient(
            PoolingHttpClientConnectionManager mondayConnections, MondaySettings settings) {
        return client(mondayConnections, settings, settings.interactiveTimeout());
    }

    /** For other accounts, whose slow calls the portal must not wait for. */
    @Bean
    CloseableHttpClient mondayAccountsClient(
            PoolingHttpClientConnectionManager accountsConnections, MondaySettings settings) {
        return client(accountsConnections, settings, settings.interactiveTimeout());
    }

    @Bean
    PoolingHttpClientConnectionManager storageConnections(MondaySettings settings) {
        return connections(settings);
    }

    /** For monday's storage, which is a system of its own. */
    @Bean
    CloseableHttpClient mondayStorageClient(
            PoolingHttpClientConnectionManager storageConnections, MondaySettings settings) {
        return client(storageConnections, settings, settings.interactiveTimeout());
    }

    private static PoolingHttpClientConnectionManager connections(MondaySettings settings) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(settings.concurrency())
                .setMaxConnTotal(settings.concurrency())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(settings.connectTimeout()))
                        .setTimeToLive(UNUSED_CONNECTION)
                        .setValidateAfterInactivity(TRUSTED_UNCHECKED)
                        .build())
                .build();
    }

    private static CloseableHttpClient client(
            PoolingHttpClientConnectionManager connections, MondaySettings settings, Duration patience) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionManagerShared(true)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(LEASE)
                        .setResponseTimeout(timeout(patience))
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("monday-bridge")
                .addExecInterceptorFirst("answer-limit", (request, scope, chain) -> {
                    var response = chain.proceed(request, scope);
                    if (response.getEntity() != null) {
                        response.setEntity(new LimitedAnswer(response.getEntity(), settings.maxAnswer(), patience));
                    }
                    return response;
                })
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
