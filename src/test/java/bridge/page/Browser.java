package bridge.page;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.springframework.util.FileSystemUtils;

/** A browser without a window and with a fresh profile, and what one does in it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path profile;
    private final ChromeDriver driver;
    private final List<String> console = new ArrayList<>();

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    static Browser start() throws IOException {
        Path profile = Files.createTempDirectory("portal-page");
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(BrowserFiles.browser().orElseThrow().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1200,900",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logging);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(BrowserFiles.driver().orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(profile, new ChromeDriver(service, options));
    }

    void open(String url) {
        driver.get(url);
    }

    /** Goes on in the window that the page has opened last, and closes the others. */
    void followNewWindow() {
        await().atMost(PATIENCE).until(() -> driver.getWindowHandles().size() > 1);
        String here = driver.getWindowHandle();
        driver.getWindowHandles().stream().filter(other -> !other.equals(here)).forEach(other -> {
            driver.close();
            driver.switchTo().window(other);
        });
    }

    /** Chooses the option with the value. */
    void choose(String css, String value) {
        new Select(find(css)).selectByValue(value);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    void back() {
        driver.navigate().back();
    }

    /** Waits until it is there and visible. */
    WebElement find(String css) {
        return find(css, PATIENCE);
    }

    WebElement find(String css, Duration patience) {
        return await().atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(StaleElementReferenceException.class)
                .until(
                        () -> driver.findElements(By.cssSelector(css)).stream()
                                .filter(WebElement::isDisplayed)
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    void click(String css) {
        find(css).click();
    }

    /** Writes into a field, in place of what was there. */
    void write(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    /** Waits until an element shows the text. */
    void see(String css, String text) {
        see(css, text, PATIENCE);
    }

    void see(String css, String text, Duration patience) {
        await("“" + text + "” in " + css)
                .atMost(patience)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> driver.findElements(By.cssSelector(css)).stream()
                        .anyMatch(element -> element.getText().contains(text)));
    }

    /** Everything that stands on the page, shown or not, its attributes too. */
    String source() {
        return driver.getPageSource();
    }

    /** Runs a script as a person with developer tools would; the page's own policy does not concern it. */
    Object run(String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    /** What the console has shown so far: violations of the content security policy and uncaught errors among it. */
    List<String> console() {
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> console.add(entry.getMessage()));
        return List.copyOf(console);
    }

    @Override
    public void close() throws IOException {
        try {
            driver.quit();
        } finally {
            FileSystemUtils.deleteRecursively(profile);
        }
    }
}
