"""Shows an exam's pictures, not hand-picked: `python gallery.py OUT` writes docs/gallery.md, its sheets, and the report beside this script."""

import argparse
import json
import shutil
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from exam import Sitting, sittings
from settings import ROOT

SIDE, TEXT, LINE, COLUMNS, SHEET = 144, 196, 17, 3, 24
INTRODUCTION = """# Gallery

These are the bundled model's pictures for the exam's {count} prompts, at its defaults and not hand-picked. `python exam.py OUT` and `python gallery.py OUT` in
[training](../training/README.md) make this page. Within each section, a picture's seed is its number. Next to each picture are

* the prompt and the seed;
* the **eye**: a mark given by looking at the picture: 2 if it is recognised at once, 1 if it is right once you are told, 0 if it is wrong;
* the **rank** of its prompt, when a judge orders all prompts of the section by how well they match the picture. The judge is a network that took no part in making
  the pictures and is used for nothing else ([how it was made](../training/README.md), [what it says](model-card.md)). It was trained for 105 minutes on one core,
  and errs where the eye does not: for drawings that it never saw, it finds the right name among a hundred three times out of four;
* the **nearest** drawing of the bundled book, from which the picture was drawn, and its source ([NOTICE](../NOTICE)).
"""
CLOSING = """## The contact sheets

These commands made the sheets at the top of the [README](../README.md), which are not hand-picked:

```shell
java -jar samples/target/congeal.jar contact-sheet --seed 1 --thumbnail 192 --out docs/first-picture.png "a red apple"
java -jar samples/target/congeal.jar contact-sheet --seed 1 --out docs/contact-sheet.png "a green frog" "a castle at night" "two owls" \\
     "a blue rose" "a pink car in the desert" "a birthday cake" "a red apple and a green pear" "a ship on the sea"
```

For the method alone, without sketch and book, use `--start random` or `--start plain`: with these small networks it makes patches of fitting colours.
"""
TITLES = {"plain": "Plain", "coloured": "Colours", "unseen": "Words that the book lacks", "composed": "Two things, counts, backgrounds and places"}


def wrapped(text: str, font: ImageFont.ImageFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def beside(result: dict) -> list[str]:
    eye = "-" if result["eye"] is None else result["eye"]
    return [result["prompt"], f"seed {result['seed']}", f"eye {eye}, rank {result['rank']}", *result["nearest"].split("; ")]


def sheet(cells: list[tuple[Sitting, dict]]) -> Image.Image:
    page = Image.new("RGB", (COLUMNS * (SIDE + TEXT), -(-len(cells) // COLUMNS) * (SIDE + 4)), "white")
    pen, bold, font = ImageDraw.Draw(page), ImageFont.load_default(15), ImageFont.load_default(12)
    for i, (sitting, result) in enumerate(cells):
        x, y = i % COLUMNS * (SIDE + TEXT), i // COLUMNS * (SIDE + 4)
        page.paste(Image.open(sitting.file).convert("RGB").resize((SIDE, SIDE), Image.Resampling.LANCZOS), (x, y))
        for number, text in enumerate(beside(result)):
            used = bold if number == 0 else font
            for line in wrapped(text, used, TEXT - 14):
                pen.text((x + SIDE + 7, y + 2), line, "black" if number < 3 else "dimgrey", used)
                y += LINE + 2 * (number == 0)
    return page


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path, help="where exam.py put its pictures and its report")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    options = parser.parse_args()
    file = options.out / "exam-report.json"
    report = json.loads(file.read_text())
    text = [INTRODUCTION.format(count=sum(map(len, report.values())))]
    for part, results in report.items():
        one, five = (sum(result["rank"] <= bound for result in results) / len(results) for bound in (1, 5))
        marks = [result["eye"] for result in results if result["eye"] is not None]
        eye = f"The eye finds {marks.count(2)} right, {marks.count(1)} so-so and {marks.count(0)} wrong." if marks else "They have not been marked by eye yet."
        text.append(f"## {TITLES[part]}\n\n{eye} The judge ranks {one:.0%} first and {five:.0%} among the first five.\n")
        of = {sitting.prompt: sitting for sitting in sittings(part, options.out)}
        cells = [(of[result["prompt"]], result) for result in results]
        for start in range(0, len(cells), SHEET):
            name = f"gallery-{part}-{start // SHEET + 1}.jpg"
            sheet(cells[start:start + SHEET]).save(options.docs / name, quality=88)
            listed = "; ".join(", ".join(beside(result)) for _, result in cells[start:start + SHEET])
            text.append(f"![{listed}]({name})\n")
    (options.docs / "gallery.md").write_text("\n".join([*text, CLOSING]))
    if options.docs == ROOT / "docs":
        shutil.copy(file, ROOT / "training/exam-report.json")


if __name__ == "__main__":
    main()
