package io.ordeal.histories.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again, in either form. */
class RoundTripTest {

    private static final int SEEDS = Math.toIntExact(15 * Long.getLong("ordeal.scale", 1));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h.edn", "h.jsonl", "h.edn.gz", "h.jsonl.gz"})
    void everyEventComesBack(String name) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Event> events = new RandomEvents(new SplittableRandom(seed)).events(50);
            assertThat(read(write(name, events))).as("seed " + seed).isEqualTo(events);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h.edn", "h.jsonl", "h.jsonl.gz"})
    void equalEventsGiveEqualBytes(String name) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Event> events = new RandomEvents(new SplittableRandom(seed)).events(20);
            byte[] first = Files.readAllBytes(write(name, events));
            byte[] second = Files.readAllBytes(write(name, read(folder.resolve(name))));
            assertThat(second).as("seed " + seed).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h.edn", "h.jsonl"})
    void whereverItIsCutWhatPrecedesIsReadAndTheCutIsTold(String name) throws IOException {
        List<Event> events = new RandomEvents(new SplittableRandom(1)).events(5);
        byte[] whole = Files.readAllBytes(write(name, events));
        int complete = 0;
        int lineStart = 0;
        for (int length = 0; length < whole.length; length++) {
            lineStart = length > 0 && whole[length - 1] == '\n' ? length : lineStart;
            boolean atLineEnd = whole[length] == '\n';
            complete += atLineEnd ? 1 : 0;
            Path file = folder.resolve("cut-" + name);
            Files.write(file, Arrays.copyOf(whole, length));
            try (HistoryReader reader = HistoryReader.open(file, Truncation.ALLOWED)) {
                assertThat(drain(reader)).as("cut at " + length).isEqualTo(events.subList(0, complete));
                assertThat(reader.cut().isPresent()).as("cut at " + length).isEqualTo(length > lineStart && !atLineEnd);
            }
        }
    }

    @Test
    void whatWasAppendedIsThereBeforeTheWriterIsClosed() throws IOException {
        List<Event> events = new RandomEvents(new SplittableRandom(2)).events(20);
        for (String name : List.of("open.jsonl", "open.edn", "open.jsonl.gz")) {
            Path file = folder.resolve(name);
            try (HistoryWriter writer = HistoryWriter.create(file)) {
                for (int i = 0; i < events.size(); i++) {
                    writer.append(events.get(i));
                    try (HistoryReader reader = HistoryReader.open(file, Truncation.ALLOWED)) {
                        assertThat(drain(reader)).isEqualTo(events.subList(0, i + 1));
                    }
                }
            }
        }
    }

    private Path write(String name, List<Event> events) throws IOException {
        Path file = folder.resolve(name);
        try (HistoryWriter writer = HistoryWriter.create(file)) {
            for (Event event : events) {
                writer.append(event);
            }
        }
        return file;
    }

    private static List<Event> read(Path file) throws IOException {
        try (HistoryReader reader = HistoryReader.open(file, Truncation.REFUSED)) {
            return drain(reader);
        }
    }

    private static List<Event> drain(HistoryReader reader) throws IOException {
        var events = new ArrayList<Event>();
        for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        return events;
    }
}
