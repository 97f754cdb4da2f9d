package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import io.github.congeal.model.ModelCache;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is public and takes an object says at once, and by name, which of its arguments was null. */
class NullArgumentsTest {
    /** Objects on which methods are called; classes without one have static methods and constructors alone. */
    private static final Map<Class<?>, Supplier<?>> OBJECTS = Map.of(
            Generation.class,
            () -> Generation.builder().prompt("x").size(64, 64).cutouts(1).build(),
            Generation.Builder.class,
            Generation::builder,
            Frame.class,
            () -> Generation.builder()
                    .prompt("x")
                    .size(64, 64)
                    .cutouts(1)
                    .iterations(0)
                    .build()
                    .frames()
                    .next(),
            Settings.class,
            () -> Settings.EMPTY,
            Control.class,
            () -> Control.CUTOUTS,
            Prompt.class,
            () -> Prompt.of("x"),
            Model.class,
            Model::bundled,
            LoadOptions.class,
            LoadOptions::defaults,
            ModelCache.class,
            () -> ModelCache.at(Path.of("target", "no-cache")));

    static Stream<Executable> executables() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.congeal", "io.github.congeal.control", "io.github.congeal.model")
                        .stream()
                        .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(one -> !one.getPackageName().contains("internal"))
                        .map(JavaClass::reflect)
                        .filter(one -> !Throwable.class.isAssignableFrom(one))
                        .flatMap(NullArgumentsTest::executablesOf);
    }

    private static Stream<Executable> executablesOf(Class<?> type) {
        return Stream.<Executable>concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getMethods())
                                .filter(method ->
                                        method.getDeclaringClass().getName().startsWith("io.github.congeal")))
                .filter(one -> !one.isSynthetic())
                .filter(one -> Modifier.isStatic(one.getModifiers())
                        || one instanceof Constructor
                        || OBJECTS.containsKey(type))
                .filter(one -> !one.getName().matches("equals|valueOf"))
                .filter(one -> Arrays.stream(one.getParameters()).anyMatch(NullArgumentsTest::mustBeGiven));
    }

    private static boolean mustBeGiven(Parameter parameter) {
        return !parameter.getType().isPrimitive()
                && Arrays.stream(parameter.getAnnotatedType().getAnnotations())
                        .noneMatch(one -> one.annotationType().getSimpleName().equals("Nullable"));
    }

    @ParameterizedTest
    @MethodSource("executables")
    void nullIsRefusedByName(Executable executable) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(executable.getParameterTypes())
                .map(NullArgumentsTest::ofPrimitive)
                .toArray();
        try {
            if (executable instanceof Method method) {
                Class<?> type = method.getDeclaringClass();
                Object object = Modifier.isStatic(method.getModifiers())
                        ? null
                        : OBJECTS.entrySet().stream()
                                .filter(one -> type.isAssignableFrom(one.getKey()))
                                .findFirst()
                                .orElseThrow()
                                .getValue()
                                .get();
                method.setAccessible(true);
                method.invoke(object, arguments);
            } else {
                ((Constructor<?>) executable).newInstance(arguments);
            }
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class)
                    .message()
                    .as("says what was null")
                    .isNotNull()
                    .doesNotContain("Cannot invoke", "because");
            return;
        }
        throw new AssertionError("null was taken");
    }

    private static Object ofPrimitive(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        return type == boolean.class
                ? (Object) true
                : type == double.class ? 1.0 : type == long.class ? (Object) 1L : 1;
    }
}
