package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fills boards. Nothing of it is told to webhooks. Called with the world locked. */
final class Seeds {
    private static final String[] STATUSES = {"Open", "In Progress", "Resolved", "Closed"};
    private static final String[] PRIORITIES = {"Low", "Medium", "High", "Urgent"};

    private final World world;
    private final Structure structure;
    private final Random random;

    Seeds(World world, Structure structure, long seed) {
        this.world = world;
        this.structure = structure;
        this.random = new Random(seed);
    }

    /** A ticket board with every column and label, and no item. */
    Board ticketBoard(String name) {
        var user = Accounts.TEAM.get(0);
        var board = structure.createBoard(user, name, "public", null, true);
        board.workspaceId = world.workspaces.keySet().iterator().next();
        board.topGroup().title = "Tickets";
        structure.createColumn(user, board, null, "Description", "long_text");
        structure.createColumn(user, board, null, "Portal ID", "text");
        structure.createColumn(user, board, null, "Client Email", "email");
        var status = structure.createColumn(user, board, null, "Status", "status");
        status.addLabel("Open", StatusColour.BRIGHT_BLUE, 0, null, false);
        status.addLabel("In Progress", StatusColour.WORKING_ORANGE, 1, null, false);
        status.addLabel("Waiting for vendor", StatusColour.PURPLE, 2, null, false);
        status.addLabel("Resolved", StatusColour.DONE_GREEN, 3, null, true);
        status.addLabel("Closed", StatusColour.AMERICAN_GRAY, 4, null, true);
        var priority = structure.createColumn(user, board, null, "Priority", "status");
        priority.addLabel("Low", StatusColour.RIVER, 0, null, false);
        priority.addLabel("Medium", StatusColour.EGG_YOLK, 1, null, false);
        priority.addLabel("High", StatusColour.DARK_ORANGE, 2, null, false);
        priority.addLabel("Urgent", StatusColour.STUCK_RED, 3, null, false);
        structure.createColumn(user, board, null, "Ticket ID", "text");
        structure.createColumn(user, board, null, "Created", "creation_log");
        structure.createColumn(user, board, null, "Updated", "last_updated");
        return board;
    }

    /** A board as a team would have after some weeks: also with empty cells, odd labels, notes and answers. */
    Board demoBoard() {
        var board = ticketBoard("Support tickets");
        structure.createGroup(Accounts.TEAM.get(0), board, "Archive candidates", null);
        var now = world.now();
        for (int i = 0; i < SeedData.TICKETS.length * 2; i++) {
            var ticket = SeedData.TICKETS[i % SeedData.TICKETS.length];
            var title = i < SeedData.TICKETS.length ? ticket[0] : "Again: " + ticket[0];
            var age = Duration.ofMinutes(random.nextInt(60 * 24 * 40) + 90L);
            var item = ticket(board, title, ticket[1], SeedData.customer(i % 3), now.minus(age));
            if (i % 7 == 3) {
                put(item, "Status", json().put("label", "Waiting for vendor"));
            }
            if (i % 9 == 4) {
                clear(item, "Priority");
            }
            if (i % 11 == 5) {
                clear(item, "Description");
            }
            if (i % 4 == 0) {
                talk(item, SeedData.customer(i % 3));
            }
        }
        var loose = ticket(board, "Order toner for our own office", "", SeedData.customer(0), now.minusSeconds(7200));
        List.of("Portal ID", "Client Email", "Status", "Priority", "Description", "Ticket ID")
                .forEach(column -> clear(loose, column));
        return board;
    }

    /** A customer's question in the form the portal gives it, an answer to it, a note of the team and a public one. */
    private void talk(Item item, SeedData.Customer customer) {
        var asked = "<p><strong>" + customer.name() + "</strong> via client portal:</p><p>Any news on this?</p>";
        var question = update(item, null, Accounts.INTEGRATION, asked, 40);
        say(item, question, 1, "We are looking into it and come back to you today.", 30);
        say(item, null, 0, "Customer is on the premium plan, please hurry.", 20);
        say(item, null, 1, "[client] Fixed on our side, could you try again?", 10);
    }

    private void say(Item item, Update to, int member, String text, int minutesAgo) {
        update(item, to, Accounts.TEAM.get(member), Html.fromEditor(text), minutesAgo);
    }

    private Update update(Item item, Update parent, User user, String body, int minutesAgo) {
        var at = item.createdAt.plus(Duration.ofMinutes(60L - minutesAgo));
        var update = new Update(world.newId(), item, parent, user, body, at);
        world.updates.put(update.id, update);
        if (parent != null) {
            parent.replies.add(update);
        }
        return update;
    }

    /** Many tickets at once, spread evenly over the customers: first the three of the demo, then made-up ones. */
    List<Long> items(Board board, int count, int customers) {
        var ids = new ArrayList<Long>();
        var now = world.now();
        for (int i = 0; i < count; i++) {
            var item = ticket(
                    board,
                    SeedData.title(i, random),
                    "Ticket number " + (i + 1) + " of the seed.",
                    SeedData.customer(i % customers),
                    now.minusSeconds(count - i));
            ids.add(item.id);
        }
        world.touched();
        return ids;
    }

    private Item ticket(Board board, String title, String description, SeedData.Customer customer, Instant at) {
        var item = new Item(world.newId(), board, board.topGroup(), title, Accounts.INTEGRATION, at);
        world.items.put(item.id, item);
        put(item, "Description", json().put("text", description));
        var text = Json.MAPPER.getNodeFactory();
        put(item, "Portal ID", text.textNode(customer.portalId()));
        put(item, "Client Email", json().put("email", customer.email()).put("text", customer.email()));
        put(item, "Status", json().put("label", STATUSES[random.nextInt(STATUSES.length)]));
        put(item, "Priority", json().put("label", PRIORITIES[random.nextInt(PRIORITIES.length)]));
        put(item, "Ticket ID", text.textNode("seed-" + item.id));
        return item;
    }

    private static ObjectNode json() {
        return Json.object();
    }

    private void put(Item item, String title, JsonNode value) {
        var column = item.board.columnTitled(title).orElseThrow();
        var content = column.type.write(value, new CellInput(column, false, item.createdAt));
        if (content != null) {
            item.cells.put(column.id, new Cell(content, item.createdAt));
        }
    }

    private void clear(Item item, String title) {
        item.cells.remove(item.board.columnTitled(title).orElseThrow().id);
    }
}
