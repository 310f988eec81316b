package bridge.simulator;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.ArrayList;
import java.util.List;

/** What is read of items and their column values. */
final class ItemFields {
    private static final List<String> VALUES = List.of(
            "TextValue",
            "LongTextValue",
            "StatusValue",
            "EmailValue",
            "DateValue",
            "NumbersValue",
            "PeopleValue",
            "FileValue",
            "CreationLogValue",
            "LastUpdatedValue",
            "UnsupportedValue");

    private final World world;

    ItemFields(World world) {
        this.world = world;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(FieldReader.type("Item", Item.class, this::item));
        wiring.type(TypeRuntimeWiring.newTypeWiring("ColumnValue").typeResolver(env -> env.getSchema()
                .getObjectType(((CellView) env.getObject()).column().type.fragment)));
        for (var value : VALUES) {
            wiring.type(FieldReader.type(value, CellView.class, (cell, field, call) -> cell.field(field)));
        }
        wiring.type(TypeRuntimeWiring.newTypeWiring("FileValueItem")
                .typeResolver(env -> env.getSchema().getObjectType("FileAssetValue")));
        wiring.type(FieldReader.type("FileAssetValue", Asset.class, (asset, field, call) -> switch (field) {
            case "asset" -> asset;
            case "asset_id" -> asset.id();
            case "created_at" -> Times.seconds(asset.createdAt());
            case "creator" -> asset.uploadedBy();
            case "creator_id" -> asset.uploadedBy().id();
            case "is_image" -> FileCell.image(asset);
            case "name" -> asset.name();
            default -> null;
        }));
    }

    private Object item(Item item, String field, DataFetchingEnvironment call) {
        return switch (field) {
            case "id" -> item.id;
            case "name" -> item.name;
            case "state" -> item.state;
            case "board" -> item.board;
            case "group" -> item.group;
            case "creator" -> item.creator;
            case "creator_id" -> String.valueOf(item.creator.id());
            case "created_at" -> Times.seconds(item.createdAt);
            case "updated_at" -> Times.seconds(item.updatedAt);
            case "url" -> world.boardUrl(item.board) + "/pulses/" + item.id;
            case "relative_link" -> "/boards/" + item.board.id + "/pulses/" + item.id;
            case "email" -> "pulse-" + item.id + "@use1.mx.monday.com";
            case "subitems" -> List.of();
            case "subscribers" -> List.of(item.creator);
            case "column_values" -> cells(item, Arguments.of(call));
            case "updates" -> updates(item, Arguments.of(call));
            case "assets" -> assets(item, Arguments.of(call));
            default -> null;
        };
    }

    private List<CellView> cells(Item item, Arguments arguments) {
        var ids = arguments.texts("ids");
        var types = arguments.texts("types");
        return world.cells(item).stream()
                .filter(c -> ids == null || ids.contains(c.column().id))
                .filter(c -> types == null || types.contains(c.column().type.name))
                .toList();
    }

    private List<Update> updates(Item item, Arguments arguments) {
        var ids = arguments.texts("ids");
        return arguments.page(
                world.updatesOf(item).stream()
                        .filter(u -> ids == null || ids.contains(String.valueOf(u.id)))
                        .toList(),
                25,
                100);
    }

    /** Files of the item's columns, and unless only those are asked for, of its updates too. */
    private List<Asset> assets(Item item, Arguments arguments) {
        var columns = arguments.texts("column_ids");
        var source = arguments.text("assets_source");
        var assets = new ArrayList<Asset>();
        for (var cell : world.cells(item)) {
            if (!"gallery".equals(source) && (columns == null || columns.contains(cell.column().id))) {
                assets.addAll(cell.column().type instanceof FileCell ? FileCell.assets(cell) : List.of());
            }
        }
        if (!"columns".equals(source) && columns == null) {
            world.updates.values().stream().filter(u -> u.item == item).forEach(u -> assets.addAll(u.assets));
        }
        return assets;
    }
}
