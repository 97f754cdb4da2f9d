package io.github.congeal;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms of the design: who may know whom. */
class ArchitectureTest {
    private static final String ROOT = "io.github.congeal";
    private static final String[] NATIVE = {"org.nd4j..", "org.bytedeco.."};

    /** Its rooms; any other package is another module's. */
    private static final String[] OF_CORE = {ROOT, ROOT + ".control..", ROOT + ".model..", ROOT + ".internal.."};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void onlyTheDevicesTouchNd4j() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".internal.tensor.host..", ROOT + ".internal.tensor.nd4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NATIVE));
    }

    @Test
    void whatDevicesHaveInCommonKnowsNoDevice() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.tensor")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".internal.tensor.host..",
                        ROOT + ".internal.tensor.nd4j..",
                        ROOT + ".internal.tensor.contract.."));
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".internal.tensor.contract..")
                .or()
                .resideInAPackage(ROOT + ".internal.tensor.nd4j..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".internal.tensor.host.."));
    }

    @Test
    void noLayerKnowsADevice() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".internal.nn..",
                        ROOT + ".internal.vqgan..",
                        ROOT + ".internal.clip..",
                        ROOT + ".internal.sketcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".internal.tensor.host..", ROOT + ".internal.tensor.nd4j.."));
    }

    @ParameterizedTest
    @CsvSource({
        "control, ''",
        "internal.file, ''",
        "internal.tensor, ''",
        "internal.download, internal.file",
        "internal.image, internal.file",
        "internal.nn, internal.tensor",
        "internal.checkpoint, internal.file internal.tensor",
        "internal.naming, internal.tensor internal.nn internal.checkpoint",
        "internal.vqgan, internal.tensor internal.nn internal.checkpoint",
        "internal.clip, internal.tensor internal.nn internal.checkpoint",
        "internal.sketcher, internal.tensor internal.nn internal.checkpoint",
        "internal.guidance, control internal.tensor internal.nn internal.clip",
        "internal.engine, control internal.tensor internal.nn internal.checkpoint internal.vqgan internal.clip internal.sketcher internal.guidance",
        "model, control internal",
    })
    void roomsKnowOnlyThoseBelow(String room, String below) {
        String[] known = Stream.concat(
                        Stream.of(room), Stream.of(below.split(" ")).filter(name -> !name.isEmpty()))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> others = resideInAPackage(ROOT + "..")
                .and(not(resideInAnyPackage(known)))
                .and(not(assignableTo(Throwable.class)))
                .as("live in other rooms");
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat(others));
    }

    @Test
    void wordsKnowTheJdkAlone() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".control..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "javax..", "org.jspecify..", ROOT + ".control.."));
    }

    @Test
    void coreKnowsNoOtherModule() {
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(OF_CORE)))));
    }

    @Test
    void nobodyPrints() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
