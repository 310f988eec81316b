package bridge.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/** The board and the app in a browser, and the files that were uploaded to it. */
final class PageHandler implements HttpHandler {
    private final World world;

    PageHandler(World world) {
        this.world = world;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        var path = http.getRequestURI().getPath();
        if (path.equals("/") || path.startsWith("/boards/")) {
            Http.resource(http, "board.html", "text/html; charset=utf-8");
        } else if (path.equals("/app")) {
            Http.resource(http, "app.html", "text/html; charset=utf-8");
        } else if (path.startsWith("/assets/")) {
            asset(http, path.substring("/assets/".length()));
        } else if (!Http.asset(http)) {
            Http.json(http, 404, Map.of("error", "Not found"));
        }
    }

    private void asset(HttpExchange http, String id) throws IOException {
        var asset = world.locked(() -> World.number(id).map(world.assets::get));
        if (asset.isEmpty()) {
            Http.json(http, 404, Map.of("error", "Not found"));
        } else {
            http.getResponseHeaders().set("Content-Disposition", "attachment");
            Http.send(http, 200, "application/octet-stream", asset.get().content());
        }
    }
}
