package io.github.congeal.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or made to do damage, in every format but safetensors, which has a test of its own. */
@Timeout(300)
class HostileCheckpointsTest {
    private static final int MUTANTS = 1500;

    /** The magic number, protocol 1001 and an empty dictionary: what comes before the objects of a legacy file. */
    private static final String LEGACY =
            "\u0080\2\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\2M\u00e9\3.\u0080\2}.";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lightning.ckpt",
                "protocol4.ckpt",
                "deflated.ckpt",
                "zip64.ckpt",
                "legacy.ckpt",
                "view.pt",
                "odd.pt",
                "module.pt",
                "scripted.pt",
                "flax.msgpack",
                "chunked.msgpack",
            })
    void aMutatedFileIsReadOrRefused(String name) {
        byte[] sound = Fixtures.bytes(name);
        Random random = new Random(name.hashCode());
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            if (!isRead(mutate(sound, random))) {
                refused++;
            }
        }
        assertThat(refused).isBetween(MUTANTS / 20, MUTANTS - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lightning.ckpt", "deflated.ckpt", "zip64.ckpt", "legacy.ckpt", "scripted.pt", "flax.msgpack"})
    void everyTruncationIsRefused(String name) {
        byte[] sound = Fixtures.bytes(name);
        for (int length = 0; length < sound.length; length += length < 600 ? 1 : 37) {
            assertThat(isRead(Arrays.copyOf(sound, length)))
                    .as("the first %d bytes", length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lightning.ckpt", "deflated.ckpt"})
    void tensorsThatCannotBeReadAreFoundWithoutReadingThem(String name) {
        byte[] content = Fixtures.bytes(name);
        try (Checkpoint sound = Checkpoints.read(content.clone(), "sound")) {
            sound.tensors().keySet().forEach(sound::check);
        }
        // In front of the name of every tensor's entry stands its header, which begins so.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Matcher headers =
                Pattern.compile("PK\3\4(?=.{26}[^/]*/data/)", Pattern.DOTALL).matcher(text);
        while (headers.find()) {
            content[headers.start()] = 'Q';
        }
        try (Checkpoint damaged = Checkpoints.read(content, "damaged")) {
            assertThat(damaged.tensors()).isNotEmpty();
            assertThat(damaged.tensors().keySet())
                    .allSatisfy(tensor -> assertThatThrownBy(() -> damaged.check(tensor))
                            .isInstanceOf(CheckpointException.class)
                            .hasMessageContaining("damaged"));
        }
    }

    /** Whether all of it can be read; anything else than the one exception that callers expect fails the test. */
    private static boolean isRead(byte[] content) {
        try (Checkpoint checkpoint = Checkpoints.read(content, "mutant")) {
            checkpoint.tensors().keySet().forEach(checkpoint::read);
            return true;
        } catch (CheckpointException expected) {
            assertThat(expected).hasMessageStartingWith("mutant: ");
            return false;
        }
    }

    private static byte[] mutate(byte[] sound, Random random) {
        byte[] mutant = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(5)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt(256);
                case 2 ->
                    mutant[at] = (byte) "(.012FIJKLMNQRSTUVXabcd}eghijl]opqrst)uGBC\u0080\u0081\u0085\u0086"
                            .charAt(random.nextInt(45));
                case 3 ->
                    Arrays.fill(
                            mutant, at, Math.min(mutant.length, at + 8), (byte) (random.nextBoolean() ? 255 : 0x7f));
                default -> {
                    int length = random.nextInt(Math.min(64, mutant.length - at));
                    System.arraycopy(mutant, random.nextInt(mutant.length - length), mutant, at, length);
                }
            }
        }
        return mutant;
    }

    static Stream<Arguments> pickles() {
        StringBuilder laughs = new StringBuilder("}q\0");
        for (int i = 1; i < 60; i++) {
            laughs.append("}q")
                    .append((char) i)
                    .append("(K\1h")
                    .append((char) (i - 1))
                    .append("K\2h")
                    .append((char) (i - 1))
                    .append('u');
        }
        return Stream.of(
                Arguments.of(
                        "cos\nsystem\nX\5\0\0\0touch\u0085R.", "holds no tensors that can be read, only os.system"),
                Arguments.of("]q\0h\0a.", "holds no tensors"),
                Arguments.of("}q\0K\1h\0s.", "holds no tensors"),
                Arguments.of(laughs + ".", "more values than any model's"),
                Arguments.of("]".repeat(100_000) + "a".repeat(99_999) + ".", "nested more than 200 deep"),
                Arguments.of("}".repeat(2_000_000) + ".", "lists, dictionaries and objects"),
                Arguments.of("N0".repeat(3_000_000) + "N.", "more than 4,000,000 instructions"),
                Arguments.of("X\377\377\377\377abc.", "where 4294967295 more bytes should follow"),
                Arguments.of("\u008d\0\0\0\0\0\0\0\200abc.", "more bytes should follow"),
                Arguments.of("\u008b\377\377\377\177.", "a number of 2147483647 bytes"),
                Arguments.of("h\7.", "refers to value 7"),
                Arguments.of("t.", "a mark is missing"),
                Arguments.of(".", "the stack is empty"),
                Arguments.of("\u0082\1.", "0x82 is no instruction"),
                Arguments.of("Pabc\n.", "0x50 is no instruction"),
                Arguments.of("K\1Q.", "not that of a storage"),
                Arguments.of("(Nctorch\nFloatStorage\nX\1\0\0\0" + "0NK\1tQ.", "not that of a storage"),
                Arguments.of(storage("ctorch\nNapStorage\n", "K\1") + ".", "torch.NapStorage is no storage"),
                Arguments.of(storage("ctorch\nFloatStorage\n", "J\377\377\377\377") + ".", "a storage of -1 elements"),
                Arguments.of(tensor("K\0", "K\2", "K\1"), "reaches to element 1 of a storage of 4 bytes"),
                Arguments.of(tensor("K\1", "K\1", "K\1"), "reaches to element 1 of a storage of 4 bytes"),
                Arguments.of(tensor("J\377\377\377\377", "K\1", "K\1"), "do not fit together"),
                Arguments.of(tensor("K\0", "J\377\377\377\377", "K\1"), "are negative"),
                Arguments.of(tensor("K\0", "J\0\0\0\100", "K\0"), "would unfold to more than"),
                Arguments.of(tensor("K\0", "\u008a\10\0\0\0\0\0\0\0\100", "K\0"), "is too large"));
    }

    private static String storage(String type, String length) {
        return "(X\7\0\0\0storage" + type + "X\1\0\0\0" + "0X\3\0\0\0cpu" + length + "tQ";
    }

    /** A dictionary with one tensor over a storage of one element, the list of storages, and the storage. */
    private static String tensor(String offset, String size, String stride) {
        return "}K\1ctorch._utils\n_rebuild_tensor\n(" + storage("ctorch\nFloatStorage\n", "K\1") + offset + size
                + "\u0085" + stride + "\u0085tRs.\u0080\2](X\1\0\0\0" + "0e.\1\0\0\0\0\0\0\0\0\0\0\0";
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @MethodSource("pickles")
    void aBadPickleIsRefusedWithItsReason(String pickle, String reason) {
        byte[] file = (LEGACY + pickle + "\u0080\2].").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Checkpoints.read(file, "bad.pt"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("bad.pt: ")
                .hasMessageContaining(reason);
    }

    @Test
    void theSmallestSoundPickleOfThisKindIsRead() {
        byte[] file = (LEGACY + tensor("K\0", "K\3", "K\0")).getBytes(StandardCharsets.ISO_8859_1);
        try (Checkpoint checkpoint = Checkpoints.read(file, "small.pt")) {
            assertThat(checkpoint.read("1")).containsExactly(0, 0, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a/data.pkl, a/../../x, would lie outside of its folder",
        "a/data.pkl, /etc/x, would lie outside of its folder",
        "a/data.pkl, b/data.pkl, more than one data.pkl",
        "a/model.json, a/weights, no data.pkl",
    })
    void archivesWithOddEntriesAreRefused(String first, String second, String reason) throws IOException {
        byte[] archive = archive(new String[] {first, second}, new byte[0], new byte[0]);
        assertThatThrownBy(() -> Checkpoints.read(archive, "bad.zip"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anEntryThatComesTwiceIsRefused() throws IOException {
        byte[] archive = archive(new String[] {"a/data.pkl", "a/data.pkk"}, new byte[0], new byte[0]);
        for (int i = 0; i < archive.length - 2; i++) {
            if (archive[i] == 'p' && archive[i + 1] == 'k' && archive[i + 2] == 'k') {
                archive[i + 2] = 'l';
            }
        }
        assertThatThrownBy(() -> Checkpoints.read(archive, "bad.zip"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("bad.zip: a/data.pkl: the archive has this entry twice");
    }

    @Test
    void aZipBombIsRefusedBeforeItIsUnpacked() throws IOException {
        byte[] pickle = "\u0080\2}.".getBytes(StandardCharsets.ISO_8859_1);
        byte[] bomb = archive(new String[] {"a/data.pkl", "a/data/0"}, pickle, new byte[100_000_000]);
        assertThat(bomb).hasSizeLessThan(1_000_000);
        assertThatThrownBy(() -> Checkpoints.read(bomb, "bomb.zip"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("which no sound file does");
    }

    private static byte[] archive(String[] names, byte[]... contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < names.length; i++) {
                zip.putNextEntry(new ZipEntry(names[i]));
                zip.write(contents[i]);
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "9191919191919191919191919191919191919191, the file ends",
        "81a16181a16281a163c1, begins no value",
        "82a16101a16102, comes twice",
        "81a161ddffffffff, the file ends",
        "81a161c6ffffffff, 4294967295 more bytes",
        "81a161dbffffffff, a text of 4294967295 bytes",
        "81a16101, holds no tensors",
        "81a161c7030193a101, the file ends",
        "81a161c7030193c0c0, the file ends",
        "81a161c704019301c0c0, not a list of shape",
    })
    void badMessagePackIsRefusedWithItsReason(String hex, String reason) {
        byte[] content = HexFormat.of().parseHex(hex.startsWith("9") ? "81a161" + hex : hex);
        assertThatThrownBy(() -> Checkpoints.read(content, "bad.msgpack"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("bad.msgpack: ")
                .hasMessageContaining(reason);
    }

    @Test
    void deeplyNestedMessagePackIsRefused() {
        byte[] content = new byte[1_000_000];
        Arrays.fill(content, (byte) 0x91);
        System.arraycopy(new byte[] {(byte) 0x81, (byte) 0xa1, 'a'}, 0, content, 0, 3);
        assertThatThrownBy(() -> Checkpoints.read(content, "deep.msgpack"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "counts the handles that Linux lists")
    void noFileStaysOpen() throws IOException {
        Path sound = Files.write(folder.resolve("sound"), Fixtures.bytes("lightning.ckpt"));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(Fixtures.bytes("legacy.ckpt"), 900));
        Files.write(folder.resolve("a.index.json"), "{\"weight_map\":{\"f32\":\"sound\",\"b\":\"cut\"}}".getBytes());
        for (int i = 0; i < 20; i++) {
            try (Checkpoint checkpoint = Checkpoints.open(sound)) {
                checkpoint.read("f32");
            }
            assertThat(handles()).noneMatch(path -> path.startsWith(folder));
            assertThatThrownBy(() -> Checkpoints.open(cut)).isInstanceOf(CheckpointException.class);
            assertThatThrownBy(() -> Checkpoints.open(folder)).isInstanceOf(CheckpointException.class);
        }
        assertThat(handles()).noneMatch(path -> path.startsWith(folder));
    }

    private static Stream<Path> handles() throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            return links
                    .map(link -> {
                        try {
                            return Files.readSymbolicLink(link);
                        } catch (IOException closedMeanwhile) {
                            return link;
                        }
                    })
                    .toList()
                    .stream();
        }
    }
}
