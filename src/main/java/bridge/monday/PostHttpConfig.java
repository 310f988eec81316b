package bridge.monday;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The HTTP client for addresses that monday gave us: connections of its own, so that they take nothing from the door; no redirects,
 * which could lead anywhere; and nothing of the answer but its status and headers.
 */
@Configuration(proxyBeanMethods = false)
class PostHttpConfig {

    private static final int PER_HOST = 8;
    private static final int IN_ALL = 32;
    private static final int MAX_ANSWER = 64 * 1024;
    private static final TimeValue UNUSED_CONNECTION = TimeValue.ofSeconds(50);
    private static final Timeout LEASE = Timeout.ofSeconds(2);

    @Bean
    DnsResolver names() {
        return SystemDefaultDnsResolver.INSTANCE;
    }

    @Bean(destroyMethod = "close")
    CloseableHttpClient mondayPostClient(MondaySettings settings, CallTargets targets, DnsResolver names) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new PublicAddresses(targets, names))
                .setMaxConnPerRoute(PER_HOST)
                .setMaxConnTotal(IN_ALL)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setTimeToLive(UNUSED_CONNECTION)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(LEASE)
                        .setResponseTimeout(Timeout.of(settings.postTimeout()))
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("monday-bridge")
                .addExecInterceptorFirst(
                        "no-answer", (request, scope, chain) -> headOnly(request, scope, chain, settings))
                .build();
    }

    /** What follows the headers is read away while it is short, so that the connection can serve again. */
    private static ClassicHttpResponse headOnly(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, MondaySettings settings)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (response.getEntity() != null) {
            try {
                new LimitedAnswer(response.getEntity(), MAX_ANSWER, settings.postTimeout())
                        .getContent()
                        .transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                scope.execRuntime.discardEndpoint();
            }
            response.setEntity(null);
        }
        return response;
    }
}
