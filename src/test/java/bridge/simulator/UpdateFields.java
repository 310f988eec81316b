package bridge.simulator;

import graphql.schema.idl.RuntimeWiring;

/** What is read of updates, replies and files. */
final class UpdateFields {
    private final World world;

    UpdateFields(World world) {
        this.world = world;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(FieldReader.type("Update", Update.class, (update, field, call) -> update(update, field)));
        wiring.type(FieldReader.type("Reply", Update.class, (reply, field, call) -> update(reply, field)));
        wiring.type(FieldReader.type("Asset", Asset.class, (asset, field, call) -> asset(asset, field)));
    }

    private static Object update(Update update, String field) {
        return switch (field) {
            case "id" -> update.id;
            case "kind" -> "reply";
            case "body" -> update.body;
            case "text_body" -> Html.text(update.body);
            case "creator" -> update.creator;
            case "creator_id" -> String.valueOf(update.creator.id());
            case "created_at" -> Times.seconds(update.createdAt);
            case "updated_at", "edited_at" -> Times.seconds(update.editedAt);
            case "item" -> update.item;
            case "item_id" -> String.valueOf(update.item.id);
            case "replies" -> update.replies;
            case "assets" -> update.assets;
            default -> null;
        };
    }

    private Object asset(Asset asset, String field) {
        return switch (field) {
            case "id" -> asset.id();
            case "name" -> asset.name();
            case "file_extension" -> asset.extension();
            case "file_size" -> asset.content().length;
            case "created_at" -> Times.seconds(asset.createdAt());
            case "uploaded_by" -> asset.uploadedBy();
            case "url", "public_url" -> world.assetUrl(asset);
            default -> null;
        };
    }
}
