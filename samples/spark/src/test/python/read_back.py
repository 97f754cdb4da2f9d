"""Reads a table of pictures as Python does, and looks at each: its sum, its size, its settings.

    python -m pip install pyarrow pillow
    python read_back.py FOLDER
"""

import hashlib
import io
import sys

import pyarrow.parquet
from PIL import Image

table = pyarrow.parquet.read_table(sys.argv[1]).to_pylist()
for row in sorted(table, key=lambda row: row["id"]):
    if row["error"]:
        print(f"{row['id']}: {row['error']}")
        continue
    picture = Image.open(io.BytesIO(row["image"]))
    picture.load()
    assert hashlib.sha256(row["image"]).hexdigest() == row["sha256"], row["id"]
    assert picture.size == (row["width"], row["height"]), row["id"]
    assert picture.text["congeal:seed"] == str(row["seed"]), row["id"]
    print(f"{row['id']}: {picture.size}, {row['steps']} steps, loss {row['loss']:.3f}, {row['millis']} ms, {row['sha256'][:12]}")
