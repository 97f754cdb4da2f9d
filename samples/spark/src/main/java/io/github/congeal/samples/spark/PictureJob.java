package io.github.congeal.samples.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;

/**
 * Makes the pictures of a table of prompts, in CSV or Parquet, and appends them to a table in Parquet. Pictures that
 * exist already are not made again, so a job that was killed continues where it ended.
 *
 * @param spark the session
 * @param wave the number of pictures that are made before they are written: the most that a killed job loses
 */
public record PictureJob(SparkSession spark, int wave) {
    /** Several tasks for each core, because rows take different times. */
    private static final int TASKS_PER_CORE = 4;

    /**
     * The result of a job.
     *
     * @param made the number of pictures made
     * @param failed the number of rows with an error
     * @param there the number of rows that existed before
     * @param seconds the time that it took
     */
    public record Summary(long made, long failed, long there, double seconds) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "made %s, failed %s, already there %s, in %.1f s: %.0f pictures an hour",
                    made,
                    failed,
                    there,
                    seconds,
                    made * 3600 / seconds);
        }
    }

    /**
     * {@code spark-submit --class io.github.congeal.samples.spark.PictureJob JAR PROMPTS PICTURES [WAVE]}. The exit
     * status is 1 if a row failed.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println(
                    "give me the table of prompts (.csv, or a folder of Parquet) and the folder of pictures");
            System.exit(2);
        }
        long failed;
        try (SparkSession spark = SparkSession.builder().appName("Congeal").getOrCreate()) {
            int cores = spark.sparkContext().defaultParallelism();
            int wave = arguments.length > 2 ? Integer.parseInt(arguments[2]) : TASKS_PER_CORE * cores;
            Summary summary = new PictureJob(spark, wave).run(arguments[0], arguments[1]);
            System.out.println(summary);
            failed = summary.failed();
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    /**
     * Makes the pictures.
     *
     * @param prompts the path of the table of prompts, anywhere Spark can read it
     * @param pictures the folder of the table of pictures
     * @throws IllegalArgumentException if two rows have the same id
     */
    public Summary run(String prompts, String pictures) {
        long begin = System.nanoTime();
        Dataset<Row> asked = Columns.asked(read(prompts)).cache();
        requireDistinct(asked);
        Dataset<Row> todo = asked.join(
                        done(pictures), asked.col(Columns.ID).equalTo(functions.col("done")), "left_anti")
                .cache();
        long count = todo.count();
        long there = asked.count() - count;
        LongAccumulator made = spark.sparkContext().longAccumulator("pictures made");
        LongAccumulator failed = spark.sparkContext().longAccumulator("rows failed");
        int waves = (int) Math.max(1, (count + wave - 1) / wave);
        for (int i = 0; i < waves && count > 0; i++) {
            Dataset<Row> part = todo.where(functions
                    .pmod(functions.xxhash64(functions.col(Columns.ID)), functions.lit(waves))
                    .equalTo(i));
            part.repartition(
                            Math.min(wave, TASKS_PER_CORE * spark.sparkContext().defaultParallelism()))
                    .mapPartitions(new Painter(made, failed), Encoders.row(Columns.MADE))
                    .write()
                    .mode(SaveMode.Append)
                    .parquet(pictures);
        }
        asked.unpersist();
        todo.unpersist();
        return new Summary(made.value(), failed.value(), there, (System.nanoTime() - begin) / 1e9);
    }

    private Dataset<Row> read(String table) {
        return table.endsWith(".csv")
                ? spark.read().option("header", true).option("multiLine", true).csv(table)
                : spark.read().parquet(table);
    }

    private static void requireDistinct(Dataset<Row> asked) {
        List<Row> twice = asked.groupBy(Columns.ID)
                .count()
                .where(functions.col("count").gt(1))
                .takeAsList(1);
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(
                    "two rows have the id \"%s\"".formatted(twice.get(0).getString(0)));
        }
    }

    /** The ids that exist, cached because the job adds files to the folder that they are read from. */
    private Dataset<Row> done(String pictures) {
        Dataset<Row> table = isThere(new Path(pictures, "*.parquet"))
                ? spark.read().schema(Columns.MADE).parquet(pictures)
                : spark.createDataFrame(List.of(), Columns.MADE);
        return table.select(functions.col(Columns.ID).as("done"));
    }

    private boolean isThere(Path files) {
        try {
            FileStatus[] found = files.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .globStatus(files);
            return found != null && found.length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
