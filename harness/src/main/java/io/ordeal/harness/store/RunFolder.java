package io.ordeal.harness.store;

import io.ordeal.harness.judge.Judgement;
import io.ordeal.harness.run.PlanJson;
import io.ordeal.harness.run.TestPlan;
import io.ordeal.histories.check.Stretch;
import io.ordeal.histories.format.HistoryWriter;
import io.ordeal.histories.op.Event;
import io.ordeal.histories.op.History;
import io.ordeal.nemesis.schedule.ScheduleText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one run, {@code <store>/<test>/<time>}. Only its name tells the time: what is in it depends on the run
 * alone.
 */
public record RunFolder(Path path) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * Makes the folder of a run, with its plan in it.
     *
     * @throws IOException when the store cannot be written; nothing has begun then
     */
    public static RunFolder create(Path store, TestPlan plan, Instant now) throws IOException {
        Path test = Files.createDirectories(store.resolve(plan.workload()));
        var folder = new RunFolder(fresh(test, TIME.format(now)));
        Files.createDirectory(folder.nodes());
        Files.writeString(folder.plan(), PlanJson.write(plan));
        Files.writeString(folder.schedule(), ScheduleText.write(plan.schedule()));
        return folder;
    }

    /** Lets the {@code latest} of its test and of the whole {@code store} lead here. */
    public void becomeLatest(Path store) throws IOException {
        link(path.resolveSibling("latest"), path.getFileName());
        link(store.resolve("latest"), store.relativize(path));
    }

    /** Two runs that begin together get different folders. */
    private static Path fresh(Path test, String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Files.createDirectory(test.resolve(attempt == 1 ? name : name + "-" + attempt));
            } catch (FileAlreadyExistsException e) {
                if (attempt == 1000) {
                    throw e;
                }
            }
        }
    }

    private static void link(Path link, Path target) throws IOException {
        Path made = Files.createTempFile(link.toAbsolutePath().getParent(), ".latest", "");
        Files.delete(made);
        Files.createSymbolicLink(made, target);
        Files.move(made, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public Path plan() {
        return path.resolve("plan.json");
    }

    /** The schedule of the plan once more, to be edited by hand and run again. */
    public Path schedule() {
        return path.resolve("schedule.txt");
    }

    /** The history as it happens, event by event. */
    public Path history() {
        return path.resolve("history.jsonl");
    }

    /** What the nodes left behind, a folder each. */
    public Path nodes() {
        return path.resolve("nodes");
    }

    /** Reads the plan of a stored run. */
    public TestPlan readPlan() throws IOException {
        return PlanJson.read(Files.readString(plan()));
    }

    /** As little of the first violation as still is one, by itself; there only where there is such. */
    public Path minimal() {
        return path.resolve("minimal.jsonl");
    }

    /** Writes what is known once the run is over. */
    public void conclude(History history, Judgement judgement) throws IOException {
        Files.writeString(path.resolve("results.json"), ResultsJson.write(judgement));
        write(history.events(), path.resolve("history.edn"));
        Optional<Stretch> stretch = judgement.counterexamples().stream()
                .flatMap(counterexample -> counterexample.stretch().stream())
                .findFirst();
        if (stretch.isPresent()) {
            write(stretch.get().core(), minimal());
        }
    }

    private static void write(List<Event> events, Path file) throws IOException {
        try (var writer = HistoryWriter.create(file)) {
            for (Event event : events) {
                writer.append(event);
            }
        }
    }

    public void report(String html) throws IOException {
        Files.writeString(path.resolve("report.html"), html);
    }
}
