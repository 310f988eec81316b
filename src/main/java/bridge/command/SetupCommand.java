package bridge.command;

import bridge.board.SetupReport;
import bridge.camel.RouteCalls;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** {@code java -jar monday-bridge.jar setup}. */
@Component
@Lazy
class SetupCommand {

    private final RouteCalls routes;

    SetupCommand(RouteCalls routes) {
        this.routes = routes;
    }

    /** @return the exit status */
    int run(Terminal terminal) {
        SetupReport report = routes.call("board-setup", null, SetupReport.class);
        terminal.list("found", report.found());
        terminal.list("made ", report.done());
        terminal.list("FAIL ", report.failed());
        terminal.list("->   ", report.advice());
        terminal.say(
                report.complete() ? "The board " + report.boardId() + " is ready." : "Not everything could be made.");
        return report.complete() ? 0 : 1;
    }
}
