package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Uploaded files. Written only by upload; a write can do no more than clear it. */
final class FileCell extends CellType {

    FileCell() {
        super("file", "file", "FileValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (input != null && input.path("clear_all").asBoolean(false)) {
            return null;
        }
        throw malformed();
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        throw malformed();
    }

    /** The content of a cell with one more file at its end. */
    static JsonNode with(Cell before, Asset asset, Instant now) {
        var content = Json.object();
        var files = content.putArray("files");
        if (before != null) {
            before.content().path("files").forEach(files::add);
        }
        files.addObject()
                .put("name", asset.name())
                .put("assetId", asset.id())
                .put("isImage", String.valueOf(image(asset)))
                .put("fileType", "ASSET")
                .put("createdAt", now.toEpochMilli())
                .put("createdBy", String.valueOf(asset.uploadedBy().id()));
        return content;
    }

    static boolean image(Asset asset) {
        return asset.extension().matches("(?i)\\.(png|jpe?g|gif|webp|bmp|svg)");
    }

    static List<Asset> assets(CellView view) {
        var assets = new ArrayList<Asset>();
        if (view.content() != null) {
            view.content()
                    .path("files")
                    .forEach(f ->
                            assets.add(view.world().assets.get(f.path("assetId").longValue())));
        }
        return assets.stream().filter(Objects::nonNull).toList();
    }

    @Override
    String text(CellView view) {
        return assets(view).stream().map(view.world()::assetUrl).collect(Collectors.joining(", "));
    }

    @Override
    Object field(String field, CellView view) {
        return field.equals("files") ? assets(view) : null;
    }
}
