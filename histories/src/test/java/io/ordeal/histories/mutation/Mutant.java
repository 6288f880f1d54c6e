package io.ordeal.histories.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A source of this module with one defect. A test that looks for differences shows that it would see the defect: see
 * {@link #disagreement}.
 *
 * @param file below {@code src/main/java}
 * @param find what stands in it, once
 * @param replace what stands there instead
 */
public record Mutant(String file, String find, String replace) {

    private static final Path SOURCES = Path.of("src/main/java");

    /**
     * What a trial finds that runs on classes with the defect.
     *
     * @param trial a class with a constructor without parameters that everybody in its package may call. It, and all
     *     other classes of ours, are loaded anew: nothing of them can be shared with the caller
     * @throws AssertionError where there is no such text, more than one, or one that does not compile
     */
    public Optional<?> disagreement(Class<? extends Supplier<? extends Optional<?>>> trial) {
        return MutantLoader.with(file, source()).run(trial.getName());
    }

    /** What a trial finds that runs on classes loaded in the same way, but without a defect. */
    public static Optional<?> disagreementOfNone(Class<? extends Supplier<? extends Optional<?>>> trial) {
        return MutantLoader.withoutDefect().run(trial.getName());
    }

    private String source() {
        String source;
        try {
            source = Files.readString(SOURCES.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        int at = source.indexOf(find);
        if (at < 0 || source.indexOf(find, at + 1) >= 0) {
            throw new AssertionError(
                    (at < 0 ? "nothing" : "more than one thing") + " to replace in " + file + ": " + find);
        }
        return source.substring(0, at) + replace + source.substring(at + find.length());
    }

    @Override
    public String toString() {
        return file.substring(file.lastIndexOf('/') + 1) + ": " + oneLine(find) + "  ->  " + oneLine(replace);
    }

    private static String oneLine(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }
}
