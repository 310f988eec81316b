package bridge.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients asked for and what was acknowledged to them, written by their process and read by the test: a line of
 * {@code invoke}, name and time before a request goes out, another of {@code ok} after a good answer.
 */
record HistoryFile(Path path) {

    private static final String INVOKE = "invoke";
    private static final String OK = "ok";

    void invoke(String name) {
        append(INVOKE, name);
    }

    void ok(String name) {
        append(OK, name);
    }

    private void append(String what, String name) {
        String line = what + " " + name + " " + Instant.now() + "\n";
        try {
            Files.writeString(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how many requests of whomever are acknowledged */
    long acknowledged() throws IOException {
        return lines().stream().filter(line -> line.startsWith(OK)).count();
    }

    /** @param client the beginning of the names of its requests */
    History of(String client) throws IOException {
        List<String> attempted = new ArrayList<>();
        List<String> acknowledged = new ArrayList<>();
        for (String line : lines()) {
            String[] words = line.split(" ");
            if (words[1].startsWith(client + "-")) {
                (words[0].equals(OK) ? acknowledged : attempted).add(words[1]);
            }
        }
        return new History(client, attempted, acknowledged);
    }

    /** Whole ones only: another process may be writing the last. */
    private List<String> lines() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        String text = Files.readString(path);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
