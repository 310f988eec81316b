package bridge.command;

import java.io.PrintStream;
import java.util.List;

/** Where a command says what it found; logs are silent meanwhile. */
class Terminal {

    private final PrintStream out;

    Terminal(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        // Names from outside stand in some lines: no control character of theirs reaches the terminal.
        out.println(line.replaceAll("\\p{Cntrl}", " "));
    }

    void list(String mark, List<String> lines) {
        lines.forEach(line -> say(mark + " " + line));
    }
}
