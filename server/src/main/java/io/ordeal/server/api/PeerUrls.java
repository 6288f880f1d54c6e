package io.ordeal.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ordeal.server.api.MemberRequests.WrongException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The peer URLs in the body of a request, as etcd reads and checks them (MEM-04). */
final class PeerUrls {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final List<String> SCHEMES = List.of("http", "https", "unix", "unixs");

    /** Scheme, what is between two slashes and the path, and the path. */
    private static final Pattern URL =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(?://([^/?#]*))?([^?#]*)(?:\\?[^#]*)?(?:#.*)?");

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:[^@]*@)?(?:\\[[0-9a-fA-F:.%]*]|[^:\\[\\]]*):([0-9]*)");

    /** A port of other than digits, which Go refuses before it looks any further. */
    private static final Pattern ODD_PORT =
            Pattern.compile("[^/?#]*://[^/?#]*:[^/?#:\\]]*[^/?#:\\]0-9][^/?#:\\]]*([/?#].*)?");

    private PeerUrls() {}

    /** In order. */
    static List<String> in(byte[] body) throws WrongException {
        var urls = new ArrayList<String>();
        try (JsonParser in = FACTORY.createParser(body)) {
            in.nextToken();
            urls.addAll(object(in));
            demand(in.nextToken() == null);
        } catch (IOException e) {
            throw new WrongException(400, "the body is no JSON object with an array of strings as peerURLs");
        }
        if (urls.isEmpty()) {
            throw new WrongException(400, "no valid URLs given");
        }
        urls.replaceAll(String::strip);
        for (String url : urls) {
            check(url);
        }
        return urls.stream().sorted().toList();
    }

    /** As Go reads it: names in any case, null as if it were not there, and unknown fields do not matter. */
    private static List<String> object(JsonParser in) throws IOException {
        List<String> urls = List.of();
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return urls;
        }
        demand(in.currentToken() == JsonToken.START_OBJECT);
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            boolean known = in.currentName().toLowerCase(Locale.ROOT).equals("peerurls");
            in.nextToken();
            if (known && in.currentToken() != JsonToken.VALUE_NULL) {
                urls = strings(in);
            } else {
                in.skipChildren();
            }
        }
        demand(in.currentToken() == JsonToken.END_OBJECT);
        return urls;
    }

    private static List<String> strings(JsonParser in) throws IOException {
        var strings = new ArrayList<String>();
        demand(in.currentToken() == JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            boolean nothing = in.currentToken() == JsonToken.VALUE_NULL;
            demand(nothing || in.currentToken() == JsonToken.VALUE_STRING);
            strings.add(nothing ? "" : in.getText());
        }
        return strings;
    }

    private static void demand(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("not as it should be");
        }
    }

    private static void check(String url) throws WrongException {
        Matcher parts = URL.matcher(url);
        boolean readable = url.chars().noneMatch(each -> each <= ' ' || each == 0x7f);
        if (!readable || ODD_PORT.matcher(url).matches() || (!parts.matches() && url.contains(":"))) {
            throw new WrongException(400, "URL cannot be read: " + url);
        }
        if (!parts.matches() || !SCHEMES.contains(parts.group(1).toLowerCase(Locale.ROOT))) {
            throw new WrongException(400, "URL scheme must be http, https, unix, or unixs: " + url);
        }
        if (parts.group(2) == null || !HOST_AND_PORT.matcher(parts.group(2)).matches()) {
            throw new WrongException(400, "URL address does not have the form \"host:port\": " + url);
        }
        if (!parts.group(3).isEmpty()) {
            throw new WrongException(400, "URL must not contain a path: " + url);
        }
    }
}
