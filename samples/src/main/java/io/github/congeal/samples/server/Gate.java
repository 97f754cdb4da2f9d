package io.github.congeal.samples.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out requests that come by way of a stranger's page, and those without the token, if there is one.
 *
 * <p>A browser tells from which page a request comes, in {@code Origin} and {@code Sec-Fetch-Site}; it has to be the server's
 * own. That a stranger's page is taken for it, by a name that was made to lead here, is prevented by looking at {@code Host}:
 * it must be an address, {@code localhost}, or a name that was allowed.
 */
final class Gate {
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|\\[[0-9a-fA-F:.%]+]|localhost");
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";
    private static final String COOKIE = "congeal-token=";

    private final Set<String> hosts;
    private final @Nullable String token;

    /**
     * A gate.
     *
     * @param hosts the names, other than addresses and localhost, under which the server is known
     * @param token what clients must know; null if nothing
     */
    Gate(Set<String> hosts, @Nullable String token) {
        this.hosts = hosts;
        this.token = token;
    }

    /**
     * Lets a request pass.
     *
     * @param open whether it needs no token
     * @throws Refusal if not
     */
    void pass(HttpExchange exchange, boolean open) {
        Headers headers = exchange.getRequestHeaders();
        String host = Optional.ofNullable(headers.getFirst("Host")).orElse("").toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":\\d*$", "");
        if (!ADDRESS.matcher(name).matches() && !hosts.contains(name)) {
            throw Refusal.forbidden("this server is not known as \"%s\": start it with --allow-host %s if it should be"
                    .formatted(printable(name), printable(name)));
        }
        requireOwnPage(headers, host, exchange.getRequestMethod());
        if (!open && !knowsToken(headers)) {
            throw Refusal.withoutToken();
        }
    }

    private static String printable(String name) {
        return name.replaceAll("[^a-z0-9.:\\[\\]_-]", "?");
    }

    private static void requireOwnPage(Headers headers, String host, String method) {
        String origin = headers.getFirst("Origin");
        if (origin != null
                && !origin.equalsIgnoreCase("http://" + host)
                && !origin.equalsIgnoreCase("https://" + host)) {
            throw Refusal.forbidden("requests from pages of other servers are not followed");
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean isFollowedLink = method.equals("GET") && "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
        if (site != null && !site.equals("same-origin") && !site.equals("none") && !isFollowedLink) {
            throw Refusal.forbidden("requests from pages of other servers are not followed");
        }
    }

    /** A bearer token, the password of any user, or what {@link #cookie} gave. */
    private boolean knowsToken(Headers headers) {
        if (token == null) {
            return true;
        }
        String authorization =
                Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        String kind = authorization.toLowerCase(Locale.ROOT);
        if (kind.startsWith(BEARER)) {
            return isToken(authorization.substring(BEARER.length()).strip());
        }
        if (kind.startsWith(BASIC)) {
            return isToken(password(authorization.substring(BASIC.length()).strip()));
        }
        return headers.getOrDefault("Cookie", java.util.List.of()).stream()
                .flatMap(line -> java.util.Arrays.stream(line.split(";\\s*")))
                .anyMatch(cookie -> cookie.startsWith(COOKIE) && isToken(decoded(cookie.substring(COOKIE.length()))));
    }

    private static String password(String credentials) {
        String pair = decoded(credentials);
        return pair.substring(pair.indexOf(':') + 1);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether a text is the token, found out in a time that does not depend on how much of it is right. */
    boolean isToken(String text) {
        return token != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** What makes a browser send the token with each request, and only from the server's own page. */
    String cookie() {
        String value = Base64.getEncoder().encodeToString(String.valueOf(token).getBytes(StandardCharsets.UTF_8));
        return COOKIE + value + "; Path=/; HttpOnly; SameSite=Strict";
    }
}
