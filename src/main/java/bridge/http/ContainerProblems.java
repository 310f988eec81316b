package bridge.http;

import bridge.problem.Problem;
import bridge.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** The container's own refusals (a line it cannot read, headers that are too large), which reach no servlet. */
@Component
class ContainerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ProblemWriter problems;

    ContainerProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new ProblemValve(problems));
            }
        });
    }

    /** Writes a problem where Tomcat would write its HTML page. */
    private static final class ProblemValve extends ErrorReportValve {

        private final ProblemWriter problems;

        ProblemValve(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            int status = response.getStatus();
            if (status < HttpServletResponse.SC_BAD_REQUEST
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            Problem problem = status < 500
                    ? new Problem(status, "MALFORMED_REQUEST", "The request cannot be understood")
                    : new Problem(status, "INTERNAL_ERROR", "Something went wrong on our side");
            try {
                response.setContentType(ProblemWriter.CONTENT_TYPE);
                response.setCharacterEncoding("UTF-8");
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
                Writer writer = response.getReporter();
                if (writer != null) {
                    writer.write(problems.write(problem, null));
                    response.finishResponse();
                }
            } catch (IOException e) {
                container.getLogger().debug("The caller has gone before the problem could be told");
            }
        }
    }
}
