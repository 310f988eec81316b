package bridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import bridge.journey.BridgeTest;
import bridge.journey.PortalClient;
import bridge.journey.PortalClient.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** The page's files as the service hands them out. */
@BridgeTest
class PortalFilesIT {

    private static final Pattern OWN_FILE = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");

    private final PortalClient browser;

    @Value("${bridge.api.url}")
    private URI url;

    PortalFilesIT(PortalClient browser) {
        this.browser = browser;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portal", "/portal/", "/portal/?portal_id=acme&token=abc"})
    void thePageIsFoundWithAndWithoutTheSlashAndKeptByNobody(String path) throws Exception {
        Answer page = browser.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void everyFileOfThePageIsItsOwnAndIsAskedForAgainAfterAnUpgrade() throws Exception {
        Matcher files = OWN_FILE.matcher(browser.get("/portal/").http().body());

        assertThat(files.results().map(file -> file.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> {
                    Answer file = browser.get(path);
                    assertThat(file.status()).as(path).isEqualTo(200);
                    assertThat(file.header("Cache-Control")).as(path).contains("no-cache");
                    assertThat(file.header("Content-Type"))
                            .as(path)
                            .matches(
                                    path.endsWith(".js")
                                            ? "(text|application)/javascript.*"
                                            : "(text/css|image/svg).*");
                    Answer again =
                            browser.send("GET", path, null, Map.of("If-Modified-Since", file.header("Last-Modified")));
                    assertThat(again.status()).as(path).isEqualTo(304);
                });
    }

    @Test
    void aFirstVisitCostsLessThan60Kilobytes() throws Exception {
        Matcher files = OWN_FILE.matcher(browser.get("/portal/").http().body());
        var http = HttpClient.newHttpClient();

        int bytes = 0;
        for (String path : Stream.concat(Stream.of("/portal/"), files.results().map(file -> file.group(1)))
                .toList()) {
            var request = HttpRequest.newBuilder(url.resolve(path)).header("Accept-Encoding", "gzip");
            bytes += http.send(request.build(), BodyHandlers.ofByteArray()).body().length;
        }
        assertThat(bytes).isBetween(1_000, 60_000);
    }

    /** A module that is missing in the list would be loaded one round trip later. */
    @Test
    void thePageNamesEveryModuleThatItsModulesImport() throws Exception {
        String page = browser.get("/portal/").http().body();
        Matcher modules = OWN_FILE.matcher(page);

        assertThat(modules.results().map(file -> file.group(1)).filter(path -> path.endsWith(".js")))
                .allSatisfy(path -> assertThat(
                                IMPORT.matcher(browser.get(path).http().body())
                                        .results()
                                        .map(imported -> "\"/portal/js/" + imported.group(1) + "\""))
                        .allSatisfy(imported -> assertThat(page).contains(imported)));
    }

    @Test
    void nothingOnThePageIsInline() throws Exception {
        assertThat(browser.get("/portal/").http().body())
                .doesNotContain("style=", "<style", " onclick", "<script>", "http://", "https://");
    }
}
