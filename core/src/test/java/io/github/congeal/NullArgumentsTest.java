package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is public and takes an object finds out by itself, and at once, that an argument is null. */
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
        return Stream.of("", "control", "model")
                .flatMap(folder -> Arrays.stream(
                                Objects.requireNonNull(Path.of("target/classes/io/github/congeal", folder)
                                        .toFile()
                                        .list()))
                        .filter(file -> file.matches("[A-Z].*\\.class"))
                        .map(file -> "io.github.congeal." + (folder.isEmpty() ? "" : folder + ".")
                                + file.replace(".class", "")))
                .sorted()
                .map(NullArgumentsTest::load)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .filter(type -> !Throwable.class.isAssignableFrom(type))
                .flatMap(NullArgumentsTest::executablesOf);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
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
    void nullIsRefusedAtOnce(Executable executable) throws ReflectiveOperationException {
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
                    .as("%s", executable)
                    .message()
                    .isNotNull();
            assertThat(firstOfOurs(e.getCause()))
                    .as("%s found it itself", executable)
                    .doesNotContain(".internal.");
            return;
        }
        throw new AssertionError(executable + " took null");
    }

    private static String firstOfOurs(Throwable problem) {
        return Arrays.stream(problem.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("io.github.congeal"))
                .findFirst()
                .orElseThrow();
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
