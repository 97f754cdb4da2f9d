package io.github.congeal.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A film as ffmpeg, a decoder that has nothing to do with the encoder, sees it. */
record Decoded(int width, int height, List<byte[]> frames) {
    static Decoded of(Path film) throws IOException, InterruptedException {
        String size = Tool.required("ffprobe")
                .run(
                        "-v",
                        "error",
                        "-select_streams",
                        "v",
                        "-show_entries",
                        "stream=width,height",
                        "-of",
                        "csv=p=0",
                        film)
                .text();
        int width = Integer.parseInt(size.strip().split(",")[0]);
        int height = Integer.parseInt(size.strip().split(",")[1]);
        byte[] all = Tool.required("ffmpeg")
                .run(
                        "-v",
                        "error",
                        "-i",
                        film,
                        "-fps_mode",
                        "passthrough",
                        "-sws_flags",
                        "bicubic+accurate_rnd+full_chroma_int+full_chroma_inp",
                        "-pix_fmt",
                        "rgb24",
                        "-f",
                        "rawvideo",
                        "-")
                .out();
        List<byte[]> frames = new ArrayList<>();
        int bytes = width * height * 3;
        for (int i = 0; i + bytes <= all.length; i += bytes) {
            frames.add(java.util.Arrays.copyOfRange(all, i, i + bytes));
        }
        return new Decoded(width, height, frames);
    }

    /** Red, green and blue of a pixel. */
    int[] pixel(int frame, int x, int y) {
        byte[] bytes = frames.get(frame);
        int at = (y * width + x) * 3;
        return new int[] {bytes[at] & 0xff, bytes[at + 1] & 0xff, bytes[at + 2] & 0xff};
    }

    /** Peak signal-to-noise ratio of a frame to its source, over red, green and blue, in decibels. */
    double psnr(int frame, BufferedImage source) {
        double sum = 0;
        for (int y = 0; y < source.getHeight(); y++) {
            for (int x = 0; x < source.getWidth(); x++) {
                int rgb = source.getRGB(x, y);
                int[] decoded = pixel(frame, x, y);
                for (int c = 0; c < 3; c++) {
                    double difference = decoded[c] - (rgb >> 16 - 8 * c & 0xff);
                    sum += difference * difference;
                }
            }
        }
        double mean = sum / (3.0 * source.getWidth() * source.getHeight());
        return 10 * Math.log10(255 * 255 / mean);
    }
}
