package bridge.event;

import bridge.problem.Problem;
import bridge.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * Where sockets are opened. Foreign origins and bad tokens are let in and shown out with a close code, for a browser does not tell its
 * page why a handshake failed.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class SocketConfig {

    private static final String BEARER = "Bearer ";

    @Bean
    WebSocketConfigurer socketConfigurer(
            SocketHandler handler,
            @Value("${bridge.api.allowed-origins}") List<String> allowedOrigins,
            @Value("${bridge.api.url}") URI publicUrl,
            ProblemWriter problems) {
        Set<String> origins = new HashSet<>(allowedOrigins);
        origins.add(publicUrl.getScheme() + "://" + publicUrl.getAuthority());
        return registry -> registry.addHandler(handler, "/ws")
                .setAllowedOriginPatterns("*")
                .setHandshakeHandler(new StrictHandshake(problems))
                .addInterceptors(new HandshakeReader(origins));
    }

    /** For pings and farewells, which may wait for the other side, and for telling what was missed. */
    @Bean(defaultCandidate = false)
    TaskExecutor socketExecutor() {
        var executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(16);
        executor.setAllowCoreThreadTimeOut(true);
        executor.setThreadNamePrefix("sockets-");
        executor.setDaemon(true);
        return executor;
    }

    /** Keeps what the handler needs to know of the opening request. */
    private record HandshakeReader(Set<String> origins) implements HandshakeInterceptor {

        @Override
        public boolean beforeHandshake(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                Map<String, Object> attributes) {
            HttpServletRequest http = ((ServletServerHttpRequest) request).getServletRequest();
            String origin = http.getHeader("Origin");
            new Handshake(origin == null || origins.contains(origin), token(http), http.getParameter("since"))
                    .keepIn(attributes);
            return true;
        }

        private static String token(HttpServletRequest http) {
            String header = http.getHeader("Authorization");
            if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                return header.substring(BEARER.length()).strip();
            }
            return http.getParameter("token");
        }

        @Override
        public void afterHandshake(
                ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler, Exception failure) {}
    }

    /** Refuses what is no handshake in the shape of every other refusal. */
    private static final class StrictHandshake extends DefaultHandshakeHandler {

        private final ProblemWriter problems;

        StrictHandshake(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected void handleInvalidUpgradeHeader(ServerHttpRequest request, ServerHttpResponse response)
                throws IOException {
            refuse(request, response);
        }

        @Override
        protected void handleInvalidConnectHeader(ServerHttpRequest request, ServerHttpResponse response)
                throws IOException {
            refuse(request, response);
        }

        private void refuse(ServerHttpRequest request, ServerHttpResponse response) throws IOException {
            var problem = new Problem(426, "UPGRADE_REQUIRED", "A WebSocket handshake is expected here");
            response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
            response.getHeaders().set("Upgrade", "websocket");
            response.getHeaders().setContentType(MediaType.parseMediaType(ProblemWriter.CONTENT_TYPE));
            response.getBody()
                    .write(problems.write(problem, request.getURI().getPath()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
