package io.github.congeal.samples.spark;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of the input and output tables. */
final class Columns {
    static final String ID = "id";
    static final String PROMPT = "prompt";
    static final String SEED = "seed";

    /** The columns that a row of prompts may have; only the prompt is required. */
    static final List<String> ASKED = List.of(ID, PROMPT, "negative", SEED, "width", "height", "steps", "model");

    /** The columns of the table of pictures. */
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
     * A table with all columns of prompts, as text, so that an invalid number becomes an error of its row only. A
     * missing id is derived from the prompt, and a missing seed from the id: not drawn at random, so that a task that
     * is repeated makes the same pictures.
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
