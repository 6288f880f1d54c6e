package io.ordeal.histories.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.op.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryWriterTest {

    private static final Path WRITTEN = Path.of("src/test/resources/written");

    @TempDir
    private Path folder;

    /** The files are of the first version that wrote any. */
    @ParameterizedTest
    @ValueSource(strings = {"events.edn", "events.jsonl"})
    void writesTheSameBytesAsEver(String name) throws IOException {
        List<Event> events = new RandomEvents(new SplittableRandom(7)).events(80);
        Path file = folder.resolve(name);
        try (HistoryWriter writer = HistoryWriter.create(file)) {
            for (Event event : events) {
                writer.append(event);
            }
        }
        assertThat(Files.readAllLines(file)).isEqualTo(Files.readAllLines(WRITTEN.resolve(name)));
        assertThat(file).hasSameBinaryContentAs(WRITTEN.resolve(name));
    }
}
