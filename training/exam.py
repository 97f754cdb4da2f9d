"""The exam: all prompts of exam.json by the product itself, ranked by the judge: `python exam.py OUT`.

Build the product first: `mvn -DskipTests -pl samples -am package`. Everything is at the bundled model's defaults; the seed is the prompt's number in
its part. OUT gets the pictures, sheets of 24 to look at, and `exam-report.json`: of each prompt its seed, the judge's rank among all prompts of its
part, the nearest drawing, and an `eye`'s mark: 0 for wrong, 1 for so-so, 2 for right. Give marks by hand in the report or by
`python exam.py OUT --eye plain 2210...`, a digit for each prompt of the part, `-` for none. They are kept as long as the picture is the same.
"""

import argparse
import hashlib
import json
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from explained import ExplainedSentences
from judge import load_judge, look, ranks
from prompts import exam
from settings import ROOT

JAR = ROOT / "samples/target/congeal.jar"
CLASSES = ROOT / "core/target/test-classes"
SIDE, CAPTION, COLUMNS, SHEET = 256, 20, 6, 24
MARKS = {"0": 0, "1": 1, "2": 2, "-": None}


@dataclass(frozen=True)
class Sitting:
    prompt: str
    seed: int
    file: Path


def sittings(part: str, out: Path) -> list[Sitting]:
    return [Sitting(prompt, number, out / f"{part}-{number:03}-{re.sub('[^a-z]+', '-', prompt.lower())}.png") for number, prompt in enumerate(exam()[part], 1)]


def make(sat: list[Sitting], state: Path, *how: str) -> None:
    """Makes, in one run of the product, the pictures that this version of it has not made yet, and what they were drawn from; the state lists those that exist."""
    product = hashlib.sha256(JAR.read_bytes()).hexdigest()
    made = json.loads(state.read_text()) if state.exists() else {}
    if made.get("product") != product:
        made = {"product": product, "nearest": {}}
    missing = [one for one in sat if one.file.name not in made["nearest"] or not one.file.exists()]
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as listed:
        listed.write("".join(f"{one.seed}\t{one.file}\t{one.prompt}\n" for one in missing))
        listed.flush()
        command = ["java", "-cp", f"{JAR}:{CLASSES}", "io.github.congeal.ExamPictures", listed.name, *how]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
            for line in running.stdout:
                file, nearest = line.rstrip("\n").split("\t")
                made["nearest"][Path(file).name] = nearest
                state.write_text(json.dumps(made, indent=0))
                print(f"{len(made['nearest'])}: {Path(file).name}, {nearest}", flush=True)
        if running.returncode:
            raise SystemExit(f"the product failed: {' '.join(command)}")


def picture(file: Path) -> Tensor:
    """[1, 3, H, W] in 0..1."""
    return torch.from_numpy(np.array(Image.open(file).convert("RGB"))).permute(2, 0, 1)[None].float() / 255


def pixels(file: Path) -> str:
    """A fingerprint of the picture."""
    return hashlib.sha256(np.array(Image.open(file).convert("RGB")).tobytes()).hexdigest()[:16]


def sheet(sat: list[Sitting]) -> Image.Image:
    page = Image.new("RGB", (COLUMNS * SIDE, -(-len(sat) // COLUMNS) * (SIDE + CAPTION)), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(14)
    for i, one in enumerate(sat):
        x, y = i % COLUMNS * SIDE, i // COLUMNS * (SIDE + CAPTION)
        page.paste(Image.open(one.file).convert("RGB"), (x, y))
        pen.text((x + 4, y + SIDE + 1), f"{one.seed}. {one.prompt}", "black", font)
    return page


def examine(parts: list[str], first: int | None, out: Path) -> dict[str, list[dict]]:
    chosen = {part: sittings(part, out) for part in parts}
    if first:
        chosen = {part: sat[::max(1, len(sat) // first)][:first] for part, sat in chosen.items()}
    make([one for sat in chosen.values() for one in sat], out / "made.json")
    nearest = json.loads((out / "made.json").read_text())["nearest"]
    judge, sentences, report = load_judge(), ExplainedSentences(), {}
    for part, sat in chosen.items():
        prompts = exam()[part]
        own = torch.tensor([prompts.index(one.prompt) for one in sat])
        places = ranks(judge, torch.cat([look(picture(one.file)) for one in sat]), sentences(prompts), own).tolist()
        report[part] = [{"prompt": one.prompt, "seed": one.seed, "rank": place, "nearest": nearest[one.file.name], "eye": None, "picture": pixels(one.file)}
                        for one, place in zip(sat, places)]
        for start in range(0, len(sat), SHEET):
            sheet(sat[start:start + SHEET]).save(out / f"sheet-{part}-{start // SHEET + 1}.jpg", quality=90)
    return report


def tell(report: dict[str, list[dict]]) -> None:
    for part, results in report.items():
        one, five = (sum(result["rank"] <= bound for result in results) / len(results) for bound in (1, 5))
        seen = [result["eye"] for result in results if result["eye"] is not None]
        marks = ", ".join(f"{seen.count(mark)} of mark {mark}" for mark in (2, 1, 0))
        print(f"{part}: first {one:.0%}, among five {five:.0%} of {len(results)}; the eye: {marks}, {len(results) - len(seen)} not looked at")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--parts", nargs="+", default=list(exam()), choices=list(exam()))
    parser.add_argument("--first", type=int, help="only so many prompts of each part, evenly chosen")
    parser.add_argument("--eye", nargs=2, metavar=("PART", "MARKS"), help="only write down the eye's marks")
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    file = out / "exam-report.json"
    before = json.loads(file.read_text()) if file.exists() else {}
    if options.eye:
        part, marks = options.eye
        if part not in before or len(marks) != len(before[part]) or set(marks) - set(MARKS):
            parser.error(f"give one of {', '.join(before)} and 0, 1, 2 or - for each of its prompts in the report")
        for result, mark in zip(before[part], marks):
            result["eye"] = MARKS[mark]
        report = before
    else:
        report = before | examine(options.parts, options.first, out)
        marks = {result["picture"]: result["eye"] for results in before.values() for result in results}
        for result in (result for part in options.parts for result in report[part]):
            result["eye"] = marks.get(result["picture"])
    file.write_text(json.dumps(report, indent=1) + "\n")
    tell(report)


if __name__ == "__main__":
    main()
