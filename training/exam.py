"""The exam: every prompt of exam.json by the product itself, ranked by the judge: `python exam.py OUT`, once congeal.jar is built.

Everything is at the bundled model's defaults, the seed is the prompt's number. Pictures that are there already are kept,
so an exam can be made in pieces. The judge says how many of the part's other prompts it finds nearer to a picture.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from judge import Judge, load_judge, look
from settings import EXAM
from teacher import Teacher

JAR = Path(__file__).parents[1] / "samples/target/congeal.jar"
MOMENTS = ("start", "half", "end")


@dataclass(frozen=True)
class Sitting:
    """One run of the product and the files that it leaves."""

    prompt: str
    seed: int
    stem: Path

    def file(self, moment: str) -> Path:
        return self.stem.with_name(f"{self.stem.name}-{moment}.png")

    def make(self, jar: Path, settings: list[str]) -> None:
        """Runs on one thread: two runs side by side use two cores better than one after the other."""
        if self.file("end").exists():
            return
        with tempfile.TemporaryDirectory() as folder:
            command = ["java", "-jar", str(jar), "generate", self.prompt, "--seed", str(self.seed), "--quiet"]
            command += ["--frames", folder, "--out", f"{folder}/picture.png", *settings]
            subprocess.run(command, check=True, env=os.environ | {"OMP_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL)
            frames = sorted(Path(folder).glob("frame-*.png"))
            for moment, frame in zip(MOMENTS, (frames[0], frames[len(frames) // 2], frames[-1])):
                shutil.copy(frame, self.file(moment))


def sittings(part: str, out: Path) -> list[Sitting]:
    prompts = json.loads(EXAM.read_text())[part]
    return [
        Sitting(prompt, number, out / f"{part}-{number:03}-{re.sub('[^a-z]+', '-', prompt.lower())}")
        for number, prompt in enumerate(prompts, 1)
    ]


def picture(file: Path) -> Tensor:
    """[1, 3, H, W] in 0..1."""
    return torch.from_numpy(np.array(Image.open(file).convert("RGB"))).permute(2, 0, 1)[None].float() / 255


def ranks(judge: Judge, teacher: Teacher, prompts: list[str], sat: list[Sitting], moment: str) -> list[int]:
    """For each picture the place of its own prompt among all, 1 the first."""
    said = judge.understand(teacher(prompts))
    seen = judge.see(torch.cat([look(picture(sitting.file(moment))) for sitting in sat]))
    scores = seen @ said.T
    own = scores.gather(1, torch.tensor([[prompts.index(sitting.prompt)] for sitting in sat]))
    return (1 + (scores > own).sum(1)).tolist()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--parts", nargs="+", default=list(json.loads(EXAM.read_text())))
    parser.add_argument("--jar", type=Path, default=JAR)
    parser.add_argument("--first", type=int, default=None, help="only so many prompts of each part, evenly chosen")
    parser.add_argument("--at-once", type=int, default=2, help="runs side by side")
    parser.add_argument("--settings", default="", help="further options of `congeal generate`, in one string")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    judge, teacher, report = load_judge(), Teacher(), {}
    for part in options.parts:
        sat = sittings(part, options.out)
        prompts = [sitting.prompt for sitting in sat]
        if options.first:
            sat = sat[::max(1, len(sat) // options.first)]
        with ThreadPoolExecutor(options.at_once) as pool:
            list(pool.map(lambda sitting: sitting.make(options.jar, options.settings.split()), sat))
        places = {moment: ranks(judge, teacher, prompts, sat, moment) for moment in MOMENTS}
        report[part] = [
            {"prompt": sitting.prompt, "seed": sitting.seed} | {moment: places[moment][i] for moment in MOMENTS}
            for i, sitting in enumerate(sat)
        ]
        for moment in MOMENTS:
            first, five = (sum(place <= bound for place in places[moment]) / len(sat) for bound in (1, 5))
            print(f"{part}, {moment}: first {first:.0%}, among five {five:.0%} of {len(sat)} runs", flush=True)
    (options.out / "report.json").write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
