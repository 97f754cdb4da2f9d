package io.github.congeal.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Samples are programs as anybody writes them: on the public API alone. */
class ArchitectureTest {
    private static final String ROOT = "io.github.congeal";

    /** Tests give damaged files to the parsers behind the API, too. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT + ".samples");

    @Test
    void knowsThePublicApiAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "..internal..")
                .check(CLASSES);
    }
}
