package io.github.congeal.internal.engine;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.DataType;
import io.github.congeal.internal.checkpoint.SafetensorsReader;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.checkpoint.TensorInfo;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A saved run as a safetensors file: the state's tensors by name, its whole numbers and the settings as metadata, and the
 * pictures that the settings name, so that no other file is needed.
 *
 * @param text the settings as text
 * @param state the state of the run
 * @param pictures the pictures of the settings, in their order there
 */
public record StateFile(Map<String, String> text, KeptState state, List<BufferedImage> pictures) {
    private static final String TENSOR = "state.";
    private static final String PICTURE = "picture.";
    private static final String NUMBER = "congeal:state.";
    private static final String CHECKSUM = "congeal:checksum";
    private static final int COLOURS = 3;

    /** Copies the text and the pictures. */
    public StateFile {
        text = Map.copyOf(text);
        pictures = List.copyOf(pictures);
    }

    /**
     * Writes the file atomically: a file of that name is replaced only once the new one is complete.
     *
     * @throws CheckpointException if it cannot be written
     */
    public void write(Path file) {
        Map<String, String> metadata = new LinkedHashMap<>(text);
        state.numbers().forEach((name, value) -> metadata.put(NUMBER + name, Long.toString(value)));
        Map<TensorInfo, byte[]> contents = new LinkedHashMap<>();
        state.tensors()
                .forEach((name, values) -> contents.put(
                        new TensorInfo(TENSOR + name, DataType.F32, values.shape()), bytes(values.numbers())));
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage picture = pictures.get(i);
            contents.put(
                    new TensorInfo(PICTURE + i, DataType.U8, picture.getHeight(), picture.getWidth(), COLOURS),
                    Picture.toBytes(picture));
        }
        Map<String, byte[]> named = new TreeMap<>();
        contents.forEach((tensor, bytes) -> named.put(tensor.name(), bytes));
        metadata.put(CHECKSUM, checksum(metadata, named));
        SafetensorsWriter writer = new SafetensorsWriter();
        metadata.forEach(writer::metadata);
        contents.forEach((tensor, bytes) -> writer.add(tensor, target -> {
            ByteBuffer all = ByteBuffer.wrap(bytes);
            while (all.hasRemaining()) {
                target.write(all);
            }
        }));
        writer.write(file);
    }

    /**
     * Reads a file.
     *
     * @throws CheckpointException if there is no such file, or if it is not a saved run, or damaged
     */
    public static StateFile read(Path file) {
        try (CheckpointFile content = SafetensorsReader.open(file)) {
            String source = content.source();
            Map<String, String> text = new LinkedHashMap<>(content.metadata());
            String checksum = text.remove(CHECKSUM);
            if (checksum == null) {
                throw new CheckpointException(source, "it holds no saved run of Congeal");
            }
            Map<String, byte[]> named = new TreeMap<>();
            content.tensors().keySet().forEach(name -> named.put(name, content.readBytes(name)));
            if (!checksum.equals(checksum(text, named))) {
                throw new CheckpointException(source, "it is damaged: its checksum is not that of its content");
            }
            KeptState state = new KeptState(source);
            List<BufferedImage> pictures = new ArrayList<>();
            named.forEach((name, bytes) -> {
                TensorInfo tensor = content.tensor(name);
                if (name.startsWith(TENSOR) && tensor.dataType() == DataType.F32) {
                    state.put(name.substring(TENSOR.length()), new KeptState.Values(floats(bytes), tensor.shape()));
                } else if (!name.startsWith(PICTURE)) {
                    throw new CheckpointException(source, name, "a saved run has no such tensor");
                }
            });
            for (int i = 0; named.containsKey(PICTURE + i); i++) {
                pictures.add(picture(source, content.tensor(PICTURE + i), named.get(PICTURE + i)));
            }
            text.keySet().removeIf(key -> takeNumber(source, key, content.metadata(), state));
            return new StateFile(text, state, pictures);
        }
    }

    private static boolean takeNumber(String source, String key, Map<String, String> metadata, KeptState state) {
        if (!key.startsWith(NUMBER)) {
            return false;
        }
        try {
            state.number(key.substring(NUMBER.length()), Long.parseLong(metadata.get(key)));
        } catch (NumberFormatException e) {
            throw new CheckpointException(source, key, "it is no whole number", e);
        }
        return true;
    }

    private static BufferedImage picture(String source, TensorInfo tensor, byte[] bytes) {
        long[] shape = tensor.shape();
        if (tensor.dataType() != DataType.U8 || shape.length != 3 || shape[2] != COLOURS || bytes.length == 0) {
            throw new CheckpointException(source, tensor.name(), "it is no picture");
        }
        return Picture.toImage(bytes, (int) shape[1], (int) shape[0]);
    }

    /** A checksum of all content: damaged values would otherwise not be noticed, since any value is valid. */
    private static String checksum(Map<String, String> metadata, Map<String, byte[]> contents) {
        CRC32C sum = new CRC32C();
        new TreeMap<>(metadata)
                .forEach((key, value) -> sum.update((key + "\n" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        contents.forEach((name, bytes) -> {
            sum.update(name.getBytes(StandardCharsets.UTF_8));
            sum.update(bytes);
        });
        return Long.toHexString(sum.getValue());
    }

    private static byte[] bytes(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes.array();
    }

    private static float[] floats(byte... bytes) {
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        return numbers;
    }
}
