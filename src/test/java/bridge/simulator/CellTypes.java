package bridge.simulator;

import java.util.HashMap;
import java.util.Map;

/** The column types the simulated monday knows; every other one of the schema is there but cannot be written. */
final class CellTypes {
    private static final Map<String, CellType> KNOWN = new HashMap<>();

    static {
        for (var type : new CellType[] {
            new NameCell(),
            new TextCell(),
            new LongTextCell(),
            new StatusCell(),
            new EmailCell(),
            new DateCell(),
            new NumbersCell(),
            new PeopleCell(),
            new FileCell(),
            new CreationLogCell(),
            new LastUpdatedCell()
        }) {
            KNOWN.put(type.name, type);
        }
    }

    private CellTypes() {}

    static CellType named(String columnType) {
        return KNOWN.getOrDefault(columnType, new UnsupportedCell(columnType, columnType, "UnsupportedValue"));
    }
}
