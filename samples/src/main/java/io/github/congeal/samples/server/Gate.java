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
 * Refuses requests that other sites' pages send through a visitor's browser, and requests without the token, if there
 * is one.
 *
 * <p>A browser states which page a request comes from, in {@code Origin} and {@code Sec-Fetch-Site}; it must be the
 * server's own. Against DNS rebinding, where a foreign domain name is made to resolve to this server, {@code Host} is
 * checked as well: it must be an IP address, {@code localhost}, or an allowed name.
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
     * @param token the token that clients must send; null for none
     */
    Gate(Set<String> hosts, @Nullable String token) {
        this.hosts = hosts;
        this.token = token;
    }

    /**
     * Checks a request.
     *
     * @param open whether the request needs no token
     * @throws Refusal if the request is not allowed
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

    /** Whether the token was sent: as a bearer token, as the password of any user, or in the {@link #cookie}. */
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

    /** Whether a text is the token, in a time that does not depend on how much of it is right. */
    boolean isToken(String text) {
        return token != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** The cookie with which a browser sends the token with each request, but only from the server's own page. */
    String cookie() {
        String value = Base64.getEncoder().encodeToString(String.valueOf(token).getBytes(StandardCharsets.UTF_8));
        return COOKIE + value + "; Path=/; HttpOnly; SameSite=Strict";
    }
}
