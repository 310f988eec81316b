package bridge.http;

import bridge.problem.Problem;
import bridge.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Lets the pages of the listed origins, and our own, read our answers, errors included. Tokens travel in headers, so no cookies are allowed. */
@Configuration(proxyBeanMethods = false)
class CorsConfig {

    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(
            @Value("${bridge.api.allowed-origins}") List<String> origins,
            @Value("${bridge.api.url}") URI publicUrl,
            ProblemWriter problems) {
        List<String> allowed = new ArrayList<>(origins);
        // Behind a proxy that ends TLS our own page looks like a foreign one.
        allowed.add(publicUrl.getScheme() + "://" + publicUrl.getAuthority());
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(allowed);
        // All: a method that is not served is answered 405 by who knows the path.
        cors.setAllowedMethods(List.of(CorsConfiguration.ALL));
        cors.setAllowedHeaders(List.of(
                "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-Id"));
        cors.setExposedHeaders(
                List.of("ETag", "Link", "Location", "Retry-After", "X-Data-Age", "X-Request-Id", "X-Total-Count"));
        cors.setMaxAge(Duration.ofHours(1));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", cors);
        CorsFilter filter = new CorsFilter(everywhere) {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                // A socket of another origin is refused by a close code, which its page can read.
                return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
            }
        };
        filter.setCorsProcessor(new ProblemCorsProcessor(problems));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /** Refuses other origins in the shape of every other refusal. */
    private static final class ProblemCorsProcessor extends DefaultCorsProcessor {

        private final ProblemWriter problems;

        ProblemCorsProcessor(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            var problem = new Problem(403, "ORIGIN_NOT_ALLOWED", "This origin is not allowed");
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.parseMediaType(ProblemWriter.CONTENT_TYPE));
            response.getBody().write(problems.write(problem, null).getBytes(StandardCharsets.UTF_8));
            response.flush();
        }
    }
}
