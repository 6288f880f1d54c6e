package io.ordeal.histories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.check.Counterexample;
import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.format.HistoryReader;
import io.ordeal.histories.format.MalformedFileException;
import io.ordeal.histories.format.TruncatedFileException;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.model.Models;
import io.ordeal.histories.model.NilRead;
import io.ordeal.histories.op.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files with known verdicts. {@code bad.txt}, {@code malformed.txt} and {@code truncated.txt} tell what is said of each.
 * EDN is read as Knossos means it, JSON lines as we do; names that begin with {@code keys} hold independent keys, and what
 * is in front of an underscore names the model.
 */
class GoldenTest {

    private static final Path ROOT = Path.of("src/test/resources/histories");

    static List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(ROOT)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().equals(ROOT))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isJudgedAsItShouldBe(Path file) throws IOException {
        switch (file.getParent().getFileName().toString()) {
            case "good" -> assertThat(verdict(file)).isInstanceOf(Verdict.Valid.class);
            case "bad" -> assertThat(words(verdict(file))).isEqualTo(expected(file));
            case "malformed" ->
                assertThatThrownBy(() -> HistoryReader.read(file, Truncation.ALLOWED))
                        .isInstanceOf(MalformedFileException.class)
                        .hasMessage(file + ":" + expected(file));
            case "truncated" ->
                assertThatThrownBy(() -> HistoryReader.read(file, Truncation.REFUSED))
                        .isInstanceOf(TruncatedFileException.class)
                        .hasMessage(file + ":" + expected(file));
            default -> throw new AssertionError("no such folder: " + file);
        }
    }

    private static Verdict verdict(Path file) throws IOException {
        String name = file.getFileName().toString();
        History history = HistoryReader.read(file, Truncation.REFUSED);
        var nilRead = name.contains(".edn") ? NilRead.ANYTHING : NilRead.INITIAL;
        String model = name.contains("_") ? name.substring(0, name.indexOf('_')) : "cas-register";
        var checker = Linearizable.with(Models.named(model, nilRead).orElseThrow());
        return name.startsWith("keys") ? checker.checkEach(history) : checker.check(history);
    }

    private static String words(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Invalid.class);
        return ((Verdict.Invalid) verdict)
                .counterexamples().stream().map(Counterexample::inWords).collect(Collectors.joining(" "));
    }

    private static String expected(Path file) throws IOException {
        String name = file.getFileName() + "\t";
        return Files.readAllLines(ROOT.resolve(file.getParent().getFileName() + ".txt")).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }
}
