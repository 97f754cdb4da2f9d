package io.github.congeal.samples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.congeal.Generation;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A job as a data engineer runs it; the cluster's pictures are held against those of one machine. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PictureJobTest {
    private static final String HEADER = "id,prompt,negative,seed,width,height,steps\n";
    private static final String GOOD = HEADER + "apple,a red apple,fog,,32,32,1\n" + "pear,a green pear,,7,32,48,2\n"
            + "sky,\"the sky, blue\",,,32,32,1\n" + "tree,a tree,,,32,32,1\n";
    /** Two prompts that are together longer than CLIP reads. */
    private static final String LONG =
            "long," + "fog ".repeat(50) + "| " + "sea ".repeat(50) + "| rain:-0.3,,,32,32,1\n";

    private static final String BAD = "wide,a house,,,wide,32,1\n" + "empty,,,,32,32,1\n";

    @TempDir
    static Path folder;

    private static Map<String, String> sums = Map.of();

    @Test
    @Order(1)
    void eachRowBecomesAPictureOrARowWithItsError() throws IOException {
        String prompts = Files.writeString(folder.resolve("prompts.csv"), GOOD + LONG + BAD)
                .toString();
        String pictures = folder.resolve("pictures").toString();
        try (SparkSession spark = session("local[2]")) {
            PictureJob.Summary first = new PictureJob(spark, 3).run(prompts, pictures);
            assertThat(first.made()).isEqualTo(5);
            assertThat(first.failed()).isEqualTo(2);

            Map<String, Row> rows = rows(spark, pictures);
            assertThat(rows).hasSize(7);
            Row pear = rows.get("pear");
            assertThat((Long) pear.getAs("seed")).isEqualTo(7);
            assertThat((Integer) pear.getAs("height")).isEqualTo(48);
            assertThat((Integer) pear.getAs("steps")).isEqualTo(2);
            assertThat((Double) pear.getAs("loss")).isPositive();
            assertThat((Double) pear.getAs("similarity")).isBetween(-1.0, 1.0);
            assertThat(pear.<String>getAs("engine")).contains("1 threads");
            assertThat(pear.<String>getAs("error")).isNull();
            byte[] png = pear.getAs("image");
            assertThat(Generation.readFrom(new ByteArrayInputStream(png)).seed())
                    .isEqualTo(7);
            assertThat(rows.get("apple").<Long>getAs("seed")).isNotZero();
            assertThat(rows.get("wide").<String>getAs("error")).contains("size").contains("widex32");
            assertThat(rows.get("wide").<byte[]>getAs("image")).isNull();
            assertThat(rows.get("empty").<String>getAs("error")).isEqualTo("there is no prompt");
            assertThat(rows.get("long").<String>getAs("error")).isNull();
            assertThat((Double) rows.get("long").getAs("similarity")).isBetween(-1.0, 1.0);
            sums = sums(rows);
            sums.remove("long");

            String table = folder.resolve("prompts").toString();
            spark.read().option("header", true).csv(prompts).write().parquet(table);
            PictureJob.Summary second = new PictureJob(spark, 3).run(table, pictures);
            assertThat(second.made() + second.failed()).isZero();
            assertThat(second.there()).isEqualTo(7);
            assertThat(rows(spark, pictures)).hasSize(7);

            String twice = Files.writeString(folder.resolve("twice.csv"), "id,prompt\nx,a\nx,b\n")
                    .toString();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PictureJob(spark, 3).run(twice, pictures))
                    .withMessage("two rows have the id \"x\"");
        }
    }

    /** The second half on two executors of their own. */
    @Test
    @Order(2)
    void aJobThatWasKilledGoesOnToTheSamePictures() throws IOException, InterruptedException {
        String prompts = Files.writeString(folder.resolve("good.csv"), GOOD).toString();
        Path pictures = folder.resolve("again");
        kill(prompts, pictures);

        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        try (SparkSession spark = session("local-cluster[2,1,1024]")) {
            PictureJob.Summary rest = new PictureJob(spark, 4).run(prompts, pictures.toString());
            assertThat(rest.failed()).isZero();
            // All of them, if the last was there before the kill.
            assertThat(rest.there()).isBetween(1L, 4L);
            assertThat(rest.made()).isEqualTo(4 - rest.there());

            Map<String, Row> rows = rows(spark, pictures.toString());
            assertThat(sums(rows)).isEqualTo(sums);
        }
    }

    /** Runs the job in another Java, and kills it when the first pictures are there. */
    private static void kill(String prompts, Path pictures) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Dspark.master=local[1]"));
        command.addAll(settings());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("--add"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PictureJob.class.getName()));
        command.addAll(List.of(prompts, pictures.toString(), "1"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        while (process.isAlive() && !hasPictures(pictures)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        process.destroyForcibly().waitFor();
        assertThat(hasPictures(pictures))
                .as(Files.readString(folder.resolve("killed.log")))
                .isTrue();
    }

    private static boolean hasPictures(Path pictures) throws IOException {
        if (!Files.isDirectory(pictures)) {
            return false;
        }
        try (Stream<Path> files = Files.list(pictures)) {
            return files.anyMatch(
                    file -> file.toString().endsWith(".parquet") && new File(file.toString()).length() > 5000);
        }
    }

    private static List<String> settings() {
        return List.of("-Dspark.ui.enabled=false", "-Dspark.sql.shuffle.partitions=2");
    }

    private static SparkSession session(String master) {
        return SparkSession.builder()
                .master(master)
                .appName("test")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.executor.memory", "1g")
                .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .getOrCreate();
    }

    private static Map<String, Row> rows(SparkSession spark, String pictures) {
        Map<String, Row> rows = new HashMap<>();
        for (Row row : spark.read().parquet(pictures).collectAsList()) {
            assertThat(rows.put(row.getAs("id"), row)).as("of each id one").isNull();
        }
        return rows;
    }

    private static Map<String, String> sums(Map<String, Row> rows) {
        Map<String, String> sums = new HashMap<>();
        rows.forEach((id, row) -> {
            if (row.getAs("sha256") != null) {
                sums.put(id, row.getAs("sha256"));
            }
        });
        return sums;
    }
}
