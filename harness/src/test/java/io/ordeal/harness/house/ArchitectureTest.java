package io.ordeal.harness.house;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ordeal.harness.house.Laws.Law;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final ImportOption PRODUCT = ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;

    private static final JavaClasses SOUND =
            new ClassFileImporter().withImportOption(PRODUCT).importPackages("io.ordeal");

    /** The same, with classes among it that break every law. */
    private static final JavaClasses BROKEN = new ClassFileImporter()
            .withImportOption(location -> PRODUCT.includes(location) || location.contains("Faithless"))
            .importPackages("io.ordeal");

    static List<Law> laws() {
        return Laws.all();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void holds(Law law) {
        law.rule().check(SOUND);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void isSeenToBeBroken(Law law) {
        assertThatThrownBy(() -> law.rule().check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Faithless");
    }
}
