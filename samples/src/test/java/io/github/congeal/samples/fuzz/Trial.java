package io.github.congeal.samples.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One parser, what it reads when all is well, and how it refuses what it cannot read.
 *
 * @param name what it is called in messages
 * @param sound files or texts that it reads
 * @param isText whether they are texts
 * @param refusals the exceptions that are documented
 * @param parser what reads one of them
 * @param mutants how many damaged ones it is given
 */
public record Trial(
        String name,
        List<byte[]> sound,
        boolean isText,
        List<Class<? extends Exception>> refusals,
        Parser parser,
        int mutants) {
    /** How many damaged ones each parser is given: a thousand, or {@code -Dcongeal.mutants=100000}. */
    private static final int MUTANTS = Integer.getInteger("congeal.mutants", 1000);

    /** Reads a file or a text. */
    @FunctionalInterface
    public interface Parser {
        /** Reads all of it, or throws one of the documented exceptions. */
        void read(byte[] content) throws Exception;
    }

    /** A parser of files. */
    public static Trial ofFiles(
            String name, List<byte[]> sound, List<Class<? extends Exception>> refusals, Parser parser) {
        return new Trial(name, sound, false, refusals, parser, MUTANTS);
    }

    /** A parser of texts. */
    public static Trial ofTexts(
            String name, List<String> sound, List<Class<? extends Exception>> refusals, TextParser parser) {
        return new Trial(
                name,
                sound.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_16BE))
                        .toList(),
                true,
                refusals,
                content -> parser.read(new String(content, StandardCharsets.UTF_16BE)),
                MUTANTS);
    }

    /** The same with a tenth of the mutants, where each takes long. */
    public Trial costly() {
        return new Trial(name, sound, isText, refusals, parser, MUTANTS / 10);
    }

    /** Reads a text. */
    @FunctionalInterface
    public interface TextParser {
        /** Reads all of it, or throws one of the documented exceptions. */
        void read(String text) throws Exception;
    }

    /** Gives the parser what is sound, which it must read, and then what is damaged. */
    public void run() throws Exception {
        for (byte[] content : sound) {
            parser.read(content);
        }
        Mutator mutator = new Mutator(name.hashCode());
        long slowest = 0;
        int refused = 0;
        for (int i = 0; i < mutants; i++) {
            byte[] original = sound.get(i % sound.size());
            byte[] mutant = isText ? mutateText(mutator, original) : mutator.mutate(original);
            long begin = System.nanoTime();
            if (!isRead(mutant)) {
                refused++;
            }
            slowest = Math.max(slowest, System.nanoTime() - begin);
        }
        System.out.printf(
                "%s: %d of %d refused, the slowest took %d ms%n", name, refused, mutants, slowest / 1_000_000);
    }

    private static byte[] mutateText(Mutator mutator, byte[] original) {
        return mutator.mutate(new String(original, StandardCharsets.UTF_16BE)).getBytes(StandardCharsets.UTF_16BE);
    }

    private boolean isRead(byte[] mutant) throws IOException {
        try {
            parser.read(mutant);
            return true;
        } catch (Throwable e) {
            if (refusals.stream().noneMatch(refusal -> refusal.isInstance(e))) {
                Path kept = Files.write(Files.createTempFile("mutant", ".bin"), mutant);
                throw new AssertionError("%s met %s; the mutant is %s".formatted(name, e, kept), e);
            }
            assertThat(e.getMessage()).as("the sentence of %s", e.getClass()).isNotBlank();
            return false;
        }
    }
}
