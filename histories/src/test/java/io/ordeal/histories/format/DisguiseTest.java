package io.ordeal.histories.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Event;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However events are written, and in whatever pieces the bytes come, they are read as what they are. */
class DisguiseTest {

    private static final int SEEDS = Math.toIntExact(100 * Long.getLong("ordeal.scale", 1));
    private static final int LONG = 3000;

    @ParameterizedTest
    @EnumSource
    void areRead(HistoryFormat format) throws Exception {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            List<Event> events = new RandomEvents(random.split()).events(30);
            String text = disguised(format, events, random);
            assertThat(read(format, text, random.nextInt(1, 40)))
                    .as("seed " + seed)
                    .isEqualTo(events);
        }
    }

    /** Longer than any buffer, so that there is something of every kind across its ends. */
    @ParameterizedTest
    @EnumSource
    void areReadOverTheEndsOfBuffers(HistoryFormat format) throws Exception {
        for (int seed = 0; seed < SEEDS / 50; seed++) {
            var random = new SplittableRandom(seed);
            List<Event> events = new RandomEvents(random.split()).events(LONG);
            String text = disguised(format, events, random);
            assertThat(read(format, text, Integer.MAX_VALUE)).as("seed " + seed).isEqualTo(events);
        }
    }

    private static String disguised(HistoryFormat format, List<Event> events, SplittableRandom random) {
        return switch (format) {
            case EDN -> new EdnDisguise(random).text(events);
            case JSON_LINES -> new JsonDisguise(random).text(events);
        };
    }

    private static List<Event> read(HistoryFormat format, String text, int atOnce) throws Exception {
        Source source = Source.of(inPieces(text, atOnce), "disguised");
        Entries entries = switch (format) {
            case EDN -> new EdnEntries(source);
            case JSON_LINES -> new JsonEntries(source);
        };
        var events = new ArrayList<Event>();
        var fields = new EventFields();
        while (entries.next(fields)) {
            events.add(fields.event(events.isEmpty() ? 0 : events.getLast().index() + 1));
            fields.clear();
        }
        return events;
    }

    private static InputStream inPieces(String text, int atOnce) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, atOnce));
            }
        };
    }
}
