"""Reads a table of pictures with Spark's own Python, and looks at each with Pillow: its sum, its size, its settings.

    python -m pip install pyspark==4.2.0 pillow
    python read_back.py FOLDER
"""

import hashlib
import io
import sys

from PIL import Image
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False).config("spark.ui.showConsoleProgress", False).getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
table = spark.read.parquet(sys.argv[1])
table.printSchema()
made = 0
for row in table.orderBy("id").collect():
    if row.error:
        print(f"{row.id}: {row.error}")
        continue
    picture = Image.open(io.BytesIO(row.image))
    picture.load()
    assert hashlib.sha256(row.image).hexdigest() == row.sha256, row.id
    assert picture.size == (row.width, row.height), row.id
    assert picture.text["congeal:seed"] == str(row.seed), row.id
    print(f"{row.id}: {picture.size}, {row.steps} steps, loss {row.loss:.3f}, {row.millis} ms, {row.sha256[:12]}")
    made += 1
print(f"{made} pictures are what their rows say")
spark.stop()
