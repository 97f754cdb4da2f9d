"""Trains the painter: `python train_painter.py --minutes 60`. Run it again to resume."""

import argparse

import torch
from torch import Tensor
from torch.nn import functional as F

from illustrations import Illustrations
from painter import Painter
from run import Run
from teacher import Teacher

BLUR = 0.6  # the spread of the noise on meanings, in shares of their length
THINGS = 3.0


def difference(painted: Tensor, drawn: Tensor, weight: Tensor) -> Tensor:
    """Absolute differences at three scales and of edges; things count more than grounds."""
    loss = (weight * (painted - drawn).abs()).mean()
    for axis in (2, 3):
        loss = loss + 0.5 * (weight.narrow(axis, 1, weight.shape[axis] - 1) * (painted.diff(dim=axis) - drawn.diff(dim=axis)).abs()).mean()
    for cell in (4, 16):
        pooled = F.avg_pool2d(weight * (painted - drawn), cell)
        loss = loss + 0.5 * pooled.abs().mean()
    return loss


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--run", default="painter")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    model = Painter().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98), weight_decay=1e-3, fused=True)
    run = Run(options.run, options.minutes, model, optimizer, {})
    illustrations = Illustrations(options.seed + 1000 * run.step)
    teacher = Teacher()
    mean, going = 0.0, True
    while going:
        texts, style, drawn, covered = illustrations.batch(options.batch)
        with torch.autocast("cpu", torch.bfloat16):
            meaning = teacher(texts).float()
        spread = BLUR * torch.rand(len(meaning), 1) ** 2 / meaning.shape[1] ** 0.5
        meaning = F.normalize(meaning + spread * torch.randn_like(meaning), dim=1)
        with torch.autocast("cpu", torch.bfloat16):
            painted = model(meaning, style)
        loss = difference(painted.float(), drawn, 1 + THINGS * covered)
        run.set_rate(options.rate)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        mean += (loss.item() - mean) * max(0.01, 1 / (run.step + 1))
        if run.step % 100 == 1:
            print(f"{run.elapsed / 60:.1f} min, step {run.step}: loss {mean:.4f}", flush=True)
        going = run.tick()


if __name__ == "__main__":
    main()
