package io.ordeal.server.edge;

import io.ordeal.server.peer.PeerAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a server is reached: {@code http://host:port} or {@code https://host:port}, and nothing else. */
record Url(String scheme, String host, int port) {

    /** @throws IllegalArgumentException with a message for the user */
    static Url parse(String text) {
        URI uri = uri(text);
        String scheme = String.valueOf(uri.getScheme());
        String path = uri.getPath();
        boolean bare = (path == null || path.isEmpty() || path.equals("/"))
                && uri.getQuery() == null
                && uri.getFragment() == null
                && uri.getUserInfo() == null;
        boolean known = scheme.equals("http") || scheme.equals("https");
        if (!known || uri.getHost() == null || uri.getPort() < 0 || uri.getPort() > 65535 || !bare) {
            throw new IllegalArgumentException("'" + text + "' is no URL of the form http://host:port");
        }
        return new Url(scheme, uri.getHost(), uri.getPort());
    }

    /** Several, separated by commas. */
    static List<Url> parseAll(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Url::parse)
                .toList();
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no URL of the form http://host:port");
        }
    }

    /** Whether connections are encrypted. */
    boolean isEncrypted() {
        return scheme.equals("https");
    }

    /** To listen on. {@code localhost} is the loopback of IPv4, as clients expect. */
    InetSocketAddress toListen() {
        return new InetSocketAddress(plainHost(), port);
    }

    /** To connect to; the name is looked up when it is needed. */
    InetSocketAddress toConnect() {
        return InetSocketAddress.createUnresolved(plainHost(), port);
    }

    /** For a link to another member. */
    PeerAddress toPeer() {
        return new PeerAddress(toConnect(), Optional.of(certified()).filter(_ -> isEncrypted()));
    }

    /** The name or address that its certificate must be for. */
    String certified() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The same, where others can reach it: a wildcard address stands for this machine. */
    Url reachable() {
        boolean wildcard = host.equals("0.0.0.0") || host.equals("[::]");
        return wildcard ? new Url(scheme, "localhost", port) : this;
    }

    private String plainHost() {
        if (host.equals("localhost")) {
            return "127.0.0.1";
        }
        return certified();
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
