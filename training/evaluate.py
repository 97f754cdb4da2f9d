"""Metrics of the product's VQGAN and CLIP on held-out data: `python evaluate.py`."""

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from captions import Caption, describe, tokenize
from export import load_clip, load_vqgan
from judge import Judge, load_judge, look
from scenes import Plan, Scenes
from settings import RESOURCES, TILE

SEED = 7


def psnr(scenes: Scenes, models: Path, side: int, count: int) -> float:
    """Mean over held-out pictures of the decibels after the round trip, each whole on a ground."""
    model = load_vqgan(models)
    rows = (scenes.rows * (count // len(scenes.rows) + 1))[:count]
    plans = [Plan(row, Caption("", "")) for row in rows]
    decibels = []
    for start in range(0, count, 16):
        x = scenes.render(plans[start:start + 16], 0.75, 0.95, side)
        error = (model.reconstruct(2 * x - 1).clamp(-1, 1) / 2 + 0.5 - x).pow(2).flatten(1).mean(1)
        decibels += (-10 * error.log10()).tolist()
    return sum(decibels) / count


def frechet(a: Tensor, b: Tensor) -> float:
    """The distance of FID between two clouds of embeddings [N, D]: of their means and covariances."""
    means = (a.mean(0) - b.mean(0)).pow(2).sum()
    first, second = a.T.cov().double(), b.T.cov().double()
    root = torch.linalg.eigvals(first @ second).real.clamp(min=0).sqrt().sum()
    return (means + first.trace() + second.trace() - 2 * root).item()


def judged_distance(scenes: Scenes, models: Path, judge: Judge) -> tuple[float, float]:
    """The judge's Frechet distance of the held-out pictures to their reconstructions, and to other pictures' grounds and places.

    The second is what two drawings of the same scenes differ by: the first should not be larger.
    """
    model = load_vqgan(models)
    seen: list[list[Tensor]] = [[], [], []]
    for start in range(0, len(scenes.rows), 16):
        plans = [Plan(row, Caption("", "")) for row in scenes.rows[start:start + 16]]
        x, other = scenes.render(plans, 0.75, 0.95, 4 * TILE), scenes.render(plans, 0.75, 0.95, 4 * TILE)
        for pictures, kept in zip((x, model.reconstruct(2 * x - 1).clamp(-1, 1) / 2 + 0.5, other), seen):
            kept.append(judge.see(look(pictures)))
    a, b, c = (torch.cat(kept) for kept in seen)
    return frechet(a, b), frechet(a, c)


def retrieval(scenes: Scenes, models: Path, rounds: int, painted: bool) -> tuple[float, float]:
    """How often a picture's own caption comes first, and among ten, of 100 held-out captions."""
    model = load_clip(models)
    first = ten = 0
    for _ in range(rounds):
        texts: dict[str, Plan] = {}
        while len(texts) < 100:
            row = scenes.draw.choice(scenes.rows)
            paint = scenes.paint() if painted else -1
            item = scenes.items[row] | {"keywords": []}
            caption = describe(item, scenes.names[paint] if painted else None, None, None, scenes.draw)
            texts.setdefault(item["name"] + str(paint), Plan(row, caption, paint))
        plans = list(texts.values())
        pictures = F.normalize(model.encode_image(scenes.render(plans, 0.75, 0.95)), dim=1)
        said = F.normalize(model.encode_text(tokenize([plan.caption.text for plan in plans])), dim=1)
        scores = pictures @ said.T
        rank = (scores > scores.diag()[:, None]).sum(1)
        first += (rank == 0).sum().item()
        ten += (rank < 10).sum().item()
    return first / rounds, ten / rounds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", type=Path, default=RESOURCES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    torch.set_num_threads(1)
    with torch.no_grad():
        for split, meaning in (("picture", "held-out drawings of known things"), ("concept", "held-out things")):
            scenes = Scenes(SEED, split)
            for side in (TILE, 4 * TILE):
                print(f"{meaning}, {side}x{side}: {psnr(scenes, options.models, side, 64):.2f} dB")
            print(f"{meaning}: Frechet distance {{:.4f}} to reconstructions, {{:.4f}} to other scenes of them".format(
                *judged_distance(scenes, options.models, load_judge())))
            for painted in (False, True):
                first, ten = retrieval(scenes, options.models, options.rounds, painted)
                print(f"{meaning}{', painted' if painted else ''}: top-1 {first:.1f} %, top-10 {ten:.1f} % of 100")


if __name__ == "__main__":
    main()
