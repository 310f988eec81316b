package bridge.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a browser asks on the consent page.
 *
 * @param redirectUri where the browser goes afterwards
 * @param sentUri {@code redirect_uri} as it was sent; null when it was left out
 * @param state null without one
 * @param challenge of PKCE; null in the legacy flow
 * @param subdomain the account's slug, when only its people may answer; else null
 */
record AuthorizeRequest(
        String redirectUri, String sentUri, String state, List<String> scopes, String challenge, String subdomain) {

    boolean rotating() {
        return challenge != null;
    }

    boolean mayAnswer(World world, User user) {
        return subdomain == null || world.accounts.get(user.accountId()).slug().equals(subdomain);
    }

    String withCode(String code) {
        return back(Map.of("code", code));
    }

    /** In the new flow with {@code status} too: monday's page names it and does not say what it holds; here the number. */
    String withError(OAuthException refusal) {
        var answer = new LinkedHashMap<String, String>();
        answer.put("error", refusal.error);
        answer.put("error_description", refusal.getMessage());
        if (rotating()) {
            answer.put("status", String.valueOf(refusal.status));
        }
        return back(answer);
    }

    private String back(Map<String, String> answer) {
        var target = new StringBuilder(redirectUri).append(redirectUri.contains("?") ? '&' : '?');
        answer.forEach((name, value) -> target.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
        if (state != null) {
            target.append("state=").append(URLEncoder.encode(state, StandardCharsets.UTF_8));
        } else {
            target.setLength(target.length() - 1);
        }
        return target.toString();
    }
}
