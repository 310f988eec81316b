package bridge.monday;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What monday's error codes mean. Their spelling differs between pages and versions of the API
 * (developer.monday.com/api-reference/docs/error-handling), so case and punctuation do not count.
 */
final class ErrorCodes {

    /** From the least final to the most: when an answer holds several errors, the first of these decides. */
    enum Kind {
        /** The day's calls are used up: nothing before midnight UTC. */
        DAILY_LIMIT,
        /** The account's or the address' limits are spent for a while. */
        THROTTLED,
        /** Too many calls at once. */
        CROWDED,
        /** Only this call has to wait: its board is locked, its key is in use, its field has a limit of its own. */
        BUSY,
        /** monday failed; a mutation may have been executed. */
        FAILED,
        /** Our token, its permissions or scopes. */
        MISCONFIGURED,
        /** Will never be done. */
        REFUSED
    }

    private static final Map<Kind, Set<String>> CODES = Map.of(
            Kind.DAILY_LIMIT, Set.of("dailylimitexceeded"),
            Kind.THROTTLED,
                    Set.of(
                            "complexitybudgetexhausted",
                            "complexityexception",
                            "ipratelimitexceeded",
                            "ratelimitexceeded",
                            "minutelimitrateexceeded",
                            "minutelimitexceeded",
                            "minuteratelimitexceeded",
                            "apitemporarilyblocked"),
            Kind.CROWDED, Set.of("maxconcurrencyexceeded", "concurrencylimitexceeded"),
            Kind.BUSY, Set.of("fieldlimitexceeded", "idempotencyconflict", "resourcelocked", "locked"),
            Kind.FAILED,
                    Set.of(
                            "internalservererror",
                            "internalerror",
                            "serviceunavailable",
                            "badgateway",
                            "gatewaytimeout"),
            Kind.MISCONFIGURED,
                    Set.of(
                            "unauthorized",
                            "notauthenticated",
                            "unauthenticated",
                            "userunauthorized",
                            "userunauthorizedexception",
                            "useraccessdenied",
                            "missingrequiredpermissions",
                            "youripisrestricted",
                            "invalidversionexception"));

    private static final Map<String, Kind> TEXTS = Map.of(
            "daily limit", Kind.DAILY_LIMIT,
            "complexity budget", Kind.THROTTLED,
            "minute limit", Kind.THROTTLED,
            "rate limit", Kind.THROTTLED,
            "concurrency limit", Kind.CROWDED,
            "currently locked", Kind.BUSY,
            "internal server error", Kind.FAILED,
            "ip is restricted", Kind.MISCONFIGURED,
            "not authenticated", Kind.MISCONFIGURED,
            "unauthorized", Kind.MISCONFIGURED);

    private ErrorCodes() {}

    /** @return lower case, letters and digits only */
    static String normal(String code) {
        return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** @return null when the code is not one of those that need a decision */
    static Kind ofCode(String code) {
        String normal = normal(code);
        return CODES.entrySet().stream()
                .filter(e -> e.getValue().contains(normal))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** For errors that bear no code, only a sentence. @return null when it says nothing known */
    static Kind ofText(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return TEXTS.entrySet().stream()
                .filter(e -> lower.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .min(Kind::compareTo)
                .orElse(null);
    }

    /** Of an answer that is not GraphQL at all. */
    static Kind ofStatus(int status) {
        return switch (status) {
            case 429 -> Kind.THROTTLED;
            case 408, 409, 423, 425 -> Kind.BUSY;
            case 401, 403, 404, 405, 407 -> Kind.MISCONFIGURED;
            default -> {
                if (status >= 500 || status < 300) {
                    yield Kind.FAILED;
                }
                yield status < 400 ? Kind.MISCONFIGURED : Kind.REFUSED;
            }
        };
    }

    /** Beside a GraphQL error, where most statuses say nothing. @return null unless it decides */
    static Kind ofStatusBesideError(int status) {
        return switch (status) {
            case 429 -> Kind.THROTTLED;
            case 423 -> Kind.BUSY;
            case 401, 403 -> Kind.MISCONFIGURED;
            default -> status >= 500 ? Kind.FAILED : null;
        };
    }
}
