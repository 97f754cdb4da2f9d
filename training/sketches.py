"""Compares sketches with the pictures that CLIP makes of them: `python sketches.py OUT` after `python exam.py OUT`.

For some of the exam's prompts, evenly chosen, makes the sketch alone, by the same run without optimisation, and puts it beside the finished
picture, on sheets in OUT to look at.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from exam import CAPTION, SIDE, Sitting, make, sittings
from prompts import exam

COLUMNS, SHEET = 3, 12


def sheet(pairs: list[tuple[Sitting, Sitting]]) -> Image.Image:
    page = Image.new("RGB", (COLUMNS * (2 * SIDE + 12), -(-len(pairs) // COLUMNS) * (SIDE + CAPTION)), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(14)
    for i, (sketch, finished) in enumerate(pairs):
        x, y = i % COLUMNS * (2 * SIDE + 12), i // COLUMNS * (SIDE + CAPTION)
        for column, sitting in enumerate((sketch, finished)):
            page.paste(Image.open(sitting.file).convert("RGB"), (x + column * SIDE, y))
        pen.text((x + 4, y + SIDE + 1), f"{sketch.prompt}: the sketch alone, and the finished picture", "black", font)
    return page


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=40)
    options = parser.parse_args()
    out = options.out.resolve()
    finished = [one for part in exam() for one in sittings(part, out)]
    finished = finished[::max(1, len(finished) // options.count)][:options.count]
    pairs = [(replace(one, file=one.file.with_name(f"sketch-{one.file.name}")), one) for one in finished]
    make([sketch for sketch, _ in pairs], out / "sketched.json", "still")
    for start in range(0, len(pairs), SHEET):
        sheet(pairs[start:start + SHEET]).save(out / f"compared-{start // SHEET + 1}.jpg", quality=90)


if __name__ == "__main__":
    main()
