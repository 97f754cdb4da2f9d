package io.github.congeal;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of the design: who may know whom. */
class ArchitectureTest {
    private static final String ROOT = "io.github.congeal";

    /** From the ground up; what is thrown may be known to all. */
    private static final Room[] ROOMS = {
        room(".control"),
        room(".internal.tensor"),
        room(".internal.tensor.nd4j", ".internal.tensor"),
        room(".internal.tensor.host", ".internal.tensor", ".internal.tensor.nd4j"),
        room(".internal.nn", ".internal.tensor"),
        room(".internal.file"),
        room(".internal.image", ".internal.file"),
        room(".internal.download", ".internal.file"),
        room(".internal.checkpoint.pickle"),
        room(".internal.checkpoint", ".internal.checkpoint.pickle", ".internal.file", ".internal.tensor"),
        network(".internal.naming"),
        network(".internal.vqgan"),
        network(".internal.clip"),
        network(".internal.sketcher"),
        room(".internal.guidance", ".control", ".internal.tensor", ".internal.nn", ".internal.clip"),
        room(
                ".internal.engine",
                ".control",
                ".internal.tensor",
                ".internal.nn",
                ".internal.image",
                ".internal.checkpoint",
                ".internal.vqgan",
                ".internal.clip",
                ".internal.sketcher",
                ".internal.guidance"),
        room(
                ".model",
                ".control",
                ".internal.tensor",
                ".internal.nn",
                ".internal.image",
                ".internal.file",
                ".internal.download",
                ".internal.checkpoint",
                ".internal.naming",
                ".internal.vqgan",
                ".internal.clip",
                ".internal.sketcher",
                ".internal.engine"),
        room("", ".control", ".model", ".internal.file", ".internal.image", ".internal.engine"),
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** A package, and those that it may know. */
    private record Room(String name, Set<String> known) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Room room(String name, String... known) {
        return new Room(ROOT + name, Arrays.stream(known).map(ROOT::concat).collect(Collectors.toSet()));
    }

    private static Room network(String name) {
        return room(name, ".internal.tensor", ".internal.nn", ".internal.checkpoint");
    }

    static Stream<Room> rooms() {
        return Arrays.stream(ROOMS);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomsKnowOnlyThoseBelow(Room room) {
        DescribedPredicate<JavaClass> others = resideInAPackage(ROOT + "..")
                .and(not(resideInAnyPackage(room.known.toArray(String[]::new))))
                .and(not(resideInAPackage(room.name)))
                .and(not(assignableTo(Throwable.class)))
                .as("live in other rooms");
        noClasses()
                .that()
                .resideInAPackage(room.name)
                .should()
                .dependOnClassesThat(others)
                .check(CLASSES);
    }

    @Test
    void thereIsNoOtherRoom() {
        assertThat(CLASSES)
                .extracting(JavaClass::getPackageName)
                .isSubsetOf(rooms().map(Room::name).toList());
    }

    @Test
    void onlyTheDevicesTouchNd4j() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".internal.tensor.host", ROOT + ".internal.tensor.nd4j")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
                .check(CLASSES);
    }

    @Test
    void wordsKnowTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".control")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "javax..", "org.jspecify..", ROOT + ".control")
                .check(CLASSES);
    }

    @Test
    void noClassPrints() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }
}
