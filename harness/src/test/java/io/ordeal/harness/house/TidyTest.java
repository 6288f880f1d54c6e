package io.ordeal.harness.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Habits that a compiler does not know. The lists of exemptions may only get shorter. */
class TidyTest {

    private static final int LINES = 300;
    private static final int METHOD_LINES = 40;

    /** Files that are longer for a reason. */
    private static final Set<String> LONG_FILES = Set.of();

    /** Methods that are longer for a reason, as {@code File.method}. */
    private static final Set<String> LONG_METHODS = Set.of();

    private static final Pattern DRAWER = Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)\\.java");
    private static final Pattern METHOD = Pattern.compile(
            "(?m)^( {4}| {8})(?! )[^=;\\n]*?\\b(\\w+)\\((?:[^;{}]|\\{@)*?\\)[^;{}=]*\\{\\n((?:.*\\n)*?)\\1}\\n");

    @Test
    void filesAreShort() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : product()) {
            long lines = Files.readString(file).lines().count();
            if (lines > LINES && !LONG_FILES.contains(name(file))) {
                tooLong.add(name(file) + ": " + lines + " lines");
            }
        }
        assertThat(tooLong).as("files of more than %d lines", LINES).isEqualTo(List.of());
    }

    @Test
    void methodsAreShort() throws IOException {
        var tooLong = new ArrayList<String>();
        for (Path file : product()) {
            for (String method : longMethods(Files.readString(file))) {
                String name = name(file).replace(".java", "." + method);
                if (!LONG_METHODS.contains(name)) {
                    tooLong.add(name);
                }
            }
        }
        assertThat(tooLong).as("methods of more than %d lines", METHOD_LINES).isEqualTo(List.of());
    }

    @Test
    void aLongMethodIsSeen() {
        String body = "        step();\n".repeat(METHOD_LINES);
        String shortEnough = "class A {\n    private static <T> void f(\n            T x) {\n" + body + "    }\n}\n";
        assertThat(longMethods(shortEnough)).isEmpty();
        assertThat(longMethods(shortEnough.replaceFirst("step", "step();\n        step")))
                .containsExactly("f");
    }

    private static List<String> longMethods(String source) {
        return METHOD.matcher(source)
                .results()
                .filter(method -> method.group(3).lines().count() > METHOD_LINES)
                .map(method -> method.group(2))
                .toList();
    }

    @Test
    void nothingIsADrawer() throws IOException {
        assertThat(Sources.all().stream()
                        .map(TidyTest::name)
                        .filter(name -> DRAWER.matcher(name).matches()))
                .as("a function belongs to the type that it reads, or to a class named after the idea")
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhyItExists() throws IOException {
        var silent = new TreeSet<Path>();
        for (Path file : product()) {
            if (!Files.exists(file.resolveSibling("package-info.java"))) {
                silent.add(file.getParent());
            }
        }
        assertThat(silent).as("packages without package-info.java").isEmpty();
    }

    /** Every source file that is not a test's. */
    private static List<Path> product() throws IOException {
        return Sources.all().stream()
                .filter(file -> !file.toString().contains("/src/test/"))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
