package io.ordeal.histories;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.histories.check.Linearizable;
import io.ordeal.histories.check.Verdict;
import io.ordeal.histories.format.HistoryReader;
import io.ordeal.histories.format.Truncation;
import io.ordeal.histories.model.MisfitException;
import io.ordeal.histories.model.Model;
import io.ordeal.histories.model.Nature;
import io.ordeal.histories.model.Transition;
import io.ordeal.histories.op.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that the documentation shows is this one, and works. */
class ExampleTest {

    private static final Path SHOWN = Path.of("src/main/java/io/ordeal/histories/model/package-info.java");
    private static final Path HERE = Path.of("src/test/java/io/ordeal/histories/ExampleTest.java");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL);

    record HighWater() implements Model<Long> {
        @Override
        public String name() {
            return "high-water";
        }

        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Transition<Long> certain(String f, @Nullable Object argument, @Nullable Object result) {
            return f.equals("read") && result instanceof Long level ? new Read(level) : possible(f, argument);
        }

        @Override
        public Transition<Long> possible(String f, @Nullable Object argument) {
            if (f.equals("raise") && argument instanceof Long level) {
                return new Raise(level);
            }
            if (f.equals("read")) {
                return Transition.passing();
            }
            throw new MisfitException("a high-water knows no " + f + " of " + argument);
        }

        @Override
        public Object show(Long level) {
            return level;
        }

        record Raise(Long to) implements Transition<Long> {
            @Override
            public Optional<Long> from(Long level) {
                return Optional.of(Math.max(level, to));
            }

            @Override
            public Object legalIn(Long level) {
                return to;
            }
        }

        record Read(Long seen) implements Transition<Long> {
            @Override
            public Nature<Long> nature() {
                return new Nature.Observes<>(seen);
            }

            @Override
            public Optional<Long> from(Long level) {
                return level.equals(seen) ? Optional.of(level) : Optional.empty();
            }

            @Override
            public Object legalIn(Long level) {
                return level;
            }
        }
    }

    private static String judged(Path file) throws IOException {
        History history = HistoryReader.read(file, Truncation.REFUSED);
        String verdict = switch (Linearizable.with(new HighWater()).check(history)) {
            case Verdict.Valid valid ->
                "explained by " + valid.witnesses().getFirst().order();
            case Verdict.Invalid invalid -> invalid.counterexamples().getFirst().inWords();
            case Verdict.Unknown unknown -> unknown.gaps().getFirst().why();
        };
        return verdict;
    }

    @Test
    void isShownAsItIs() throws IOException {
        String here = squeezed(Files.readString(HERE));
        assertThat(EXAMPLE.matcher(Files.readString(SHOWN)).results().map(shown -> squeezed(shown.group(1))))
                .hasSize(2)
                .allSatisfy(shown -> assertThat(here).contains(shown));
    }

    private static String squeezed(String text) {
        return text.replaceAll("(?m)^ \\*", "").replaceAll("\\s+", " ").strip();
    }

    @Test
    void judges(@TempDir Path folder) throws IOException {
        String risen = """
                {:process 0, :type :invoke, :f :raise, :value 5}
                {:process 1, :type :invoke, :f :raise, :value 3}
                {:process 1, :type :ok,     :f :raise, :value 3}
                {:process 1, :type :invoke, :f :read,  :value nil}
                {:process 1, :type :ok,     :f :read,  :value %d}
                """;
        assertThat(judged(Files.writeString(folder.resolve("good.edn"), risen.formatted(5))))
                .startsWith("explained by");
        assertThat(judged(Files.writeString(folder.resolve("bad.edn"), risen.formatted(4))))
                .isEqualTo("process 1's read 4 (events 3 to 4) fits nowhere. What completed before it can be explained:"
                        + " after 2 operations the state is 5, and read 5 would fit;"
                        + " after 1 operation the state is 3, and read 3 would fit.");
    }
}
