"""Thirty runs of the product and the colours they end in: `python colour_runs.py OUT`, once congeal.jar is built.

Three prompts with ten seeds each, everything but the size at the bundled model's defaults. A picture's mean colour
is named twice: after the nearest of the three colours that were asked for, and after the nearest of all eleven basic
words of colours.py, in RGB.
"""

import argparse
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from colours import BASIC

JAR = Path(__file__).parents[1] / "samples/target/congeal.jar"
PROMPTS = {"a red apple": "red", "a blue circle": "blue", "a green tree": "green"}
SEEDS = range(1, 11)


def mean_colour(file: Path) -> torch.Tensor:
    """The mean of all pixels, in 0..1."""
    return torch.tensor(np.asarray(Image.open(file).convert("RGB"))).float().mean((0, 1)) / 255


def nearest(colour: torch.Tensor, names: list[str]) -> str:
    """The name whose colour is nearest."""
    return min(names, key=lambda name: (torch.tensor(BASIC[name]) / 255 - colour).norm().item())


def run(prompt: str, seed: int, out: Path, size: str) -> Path:
    """One run, on one thread: two of them together use two cores better than one after the other."""
    file = out / f"{prompt.replace(' ', '-')}-{seed:02}.png"
    command = ["java", "-jar", str(JAR), "generate", prompt, "--seed", str(seed), "--size", size, "--quiet"]
    command += ["--out", str(file)]
    subprocess.run(command, check=True, env=os.environ | {"OMP_NUM_THREADS": "1"}, stdout=subprocess.DEVNULL)
    return file


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="96x96")
    options = parser.parse_args()
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    asked = [(prompt, seed) for prompt in PROMPTS for seed in SEEDS]
    with ThreadPoolExecutor(2) as pool:
        files = list(pool.map(lambda job: run(*job, out, options.size), asked))
    right = dict.fromkeys(("of the three", "of all eleven"), 0)
    for (prompt, seed), file in zip(asked, files):
        mean = mean_colour(file)
        names = nearest(mean, list(PROMPTS.values())), nearest(mean, list(BASIC))
        for kind, name in zip(right, names):
            right[kind] += name == PROMPTS[prompt]
        print(f"{prompt}, seed {seed}: {tuple((255 * mean).int().tolist())}, {names[0]}, {names[1]}")
    for kind, count in right.items():
        print(f"nearest {kind} to the colour that was asked for: {count} of {len(asked)}")


if __name__ == "__main__":
    main()
