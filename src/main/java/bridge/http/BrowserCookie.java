package bridge.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Recognises a browser that left for another site when it comes back; grants nothing by itself. Where the public address is https no
 * other host can set it (the prefix {@code __Host-}); on plain http browsers would not keep such a cookie.
 */
@Component
public class BrowserCookie {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final boolean https;
    private final String name;

    BrowserCookie(@Value("${bridge.api.url}") String publicUrl) {
        this.https = publicUrl.startsWith("https:");
        this.name = (https ? "__Host-" : "") + "monday-bridge-browser";
    }

    /** @return a key for a browser that has none */
    public String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @return the value of {@code Set-Cookie} */
    public String set(String key, Duration life) {
        return ResponseCookie.from(name, key)
                .maxAge(life)
                .path("/")
                .secure(https)
                .httpOnly(true)
                .sameSite("Lax")
                .build()
                .toString();
    }

    /** @return null when there is none, or not exactly one */
    String read(HttpServletRequest request) {
        Cookie[] all = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        List<String> keys = Arrays.stream(all)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> KEY.matcher(value).matches())
                .distinct()
                .toList();
        return keys.size() == 1 ? keys.get(0) : null;
    }
}
