package io.github.congeal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.file.RegularFile;
import io.github.congeal.internal.image.ImageFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads and writes settings as JSON: one object with the names of the controls, numbers as numbers, several values as
 * an array, and everything else in its written form.
 *
 * <pre>{@code
 * {
 *   "prompt": ["a lighthouse in a storm", "fog:-0.3"],
 *   "size": "256x256",
 *   "iterations": 300,
 *   "step-size": "0: 0.1 | 80%: 0.02"
 * }
 * }</pre>
 */
public final class SettingsFile {
    /** Without a table of names, which outlives a file, and which names made to collide would corrupt. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** Windows' editors begin a file in UTF-8 with it. */
    private static final String BYTE_ORDER_MARK = "\ufeff";
    /** Limits the cost of reading a file that was chosen by mistake. */
    private static final int LONGEST = 4 << 20;

    private SettingsFile() {}

    /** Returns settings as JSON, one line per control. */
    public static String toJson(Settings settings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withSeparators(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER)));
            json.writeStartObject();
            for (Control<?> control : settings.controls()) {
                json.writeFieldName(control.name());
                write(json, control, settings);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static <T> void write(JsonGenerator json, Control<T> control, Settings settings) throws IOException {
        List<String> texts = control.writeEach(settings.get(control));
        if (control.isSeveral()) {
            json.writeStartArray();
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        } else if (isJsonLiteral(texts.get(0))) {
            json.writeRawValue(texts.get(0));
        } else {
            json.writeString(texts.get(0));
        }
    }

    private static boolean isJsonLiteral(String text) {
        return text.matches("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    }

    /**
     * Reads settings of {@link Control#all()}. A byte order mark before them is ignored.
     *
     * @throws IllegalArgumentException if the text is not JSON of this form, a control is unknown, or a value is not
     *     allowed
     */
    public static Settings fromJson(String json) {
        return fromJson(json, Control.all());
    }

    /** Like {@link #fromJson(String)}, for the given controls. */
    public static Settings fromJson(String json, List<Control<?>> controls) {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(controls, "controls");
        Map<String, String> text = new LinkedHashMap<>();
        String unmarked = json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
        try (JsonParser parser = JSON.createParser(unmarked)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "an object, as in {\"iterations\": 300}");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                require(!text.containsKey(name) && !text.containsKey(name + ".1"), name + " only once");
                read(parser, name, text);
            }
            require(parser.nextToken() == null, "nothing behind the object");
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("the settings have a number or a name that is far too long", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the settings are no JSON: " + withoutPlace(e.getOriginalMessage()) + " in line "
                            + e.getLocation().getLineNr(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Settings.fromText(text, controls);
    }

    private static void read(JsonParser parser, String name, Map<String, String> text) throws IOException {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_ARRAY) {
            require(isValue(token), "a text, a number or true or false for " + name);
            text.put(name, parser.getText());
            return;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(isValue(parser.currentToken()), "texts in the array of " + name);
            count++;
            String key = name + "." + count;
            require(text.put(key, parser.getText()) == null, key + " only once");
        }
        if (count == 0) {
            text.put(name, "");
        }
    }

    private static boolean isValue(JsonToken token) {
        return token.isScalarValue() && token != JsonToken.VALUE_NULL;
    }

    private static void require(boolean condition, String wanted) {
        if (!condition) {
            throw new IllegalArgumentException("the settings must be JSON with " + wanted);
        }
    }

    /**
     * Reads a file of settings as JSON, or those in a PNG that {@link Frame#save} wrote, whatever its model.
     *
     * @throws IllegalArgumentException as {@link #fromJson(String)} and {@link Generation#readFrom(Path)} do, naming the
     *     file
     * @throws IOException if it cannot be read
     */
    public static Settings read(Path file, List<Control<?>> controls) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(controls, "controls");
        try {
            RegularFile.require(file);
            if (Files.isDirectory(file)) {
                throw new IOException(file + " is a folder, not a file of settings");
            }
            return ImageFile.isPng(file) ? RecipeReader.in(file).settings(controls) : ofText(file, controls);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "no such file");
        }
    }

    private static Settings ofText(Path file, List<Control<?>> controls) throws IOException {
        String json = text(file);
        try {
            return fromJson(json, controls);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        }
        if (bytes.length > LONGEST) {
            throw new IOException("%s is longer than %s MB: no settings are that long".formatted(file, LONGEST >> 20));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is neither a text in UTF-8, as JSON is, nor a PNG", e);
        }
    }

    /** Same as {@link #read(Path, List)} with {@link Control#all()}. */
    public static Settings read(Path file) throws IOException {
        return read(file, Control.all());
    }

    /** Removes Jackson's description of the source, which stands in the middle of a sentence. */
    private static String withoutPlace(String message) {
        return message.replaceFirst(" \\(start marker at .*", "");
    }
}
