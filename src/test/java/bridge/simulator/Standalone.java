package bridge.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulated monday and the mailbox in a process of their own: {@code bridge.DevApplication stand-ins}, so that the
 * tests hold one main method and {@code spring-boot:test-run} finds it. Arguments, all optional, as {@code name=value}:
 *
 * <ul>
 *   <li>{@code only}: {@code monday} or {@code mailbox}, without the other
 *   <li>{@code port}, {@code smtp-port}, {@code mail-port}: 0 for any free one
 *   <li>{@code seed}: number that ids and texts are drawn from
 *   <li>{@code board}: {@code demo} (default), {@code tickets} or {@code none}
 *   <li>{@code items}, {@code customers}: further tickets on that board
 *   <li>{@code service}: address of the service that actions, subscriptions and life-cycle calls go to
 * </ul>
 *
 * Prints one line of JSON with the addresses and the settings of a service among them, then runs until it is ended.
 */
public final class Standalone {

    private Standalone() {}

    /** Runs until the process is ended. */
    public static void run(List<String> arguments) throws InterruptedException {
        var given = new LinkedHashMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            given.put(parts[0], parts.length < 2 ? "" : parts[1]);
        }
        var only = given.getOrDefault("only", "");
        var addresses = new LinkedHashMap<String, Object>();
        var settings = new LinkedHashMap<String, String>();
        if (!only.equals("mailbox")) {
            startMonday(given, addresses, settings);
        }
        if (!only.equals("monday")) {
            startMailbox(given, addresses, settings);
        }
        addresses.put("settings", settings);
        System.out.println(Json.write(addresses));
        Thread.currentThread().join();
    }

    private static void startMonday(
            Map<String, String> given, Map<String, Object> addresses, Map<String, String> settings) {
        var monday = SimulatedMonday.start(
                SimulatorOptions.defaults().onPort(number(given, "port", 0)).seeded(number(given, "seed", 1)));
        monday.app().serveAt(given.getOrDefault("service", monday.app().serviceUrl()));
        var board = given.getOrDefault("board", "demo");
        if (!board.equals("none")) {
            var unused = board.equals("demo") ? monday.seedDemoBoard() : monday.seedTicketBoard();
            int items = number(given, "items", 0);
            if (items > 0) {
                monday.seedItems(items, number(given, "customers", 3));
            }
            settings.putAll(monday.settings());
        }
        addresses.put("page", monday.url());
        addresses.put("apiUrl", monday.apiUrl());
        addresses.put("token", monday.token());
        addresses.put("appToken", monday.appToken());
        addresses.put("signingSecret", monday.signingSecret());
        addresses.put("clientId", monday.clientId());
        addresses.put("clientSecret", monday.clientSecret());
        addresses.put("topicSecret", monday.app().topicSecret());
        addresses.put("authorizeUrl", monday.authorizeUrl());
        addresses.put("tokenUrl", monday.tokenUrl());
        addresses.put("newTokenUrl", monday.app().newTokenUrl());
        addresses.put("storageUrl", monday.app().storageUrl());
        addresses.put("boardId", board.equals("none") ? "" : monday.boardId());
    }

    private static void startMailbox(
            Map<String, String> given, Map<String, Object> addresses, Map<String, String> settings) {
        var mailbox = Mailbox.start(number(given, "smtp-port", 0), number(given, "mail-port", 0));
        settings.putAll(mailbox.settings());
        addresses.put("mailbox", mailbox.url());
        addresses.put("smtpPort", mailbox.smtpPort());
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return given.containsKey(name) ? Integer.parseInt(given.get(name)) : otherwise;
    }
}
