package bridge.simulator;

/** The first column of every board. It is listed among the columns but has no column value: an item has a name. */
final class NameCell extends UnsupportedCell {

    NameCell() {
        super("name", "name", "UnsupportedValue");
    }

    @Override
    String text(CellView view) {
        return view.item().name;
    }
}
