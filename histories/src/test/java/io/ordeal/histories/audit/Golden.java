package io.ordeal.histories.audit;

import io.ordeal.histories.format.HistoryReader;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.op.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files on their way past an audit. */
final class Golden {

    private Golden() {}

    static Finding finding(Auditor auditor, String edn) throws IOException {
        Path file = Files.createTempFile("golden", ".edn");
        try {
            return finding(auditor.begin(), Files.writeString(file, edn));
        } finally {
            Files.delete(file);
        }
    }

    static Finding finding(Auditing auditing, Path file) throws IOException {
        try (HistoryReader reader = HistoryReader.open(file, Truncation.REFUSED)) {
            for (Optional<Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                auditing.accept(event.get());
            }
        }
        return auditing.finding();
    }
}
