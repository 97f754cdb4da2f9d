package io.github.congeal.samples.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The tables that go in and come out. */
final class Columns {
    static final String ID = "id";
    static final String PROMPT = "prompt";
    static final String SEED = "seed";

    /** What a row of prompts may say; only the prompt must be there. */
    static final List<String> ASKED = List.of(ID, PROMPT, "negative", SEED, "width", "height", "steps", "model");

    /** What is known of each picture. */
    static final StructType MADE = new StructType()
            .add(ID, DataTypes.StringType)
            .add(PROMPT, DataTypes.StringType)
            .add("negative", DataTypes.StringType)
            .add(SEED, DataTypes.LongType)
            .add("width", DataTypes.IntegerType)
            .add("height", DataTypes.IntegerType)
            .add("steps", DataTypes.IntegerType)
            .add("model", DataTypes.StringType)
            .add("loss", DataTypes.DoubleType)
            .add("similarity", DataTypes.DoubleType)
            .add("image", DataTypes.BinaryType)
            .add("sha256", DataTypes.StringType)
            .add("millis", DataTypes.LongType)
            .add("engine", DataTypes.StringType)
            .add("error", DataTypes.StringType);

    private Columns() {}

    /**
     * A table with all columns of prompts, as text, so that what is no number is seen in its row. Without an id it is made of
     * the prompt, and without a seed that is made of the id: never at random, so that a task that runs again makes the same.
     */
    static Dataset<Row> asked(Dataset<Row> table) {
        List<String> there = List.of(table.columns());
        Column[] columns = ASKED.stream()
                .map(name -> (there.contains(name) ? functions.col(name) : functions.lit(null))
                        .cast(DataTypes.StringType)
                        .as(name))
                .toArray(Column[]::new);
        Column hash = functions.xxhash64(functions.col(ID)).cast(DataTypes.StringType);
        Column name = functions.concat(functions.lit("prompt-"), functions.xxhash64(functions.col(PROMPT)));
        return table.select(columns)
                .withColumn(ID, functions.coalesce(functions.col(ID), name))
                .withColumn(SEED, functions.coalesce(functions.col(SEED), hash));
    }
}
