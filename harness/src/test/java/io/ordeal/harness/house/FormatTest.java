package io.ordeal.harness.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source file is formatted as palantir-java-format has it. {@code -Dordeal.format=write} formats instead of
 * complaining.
 */
class FormatTest {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everySourceFileIsFormatted() throws IOException {
        var unformatted = new ArrayList<Path>();
        for (Path file : Sources.all()) {
            String source = Files.readString(file);
            String formatted = formatted(file, source);
            if (formatted.equals(source)) {
                continue;
            }
            if ("write".equals(System.getProperty("ordeal.format"))) {
                Files.writeString(file, formatted);
            } else {
                unformatted.add(file);
            }
        }
        assertThat(unformatted)
                .as("not formatted; mend with: mvn -pl harness -am test -Dordeal.format=write -Dtest=FormatTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(List.of());
    }

    private static String formatted(Path file, String source) {
        try {
            String tidy = RemoveUnusedImports.removeUnusedImports(source);
            return FORMATTER.formatSource(ImportOrderer.reorderImports(tidy, JavaFormatterOptions.Style.PALANTIR));
        } catch (FormatterException e) {
            throw new IllegalArgumentException("the formatter cannot read " + file, e);
        }
    }
}
