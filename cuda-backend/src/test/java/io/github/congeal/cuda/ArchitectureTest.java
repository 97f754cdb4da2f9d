package io.github.congeal.cuda;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.congeal.DeviceUnavailableException;
import org.junit.jupiter.api.Test;

/** What the examination of the GPU knows of the rest. */
class ArchitectureTest {
    private static final String ROOT = "io.github.congeal";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT + ".cuda");

    @Test
    void knowsTheTensorRoom() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(ROOT + ".internal.tensor..", ROOT + ".cuda..")))
                        .and(not(type(DeviceUnavailableException.class))))
                .check(CLASSES);
    }

    @Test
    void theDriverKnowsNothingOfWhatIsComputed() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".cuda.driver..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".internal..", ROOT + ".cuda", ROOT + ".cuda.engine.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheDriversRoomAndTheExaminationSeeJna() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".cuda.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.sun.jna..", ROOT + ".cuda"))
                .check(CLASSES);
    }
}
