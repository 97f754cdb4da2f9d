package io.github.congeal.video;

import io.github.congeal.internal.image.GenerationMark;
import java.util.HexFormat;
import java.util.Optional;

/** The boxes of an MP4 with one track of video (ISO/IEC 14496-12 and -15; the tags are those of iTunes). */
final class Mp4Boxes {
    /** Colour primaries of sRGB, as the code point of ITU-T H.273. */
    static final int PRIMARIES = 1;

    /** Transfer characteristics of sRGB (H.273), since the pixels are not converted. */
    static final int TRANSFER = 13;

    /** Matrix coefficients of BT.601 (H.273), which players that ignore this field assume for pictures of this size. */
    static final int MATRIX = 6;

    /** Units of time per second: fine enough for every frame rate, and exact for the usual ones. */
    static final int TIME_SCALE = 90_000;

    private static final int UNITY = 0x10000;
    private static final int UNDETERMINED_LANGUAGE = 0x55c4;

    /** The UUID of the box with XMP. */
    private static final byte[] XMP = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");

    private final int frames;
    private final int width;
    private final int height;
    private final long frameTime;

    Mp4Boxes(double framesPerSecond, int frames, int width, int height) {
        this.frames = frames;
        this.width = width;
        this.height = height;
        frameTime = Math.round(TIME_SCALE / framesPerSecond);
    }

    static Box fileType() {
        return new Box("ftyp")
                .letters("isom")
                .u32(0x200)
                .letters("isom")
                .letters("iso2")
                .letters("avc1")
                .letters("mp41");
    }

    /** A box with XMP (part 3 of its specification) which states that the film was generated. */
    static Box mark() {
        return new Box("uuid").bytes(XMP).text(GenerationMark.xmp());
    }

    /**
     * The index of the film, the {@code moov} box.
     *
     * @param sound the track of the sound, if there is one
     */
    Box movie(Box sampleTable, Optional<Box> sound, Tags tags) {
        Box header = new Box("mvhd", 0, 0).u32(0).u32(0).u32(TIME_SCALE).u32(duration());
        header.u32(UNITY).u16(0x100).zeros(10);
        matrix(header).zeros(24).u32(3);
        Box movie = new Box("moov").box(header).box(track(sampleTable));
        sound.ifPresent(movie::box);
        return movie.box(userData(tags));
    }

    private long duration() {
        return frameTime * frames;
    }

    static Box matrix(Box box) {
        return box.u32(UNITY).zeros(12).u32(UNITY).zeros(12).u32(0x40000000);
    }

    private Box track(Box sampleTable) {
        int enabledAndShown = 3;
        Box header =
                new Box("tkhd", 0, enabledAndShown).u32(0).u32(0).u32(1).u32(0).u32(duration());
        header.zeros(16);
        matrix(header).u32((long) width << 16).u32((long) height << 16);
        Box media =
                new Box("minf").box(new Box("vmhd", 0, 1).zeros(8)).box(here()).box(sampleTable);
        return new Box("trak")
                .box(header)
                .box(new Box("mdia")
                        .box(mediaHeader(TIME_SCALE, duration()))
                        .box(handler("vide", "Video"))
                        .box(media));
    }

    static Box mediaHeader(long timeScale, long duration) {
        Box header = new Box("mdhd", 0, 0).u32(0).u32(0).u32(timeScale).u32(duration);
        return header.u16(UNDETERMINED_LANGUAGE).u16(0);
    }

    static Box handler(String type, String name) {
        return new Box("hdlr", 0, 0).u32(0).letters(type).zeros(12).text(name).u8(0);
    }

    /** A data reference which says that the samples are in the same file. */
    static Box here() {
        return new Box("dinf").box(new Box("dref", 0, 0).u32(1).box(new Box("url ", 0, 1)));
    }

    /** @param lengths of each sample, in frames */
    Box timeToSample(int[] lengths) {
        return timeToSample(lengths, frameTime);
    }

    /**
     * Run-length encodes the durations of samples.
     *
     * @param durations in units
     * @param unit their unit of time
     */
    static Box timeToSample(int[] durations, long unit) {
        Box runs = new Box("");
        int count = 0;
        int from = 0;
        for (int i = 1; i <= durations.length; i++) {
            if (i == durations.length || durations[i] != durations[from]) {
                runs.u32(i - from).u32(durations[from] * unit);
                from = i;
                count++;
            }
        }
        return new Box("stts", 0, 0).u32(count).bytes(runs.content());
    }

    Box sampleDescription(byte[] sequenceParameters, byte[] pictureParameters) {
        Box configuration = new Box("avcC")
                .u8(1)
                .u8(sequenceParameters[1])
                .u8(sequenceParameters[2])
                .u8(sequenceParameters[3])
                .u8(0xff) // lengths of units have four bytes
                .u8(0xe1) // one sequence parameter set
                .u16(sequenceParameters.length)
                .bytes(sequenceParameters)
                .u8(1)
                .u16(pictureParameters.length)
                .bytes(pictureParameters);
        Box colour = new Box("colr")
                .letters("nclx")
                .u16(PRIMARIES)
                .u16(TRANSFER)
                .u16(MATRIX)
                .u8(0); // limited range
        int dotsPerInch = 72 << 16;
        Box entry = new Box("avc1").zeros(6).u16(1).zeros(16).u16(width).u16(height);
        entry.u32(dotsPerInch).u32(dotsPerInch).u32(0).u16(1).zeros(32).u16(24).u16(0xffff);
        entry.box(configuration).box(colour);
        return new Box("stsd", 0, 0).u32(1).box(entry);
    }

    private static Box userData(Tags tags) {
        Box list = new Box("ilst");
        tag(list, "\u00a9nam", tags.title());
        tag(list, "\u00a9cmt", tags.comment());
        tag(list, "\u00a9too", "Congeal");
        Box handler =
                new Box("hdlr", 0, 0).u32(0).letters("mdir").letters("appl").zeros(9);
        return new Box("udta").box(new Box("meta", 0, 0).box(handler).box(list));
    }

    private static void tag(Box list, String name, String text) {
        if (!text.isEmpty()) {
            int utf8 = 1;
            list.box(new Box(name).box(new Box("data").u32(utf8).u32(0).text(text)));
        }
    }
}
