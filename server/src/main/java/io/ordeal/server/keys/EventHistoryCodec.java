package io.ordeal.server.keys;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.Encoder;
import io.ordeal.server.format.FormatException;
import java.util.Optional;

/**
 * A history of events as bytes, for snapshots: version, last index, and for every index that is covered, from the
 * oldest on, what was done (0: nobody is told), where, and the node after and before it. Whoever keeps it sees to it
 * that no bit of it changes.
 */
public final class EventHistoryCodec {

    private static final int VERSION = 1;
    private static final int UNTOLD = 0;
    private static final int VALUE = 1;
    private static final int DIRECTORY = 2;

    private EventHistoryCodec() {}

    public static byte[] encode(EventHistory history) {
        var out = new Encoder().int8(VERSION).int64(history.last());
        for (long index = history.oldest(); index <= history.last(); index++) {
            history.at(index).ifPresentOrElse(event -> event(out, event), () -> out.int8(UNTOLD));
        }
        return out.toBytes();
    }

    /** @throws FormatException if {@code bytes} did not come from {@link #encode} */
    public static EventHistory decode(byte[] bytes) throws FormatException {
        var in = new Decoder(bytes);
        int version = in.int8();
        if (version != VERSION) {
            throw new FormatException("a history of version " + version + ", not " + VERSION);
        }
        long last = in.count64();
        EventHistory history = EventHistory.through(Math.max(0, last - EventHistory.CAPACITY));
        while (history.last() < last) {
            int number = in.int8();
            history = number == UNTOLD
                    ? history.upTo(history.last() + 1)
                    : history.with(event(in, action(number), history.last() + 1));
        }
        in.end();
        return history;
    }

    private static void event(Encoder out, Event event) {
        text(out.int8(number(event.action())), event.key().path());
        view(out, event.node());
        out.bool(event.previous().isPresent());
        event.previous().ifPresent(previous -> view(out, previous));
    }

    private static Event event(Decoder in, Action action, long index) throws FormatException {
        Key key = key(in);
        View node = view(in);
        if (node.modified() != index) {
            throw new FormatException("event " + node.modified() + " in place of " + index);
        }
        return new Event(action, key, node, in.bool() ? Optional.of(view(in)) : Optional.empty());
    }

    private static Key key(Decoder in) throws FormatException {
        try {
            return new Key(text(in));
        } catch (IllegalArgumentException e) {
            throw new FormatException("no key: " + e.getMessage());
        }
    }

    private static void view(Encoder out, View view) {
        out.int8((view.value().isPresent() ? VALUE : 0) + (view.directory() ? DIRECTORY : 0));
        out.int64(view.modified()).int64(view.created()).int64(view.expires());
        view.value().ifPresent(value -> text(out, value));
    }

    private static View view(Decoder in) throws FormatException {
        int shape = in.int8();
        if (shape > DIRECTORY) {
            throw new FormatException("a node of shape " + shape);
        }
        long modified = in.count64();
        long created = in.count64();
        long expires = in.int64();
        Optional<Text> value = shape == VALUE ? Optional.of(text(in)) : Optional.empty();
        return new View(value, shape == DIRECTORY, modified, created, expires);
    }

    private static void text(Encoder out, Text text) {
        byte[] bytes = new byte[text.length()];
        text.copyTo(bytes, 0);
        out.bytes(bytes);
    }

    private static Text text(Decoder in) throws FormatException {
        byte[] bytes = in.bytes();
        return Text.of(bytes, 0, bytes.length);
    }

    private static int number(Action action) {
        return switch (action) {
            case SET -> 1;
            case CREATE -> 2;
            case UPDATE -> 3;
            case COMPARE_AND_SWAP -> 4;
            case DELETE -> 5;
            case COMPARE_AND_DELETE -> 6;
            case EXPIRE -> 7;
        };
    }

    private static Action action(int number) throws FormatException {
        return switch (number) {
            case 1 -> Action.SET;
            case 2 -> Action.CREATE;
            case 3 -> Action.UPDATE;
            case 4 -> Action.COMPARE_AND_SWAP;
            case 5 -> Action.DELETE;
            case 6 -> Action.COMPARE_AND_DELETE;
            case 7 -> Action.EXPIRE;
            default -> throw new FormatException("there is no action " + number);
        };
    }
}
