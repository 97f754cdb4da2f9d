package io.github.congeal.samples;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A program that tells what it was called with, and gives Java's compilers some work if it was told to. */
final class StartedProgram implements IntUnaryOperator {
    StartedProgram() {}

    public static void main(String... arguments) throws IOException, ReflectiveOperationException {
        System.out.println("called with " + Arrays.asList(arguments));
        if (arguments[0].equals("loop")) {
            loop(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        }
    }

    /** The name of its class file. */
    static String file() {
        return StartedProgram.class.getName().replace('.', '/') + ".class";
    }

    /** Its class file. */
    static byte[] bytes() throws IOException {
        try (InputStream file = StartedProgram.class.getClassLoader().getResourceAsStream(file())) {
            return file.readAllBytes();
        }
    }

    /** Runs this class and copies of it by turns, so that all have to be compiled at once. */
    private static void loop(int rounds, int copies) throws IOException, ReflectiveOperationException {
        List<IntUnaryOperator> all = new ArrayList<>(List.of(new StartedProgram()));
        byte[] bytes = bytes();
        for (int i = 0; i < copies; i++) {
            Class<?> copy =
                    MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
            all.add((IntUnaryOperator) copy.getDeclaredConstructor().newInstance());
        }
        for (int i = 0; i < rounds; i++) {
            for (IntUnaryOperator each : all) {
                each.applyAsInt(100);
            }
        }
    }

    /** Loops that take long to compile. */
    @Override
    public int applyAsInt(int numbers) {
        float[] x = new float[numbers];
        float[] y = new float[numbers];
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < numbers; i++) {
                x[i] += i * round;
            }
            for (int i = 0; i < numbers; i++) {
                y[i] = x[i] * round + y[i];
            }
            for (int i = 0; i < numbers; i++) {
                x[i] = y[i] / (round + 1) + x[i];
            }
            for (int i = 0; i < numbers; i++) {
                y[i] = x[i] * 2 + y[i] * 3;
            }
            for (int i = 0; i < numbers; i++) {
                x[i] = y[i] - x[i];
            }
            for (int i = 1; i < numbers; i++) {
                y[i] = x[i - 1] - y[i];
            }
            for (int i = 2; i < numbers; i++) {
                x[i] = y[i - 2] - x[i - 1];
            }
        }
        return (int) x[numbers - 1];
    }
}
