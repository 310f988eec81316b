package bridge.http;

import bridge.problem.Problem;
import bridge.problem.ProblemWriter;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Answers with the {@link Problem} that was thrown, or that a policy of {@code errors.camel.yaml} left in the body. */
@Component("answerProblem")
class ProblemProcessor implements Processor {

    private final ProblemWriter writer;

    ProblemProcessor(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void process(Exchange exchange) {
        answer(exchange);
    }

    /** @return what was answered */
    Problem answer(Exchange exchange) {
        Message message = exchange.getMessage();
        Problem problem = message.getBody() instanceof Problem named ? named : thrown(exchange);
        String path = message.getHeader(Exchange.HTTP_PATH, String.class);
        message.removeHeaders("*");
        problem.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        message.setHeader(Exchange.CONTENT_TYPE, ProblemWriter.CONTENT_TYPE);
        message.setBody(writer.write(problem, path));
        return problem;
    }

    private static Problem thrown(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof Problem problem) {
            return problem;
        }
        return Problems.unexpected(failure);
    }
}
