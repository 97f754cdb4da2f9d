package io.github.congeal.diagnostics;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Diagnostics look behind the API of core, and at no other module. */
class ArchitectureTest {
    private static final String ROOT = "io.github.congeal";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT + ".diagnostics");

    @Test
    void knowsCoreAlone() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(
                                ROOT,
                                ROOT + ".control..",
                                ROOT + ".model..",
                                ROOT + ".internal..",
                                ROOT + ".diagnostics.."))))
                .check(CLASSES);
    }

    @Test
    void noInternalTypeCrossesTheApi() {
        noMethods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT + ".diagnostics")
                .should(mention(resideInAnyPackage(ROOT + ".internal..", ROOT + ".diagnostics.contract")))
                .check(CLASSES);
    }

    @Test
    void theContractKnowsWhatDevicesHaveInCommonAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".diagnostics.contract")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(ROOT + ".internal.tensor", ROOT + ".diagnostics.contract"))))
                .check(CLASSES);
    }

    /** Java up to 22 has them in a module of its own, {@code jdk.random}, which small runtimes leave out. */
    @Test
    void usesNoGeneratorByName() {
        noClasses()
                .should()
                .callMethod(RandomGenerator.class, "getDefault")
                .orShould()
                .callMethod(RandomGenerator.class, "of", String.class)
                .check(CLASSES);
    }

    private static ArchCondition<JavaMethod> mention(DescribedPredicate<JavaClass> types) {
        return ArchCondition.from(DescribedPredicate.describe(
                "mention types that " + types.getDescription(),
                (JavaMethod method) -> types.test(method.getRawReturnType())
                        || method.getRawParameterTypes().stream().anyMatch(types)));
    }
}
