package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** A column that can be neither read in detail nor written. */
class UnsupportedCell extends CellType {

    UnsupportedCell(String name, String internalName, String fragment) {
        super(name, internalName, fragment);
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        throw refuse("This column type cannot be changed through the API");
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        throw refuse("This column type cannot be changed through the API");
    }

    @Override
    String text(CellView view) {
        return null;
    }
}
