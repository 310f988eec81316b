package bridge.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** A server that is stopped between the end of a request and the sending of its answer. */
class LastAnswersTest {

    @Test
    void anAnswerThatIsBeingSentWhenTheServerStopsArrives() throws Exception {
        try (var context = new AnnotationConfigServletWebServerApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource("server", Map.of("server.port", "0", "server.shutdown", "graceful")));
            context.register(Server.class);
            context.refresh();
            var address =
                    URI.create("http://localhost:" + context.getWebServer().getPort() + "/");
            var answer = HttpClient.newHttpClient()
                    .sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(context.getBean(SlowSending.class).begun.await(10, TimeUnit.SECONDS))
                    .isTrue();

            context.close();

            assertThat(answer.get(5, TimeUnit.SECONDS).body()).isEqualTo("whole");
        }
    }

    @Configuration
    @ImportAutoConfiguration(ServletWebServerFactoryAutoConfiguration.class)
    @Import(LastAnswers.class)
    static class Server {

        @Bean
        SlowSending slowSending() {
            return new SlowSending();
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> outermost(SlowSending valve) {
            return factory -> factory.addEngineValves(valve);
        }

        @Bean
        ServletRegistrationBean<HttpServlet> servlet() {
            return new ServletRegistrationBean<>(
                    new HttpServlet() {
                        @Override
                        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            response.getWriter().write("whole");
                        }
                    },
                    "/");
        }
    }

    /** Holds the thread of a request between the servlet's end and the sending of what it wrote. */
    static class SlowSending extends ValveBase {

        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            begun.countDown();
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
        }
    }
}
