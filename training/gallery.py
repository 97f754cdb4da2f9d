"""Shows an exam's pictures, unpicked: `python gallery.py OUT` writes docs/gallery.md and its sheets."""

import argparse
import json
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from exam import sittings

DOCS = Path(__file__).parents[1] / "docs"
SIDE, CAPTION, COLUMNS, SHEET = 160, 18, 5, 25
INTRODUCTION = """# Gallery

What the bundled model makes of the exam's 200 prompts, unpicked, at its defaults (256x256, 30 steps), made by `python exam.py OUT` and
`python gallery.py OUT` in [training](../training/README.md). The seed of each picture is its number in its part.

The judge is a network that took no part in the making and is used for nothing else ([how](../training/README.md), [what it says](model-card.md)); a rank is the place of
a picture's own prompt among all of its part, when the judge orders them by how well they suit the picture.
"""
TITLES = {"plain": "The plain exam", "coloured": "Colours", "unseen": "Words that no caption held"}


def sheet(cells: list[tuple[Path, str]]) -> Image.Image:
    """Pictures in rows with their captions below."""
    rows = -(-len(cells) // COLUMNS)
    page = Image.new("RGB", (COLUMNS * SIDE, rows * (SIDE + CAPTION)), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(12)
    for i, (file, caption) in enumerate(cells):
        x, y = i % COLUMNS * SIDE, i // COLUMNS * (SIDE + CAPTION)
        page.paste(Image.open(file).convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS), (x, y))
        pen.text((x + 4, y + SIDE + 2), caption, "black", font)
    return page


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path, help="where exam.py put its pictures")
    options = parser.parse_args()
    report = json.loads((options.out / "report.json").read_text())
    text = [INTRODUCTION]
    for part, results in report.items():
        shares = [sum(r["end"] <= bound for r in results) / len(results) for bound in (1, 5)]
        text.append(f"## {TITLES[part]}\n\n{shares[0]:.0%} are ranked first by the judge, {shares[1]:.0%} among the first five. "
                    "Below each picture: prompt, seed, rank.\n")
        cells = [
            (sitting.file("end"), f"{result['prompt']}, {result['seed']}, {result['end']}")
            for sitting, result in zip(sittings(part, options.out), results)
        ]
        for start in range(0, len(cells), SHEET):
            name = f"gallery-{part}-{start // SHEET + 1}.jpg"
            sheet(cells[start:start + SHEET]).save(DOCS / name, quality=88)
            listed = "; ".join(caption for _, caption in cells[start:start + SHEET])
            text.append(f"![{listed}]({name})\n")
    (DOCS / "gallery.md").write_text("\n".join(text))


if __name__ == "__main__":
    main()
