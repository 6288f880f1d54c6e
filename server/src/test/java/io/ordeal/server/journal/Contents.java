package io.ordeal.server.journal;

import io.ordeal.server.format.Decoder;
import io.ordeal.server.format.FormatException;
import io.ordeal.server.raft.EntryId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is in the snapshots of these tests: a few words that follow from the last entry. */
final class Contents implements SnapshotReader.Sections {

    private final List<String> words = new ArrayList<>();
    private EntryId last = EntryId.NONE;
    private boolean ended;

    static Contents of(EntryId last) {
        var contents = new Contents();
        contents.last = last;
        contents.words.add("1.1 all up to " + last);
        for (int i = 0; i < last.index() % 4; i++) {
            contents.words.add("7.2 " + "word ".repeat(i));
        }
        contents.ended = true;
        return contents;
    }

    SnapshotWriter writer() {
        return new SnapshotWriter(last, List.of(section(1, 1), section(7, 2)));
    }

    private SnapshotWriter.Section section(int number, int version) {
        String prefix = number + "." + version + " ";
        return new SnapshotWriter.Section(
                number,
                version,
                words.stream()
                        .filter(word -> word.startsWith(prefix))
                        .map(word -> word.substring(prefix.length()).getBytes(StandardCharsets.UTF_8))
                        .iterator());
    }

    @Override
    public void take(int number, int version, Decoder payload) throws FormatException {
        byte[] bytes = new byte[payload.remaining()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) payload.int8();
        }
        words.add(number + "." + version + " " + new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contents contents && words.equals(contents.words) && ended == contents.ended;
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
