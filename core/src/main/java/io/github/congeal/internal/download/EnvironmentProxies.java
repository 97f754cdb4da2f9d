package io.github.congeal.internal.download;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that Java's system properties name ({@code https.proxyHost} and the like), and where they name none,
 * those of the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY},
 * in upper or lower case, as curl reads them.
 */
final class EnvironmentProxies extends ProxySelector {
    private final ProxySelector java;
    private final Map<String, String> environment;

    EnvironmentProxies(ProxySelector java, Map<String, String> environment) {
        this.java = java;
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI uri) {
        List<Proxy> named = java.select(uri);
        boolean none = named.stream().allMatch(Proxy.NO_PROXY::equals);
        // If Java has a proxy but does not use it, nonProxyHosts excludes this host.
        if (!none || System.getProperty(uri.getScheme() + ".proxyHost") != null || isExcepted(uri)) {
            return named;
        }
        return proxy(uri.getScheme())
                .map(proxy -> List.of(new Proxy(Proxy.Type.HTTP, address(proxy))))
                .orElse(named);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException fault) {
        java.connectFailed(uri, address, fault);
    }

    /** Gives a proxy that asks for credentials those in its environment variable. */
    Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                if (getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                return List.of("https", "http").stream()
                        .flatMap(scheme -> proxy(scheme).stream())
                        .filter(proxy -> proxy.getUserInfo() != null
                                && proxy.getHost().equalsIgnoreCase(getRequestingHost())
                                && address(proxy).getPort() == getRequestingPort())
                        .findFirst()
                        .map(proxy -> proxy.getUserInfo().split(":", 2))
                        .map(parts ->
                                new PasswordAuthentication(parts[0], (parts.length < 2 ? "" : parts[1]).toCharArray()))
                        .orElse(null);
            }
        };
    }

    private Optional<URI> proxy(String scheme) {
        return variable(scheme + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(value -> URI.create(value.contains("://") ? value : "http://" + value))
                .filter(proxy -> proxy.getScheme().equalsIgnoreCase("http") && proxy.getHost() != null);
    }

    private static InetSocketAddress address(URI proxy) {
        return new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
    }

    private boolean isExcepted(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        for (String entry :
                variable("no_proxy").orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            String domain = entry.replaceFirst("^\\*?\\.", "");
            if (entry.equals("*") || !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.getOrDefault(name, environment.get(name.toUpperCase(Locale.ROOT))))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }
}
