package io.ordeal.histories.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.op.MalformedHistoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files in folders that are named after the audit; {@code findings.txt} tells what is said of each. Names that begin
 * with {@code keys} hold independent keys.
 */
class GoldenAuditsTest {

    private static final Path ROOT = Path.of("src/test/resources/histories-audit");

    static List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(ROOT)) {
            return tree.filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .filter(file -> file.getNameCount() > 1)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isFoundWhatShouldBe(Path file) throws IOException {
        assertThat(told(file)).isEqualTo(expected(file));
    }

    private static String told(Path file) throws IOException {
        Auditor auditor = Auditor.named(file.getName(0).toString()).orElseThrow();
        boolean keyed = file.getFileName().toString().startsWith("keys");
        try {
            Finding finding = Golden.finding(keyed ? auditor.beginByKey() : auditor.begin(), ROOT.resolve(file));
            return finding.getClass().getSimpleName() + "\t" + finding.words();
        } catch (MisfitException | MalformedHistoryException refused) {
            return "Refused\t" + refused.getMessage();
        }
    }

    private static String expected(Path file) throws IOException {
        String name = file + "\t";
        return Files.readAllLines(ROOT.resolve("findings.txt")).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(name.length()))
                .orElse("nothing in findings.txt");
    }
}
