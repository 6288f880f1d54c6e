package io.ordeal.harness.chronicle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the nodes of one run tell, each in the order in which it happened to it.
 *
 * @param byNode of every node that left a folder
 * @param unreadable how many lines make no sense
 */
public record Chronicle(SortedMap<String, List<Told>> byNode, long unreadable) {

    /** Of a cluster that does not tell. */
    public static final Chronicle NONE = new Chronicle(new TreeMap<>(), 0);

    /** The older comes first. */
    private static final List<String> FILES = List.of("events.jsonl.1", "events.jsonl");

    /**
     * Reads the event files of a run.
     *
     * @param nodes with a folder for every node
     * @param began what the nodes' monotonic clocks showed when the run began, in nanoseconds
     */
    public static Chronicle read(Path nodes, long began) throws IOException {
        if (Files.notExists(nodes)) {
            return NONE;
        }
        var byNode = new TreeMap<String, List<Told>>();
        long unreadable = 0;
        try (Stream<Path> folders = Files.list(nodes)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                var told = new ArrayList<Told>();
                for (String name : FILES) {
                    for (String line : lines(folder.resolve(name))) {
                        Optional<Told> read = Told.read(line, began);
                        read.ifPresent(told::add);
                        unreadable += read.isPresent() || line.isBlank() ? 0 : 1;
                    }
                }
                byNode.put(folder.getFileName().toString(), told);
            }
        }
        return new Chronicle(byNode, unreadable);
    }

    /** A damaged file may hold any bytes. */
    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), UTF_8).lines().toList()
                : List.of();
    }

    /** Whether no node told anything. */
    public boolean isSilent() {
        return byNode.values().stream().allMatch(List::isEmpty);
    }

    /** Nodes that told nothing. */
    public List<String> silent() {
        return byNode.entrySet().stream()
                .filter(node -> node.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Everything, node by node. */
    Stream<Told> all() {
        return byNode.values().stream().flatMap(List::stream);
    }

    /**
     * Who led when, in the order of beginning. A node that was killed does not tell when it ceased to lead; then its next
     * start ends its time, or the next leader does.
     *
     * @param end of the run, in nanoseconds since it began
     */
    public List<Reign> reigns(long end) {
        var reigns = new ArrayList<Reign>();
        byNode.values().forEach(told -> reigns.addAll(reigns(told, end)));
        return reigns.stream()
                .filter(reign -> reign.until() > 0 && reign.from() < end)
                .sorted((one, other) -> Long.compare(one.from(), other.from()))
                .toList();
    }

    private List<Reign> reigns(List<Told> told, long end) {
        var reigns = new ArrayList<Reign>();
        Optional<Told> begin = Optional.empty();
        for (Told next : told) {
            boolean ends = next.is("role") || next.is("started") || next.is("stopped") || next.is("failed");
            if (begin.isPresent() && (ends || next.is("disk-failed"))) {
                long known = next.is("started") ? succeeded(begin.get(), next.nanos()) : next.nanos();
                reigns.add(
                        new Reign(next.node(), begin.get().term(), begin.get().nanos(), known));
                begin = Optional.empty();
            }
            if (leads(next)) {
                begin = Optional.of(next);
            }
        }
        begin.ifPresent(last -> reigns.add(new Reign(last.node(), last.term(), last.nanos(), succeeded(last, end))));
        return reigns;
    }

    /** When the next leader began after this one, or {@code latest}. */
    private long succeeded(Told leader, long latest) {
        return all().filter(told -> leads(told) && told.term() > leader.term())
                .mapToLong(Told::nanos)
                .filter(nanos -> nanos > leader.nanos())
                .reduce(latest, Math::min);
    }

    static boolean leads(Told told) {
        return told.is("role") && told.word("to").equals("leader");
    }
}
