package bridge.http;

import bridge.problem.Problem;
import bridge.problem.ProblemWriter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** As {@code answerProblem}; a person who is looking gets a page with the same sentence. */
@Component("answerBrowser")
class BrowserAnswerProcessor implements Processor {

    private final ProblemProcessor problems;

    BrowserAnswerProcessor(ProblemProcessor problems) {
        this.problems = problems;
    }

    @Override
    public void process(Exchange exchange) {
        Browser browser = exchange.getVariable("browser", Browser.class);
        exchange.getMessage().setHeader(Exchange.HTTP_PATH, browser.path());
        Problem problem = problems.answer(exchange);
        if (browser.wantsPage()) {
            BrowserPage.write(
                    exchange.getMessage(),
                    problem.detail(),
                    "You can close this window and start again from where you came. Reference: "
                            + MDC.get(ProblemWriter.REQUEST_ID));
        }
    }
}
