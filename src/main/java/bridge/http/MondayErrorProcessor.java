package bridge.http;

import bridge.problem.MondayErrorWriter;
import bridge.problem.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Answers monday with the {@link Problem} that a policy of {@code errors.camel.yaml} left in the body; any other failure passes. */
@Component("answerMondayError")
class MondayErrorProcessor implements Processor {

    private final MondayErrorWriter writer;

    MondayErrorProcessor(MondayErrorWriter writer) {
        this.writer = writer;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Problem problem = message.getBody() instanceof Problem named ? named : unexpected(exchange);
        message.removeHeaders("*");
        problem.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, writer.status(problem));
        message.setHeader(Exchange.CONTENT_TYPE, MondayErrorWriter.CONTENT_TYPE);
        message.setBody(writer.write(problem));
    }

    private static Problem unexpected(Exchange exchange) {
        return Problems.unexpected(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
