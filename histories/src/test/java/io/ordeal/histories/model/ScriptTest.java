package io.ordeal.histories.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordeal.histories.format.Edn;
import io.ordeal.histories.format.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays files of operations, one a line: {@code f argument -> result}, or {@code f argument} of unknown outcome, and what
 * comes of it: {@code = state} that it leads to, {@code ! value} with which it would be legal, {@code ? complaint}. A file
 * is called after its model; a line of dashes begins anew.
 */
class ScriptTest {

    private static final Path ROOT = Path.of("src/test/resources/models");
    private static final Pattern LINE = Pattern.compile("(\\S+) (.+?)(?: -> (.+?))? ([=!?]) (.+)");

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void goesAsWritten(Path script) throws IOException {
        NilRead nilRead = script.toString().contains(".anything.") ? NilRead.ANYTHING : NilRead.INITIAL;
        play(Models.named(model(script), nilRead).orElseThrow(), Files.readAllLines(script));
    }

    @Test
    void thereIsOneForEachModel() throws IOException {
        assertThat(scripts().stream().map(ScriptTest::model).distinct())
                .containsExactlyInAnyOrderElementsOf(Models.operationsByName().keySet());
    }

    private static String model(Path script) {
        String name = script.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    private static <S> void play(Model<S> model, List<String> lines) throws IOException {
        S state = model.initial();
        for (String line : lines) {
            if (line.isEmpty() || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("--")) {
                state = model.initial();
                continue;
            }
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            state = play(model, state, parts);
        }
    }

    private static <S> S play(Model<S> model, S state, Matcher line) throws IOException {
        String outcome = line.group(5);
        if (line.group(4).equals("?")) {
            assertThatThrownBy(() -> transition(model, line))
                    .as(line.group())
                    .isInstanceOf(MisfitException.class)
                    .hasMessage(outcome);
            return state;
        }
        Transition<S> transition = transition(model, line);
        Optional<S> after = transition.from(state);
        boolean legal = line.group(4).equals("=");
        assertThat(after.isPresent())
                .as(line.group() + " in " + model.show(state))
                .isEqualTo(legal);
        assertThat(Edn.text(after.isPresent() ? model.show(after.get()) : transition.legalIn(state)))
                .as(line.group())
                .isEqualTo(outcome);
        return after.orElse(state);
    }

    private static <S> Transition<S> transition(Model<S> model, Matcher line) throws MalformedFileException {
        @Nullable Object argument = Edn.parse(line.group(2));
        return line.group(3) == null
                ? model.possible(line.group(1), argument)
                : model.certain(line.group(1), argument, Edn.parse(line.group(3)));
    }
}
