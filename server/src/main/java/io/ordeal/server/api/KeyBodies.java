package io.ordeal.server.api;

import io.ordeal.server.keys.Child;
import io.ordeal.server.keys.Directory;
import io.ordeal.server.keys.Event;
import io.ordeal.server.keys.File;
import io.ordeal.server.keys.Found;
import io.ordeal.server.keys.Key;
import io.ordeal.server.keys.Node;
import io.ordeal.server.keys.Text;
import io.ordeal.server.keys.View;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The bodies of answers about keys. The order of fields is etcd's, since clients compare text. */
final class KeyBodies {

    private static final int TYPICAL_BYTES = 256;
    private static final int ALL = Integer.MAX_VALUE;
    private static final Text SLASH = Text.of("/");

    /** RFC 3339 as Go writes it, which leaves out zeros at the end of a fraction. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private KeyBodies() {}

    static byte[] body(Event event, long now) {
        Json json = new Json(TYPICAL_BYTES);
        open(json, event.action().word());
        view(json, "node", event.key(), event.node(), now);
        event.previous().ifPresent(previous -> view(json, "prevNode", event.key(), previous, now));
        return json.closeObject().newline().toBytes();
    }

    /** Without nodes. */
    static byte[] terseBody(Event event) {
        Json json = new Json(TYPICAL_BYTES);
        open(json, event.action().word());
        return json.closeObject().newline().toBytes();
    }

    static byte[] body(Found found, long now) {
        Json json = new Json(TYPICAL_BYTES);
        open(json, "get");
        Key key = found.key();
        Text path = key.isRoot() ? Text.EMPTY : key.path();
        node(json.name("node"), path, found.node(), found.recursive() ? ALL : 1, now);
        return json.closeObject().newline().toBytes();
    }

    static byte[] body(EtcdError error) {
        Json json = new Json(TYPICAL_BYTES).openObject();
        json.name("errorCode").number(error.number());
        json.name("message").string(Text.of(error.message()));
        if (!error.cause().isEmpty()) {
            json.name("cause").string(error.cause());
        }
        json.name("index").number(error.index());
        return json.closeObject().newline().toBytes();
    }

    private static void open(Json json, String action) {
        json.openObject().name("action").string(Text.of(action));
    }

    private static void view(Json json, String name, Key key, View view, long now) {
        json.name(name).openObject().name("key").string(key.path());
        view.value().ifPresent(value -> json.name("value").string(value));
        if (view.directory()) {
            json.name("dir").yes();
        }
        life(json, view.expires(), now);
        indices(json, view.modified(), view.created());
    }

    /** @param levels so many levels below this node are shown */
    private static void node(Json json, Text path, Node node, int levels, long now) {
        json.openObject();
        if (!path.isEmpty()) {
            json.name("key").string(path);
        }
        switch (node) {
            case File file -> {
                json.name("value").string(file.value());
                life(json, file.expires(), now);
            }
            case Directory directory -> {
                json.name("dir").yes();
                life(json, directory.expires(), now);
                if (levels > 0) {
                    nodes(json, path, directory, levels - 1, now);
                }
            }
        }
        indices(json, node.modified(), node.created());
    }

    private static void nodes(Json json, Text path, Directory directory, int levels, long now) {
        boolean any = false;
        for (Child child : directory) {
            if (!child.isHidden()) {
                if (!any) {
                    json.name("nodes").openArray();
                    any = true;
                }
                node(json, path.then(SLASH).then(child.name()), child.node(), levels, now);
            }
        }
        if (any) {
            json.closeArray();
        }
    }

    /** When it ends, and the seconds until then, if any are left, the begun one included. */
    private static void life(Json json, long expires, long now) {
        if (expires != Node.NEVER) {
            json.name("expiration").string(Text.of(MOMENT.format(Instant.ofEpochMilli(expires))));
            if (expires > now) {
                json.name("ttl").number(Math.ceilDiv(expires - now, 1000));
            }
        }
    }

    private static void indices(Json json, long modified, long created) {
        if (modified > 0) {
            json.name("modifiedIndex").number(modified);
            json.name("createdIndex").number(created);
        }
        json.closeObject();
    }
}
