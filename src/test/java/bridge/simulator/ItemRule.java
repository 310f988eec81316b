package bridge.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One rule of a query. What a column's page does not list fails, so that a query that monday would refuse does not pass
 * here.
 */
final class ItemRule {
    private final World world;
    private final User viewer;
    private final Board board;

    ItemRule(World world, User viewer, Board board) {
        this.world = world;
        this.viewer = viewer;
        this.board = board;
    }

    boolean matches(Item item, Map<String, Object> rule) {
        var id = String.valueOf(rule.get("column_id"));
        var operator = (String) rule.getOrDefault("operator", "any_of");
        var given = rule.get("compare_value");
        List<?> values = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        var attribute = (String) rule.get("compare_attribute");
        return switch (id) {
            case "name" -> text(item.name, item.name, operator, values);
            case "group" -> any(operator, contains(values, item.group.id));
            case "__creation_log__" -> logged(item.createdAt, item.creator, operator, values, attribute, true);
            case "__last_updated__" -> logged(item.updatedAt, item.updater, operator, values, attribute, false);
            default -> {
                var column = board.column(id).orElseThrow(() -> MondayException.invalidColumn(id));
                yield cell(world.view(item, column), operator, values, attribute);
            }
        };
    }

    private boolean cell(CellView cell, String operator, List<?> values, String attribute) {
        var item = cell.item();
        if (operator.equals("is_empty")) {
            return cell.empty();
        }
        if (operator.equals("is_not_empty")) {
            return !cell.empty();
        }
        return switch (cell.column().type.name) {
            case "text", "long_text" -> text(cell.text(), cell.text(), operator, values);
            case "email" -> {
                var label = cell.field("label");
                yield text(
                        label == null ? "" : (String) label, cell.text() + " " + cell.field("email"), operator, values);
            }
            case "status" -> status(cell, operator, values);
            case "date" -> date((String) cell.field("date"), operator, values);
            case "people" -> people(cell, operator, values);
            case "creation_log" -> logged(item.createdAt, item.creator, operator, values, attribute, true);
            case "last_updated" -> logged(item.updatedAt, item.updater, operator, values, attribute, false);
            default -> throw unsupported(operator);
        };
    }

    /** @param searched what {@code contains_text} looks in, which for an e-mail is more than the label */
    private static boolean text(String whole, String searched, String operator, List<?> values) {
        var part = values.isEmpty() ? "" : String.valueOf(values.get(0)).toLowerCase(Locale.ROOT);
        var in = searched.toLowerCase(Locale.ROOT);
        return switch (operator) {
            case "any_of", "not_any_of" -> any(operator, contains(values, whole));
            case "contains_text" -> in.contains(part);
            case "not_contains_text" -> !in.contains(part);
            case "contains_terms" -> List.of(part.split("\\s+")).stream().allMatch(in::contains);
            case "starts_with" -> in.startsWith(part);
            case "ends_with" -> in.endsWith(part);
            case "is_empty" -> whole.isEmpty();
            case "is_not_empty" -> !whole.isEmpty();
            default -> throw unsupported(operator);
        };
    }

    private static boolean status(CellView cell, String operator, List<?> values) {
        var label = StatusCell.label(cell);
        return switch (operator) {
            case "any_of", "not_any_of" -> {
                values.forEach(ItemRule::checkNumber);
                yield any(operator, contains(values, label.map(StatusLabel::id).orElse(5)));
            }
            case "contains_terms" ->
                label.isPresent() && contains(values, label.get().label());
            default -> throw unsupported(operator);
        };
    }

    private static void checkNumber(Object value) {
        if (World.number(value).isEmpty()) {
            throw MondayException.invalidArgument("A status is compared with the ids of labels");
        }
    }

    private boolean date(String date, String operator, List<?> values) {
        if (operator.equals("between")) {
            return !date.isEmpty() && between(LocalDate.parse(date), values);
        }
        if (!operator.equals("any_of") && !operator.equals("not_any_of")) {
            throw unsupported(operator);
        }
        boolean found = date.isEmpty()
                ? contains(values, "$$$blank$$$")
                : contains(values, date) || word(LocalDate.parse(date), values);
        return any(operator, found);
    }

    private static boolean people(CellView cell, String operator, List<?> values) {
        if (operator.equals("contains_text")) {
            return text(cell.text(), cell.text(), operator, values);
        }
        var ids = cell.content() == null ? List.<String>of() : cell.content().findValuesAsText("id");
        return any(operator, ids.stream().anyMatch(id -> contains(values, "person-" + id)));
    }

    private boolean logged(Instant at, User by, String operator, List<?> values, String attribute, boolean created) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var about = attribute == null ? "" : attribute;
        if (created && about.equals("CREATED_AT") && operator.equals("between")) {
            return between(day, values);
        }
        if (created && about.equals("CREATED_BY")) {
            return any(operator, contains(values, by.id()));
        }
        if (!created && about.equals("UPDATED_AT")) {
            return any(operator, word(day, values));
        }
        if (!created && about.isEmpty()) {
            return any(
                    operator,
                    contains(values, "person-" + by.id())
                            || (contains(values, "assigned_to_me") && by.id() == viewer.id()));
        }
        throw unsupported(operator);
    }

    private boolean word(LocalDate day, List<?> values) {
        var today = LocalDate.ofInstant(world.now(), ZoneOffset.UTC);
        var week = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        var month = today.withDayOfMonth(1);
        return (contains(values, "TODAY") && day.equals(today))
                || (contains(values, "YESTERDAY") && day.equals(today.minusDays(1)))
                || (contains(values, "TOMORROW") && day.equals(today.plusDays(1)))
                || (contains(values, "THIS_WEEK") && within(day, week, Duration.ofDays(7)))
                || (contains(values, "LAST_WEEK") && within(day, week.minusDays(7), Duration.ofDays(7)))
                || (contains(values, "THIS_MONTH") && day.withDayOfMonth(1).equals(month))
                || (contains(values, "LAST_MONTH") && day.withDayOfMonth(1).equals(month.minusMonths(1)))
                || (contains(values, "PAST_DATETIME") && !day.isAfter(today))
                || (contains(values, "FUTURE_DATETIME") && day.isAfter(today));
    }

    private static boolean within(LocalDate day, LocalDate from, Duration length) {
        return !day.isBefore(from) && day.isBefore(from.plusDays(length.toDays()));
    }

    private static boolean between(LocalDate day, List<?> values) {
        if (values.size() != 2) {
            throw MondayException.invalidArgument("between needs two days");
        }
        return !day.isBefore(LocalDate.parse(String.valueOf(values.get(0))))
                && !day.isAfter(LocalDate.parse(String.valueOf(values.get(1))));
    }

    private static boolean any(String operator, boolean found) {
        return switch (operator) {
            case "any_of" -> found;
            case "not_any_of" -> !found;
            default -> throw unsupported(operator);
        };
    }

    private static boolean contains(List<?> values, Object wanted) {
        return values.stream().anyMatch(v -> String.valueOf(v).equals(String.valueOf(wanted)));
    }

    private static MondayException unsupported(String operator) {
        return MondayException.invalidArgument("Operator " + operator + " is not supported for this column");
    }
}
