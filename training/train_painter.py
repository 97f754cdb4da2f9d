"""Trains the painter: `python train_painter.py --minutes 60`. Run it again to resume."""

import argparse

import torch
from torch import Tensor
from torch.nn import functional as F

from illustrations import Illustrations
from painter import CELLS, Painter
from reader import load_reader
from run import Run
from settings import RUNS
from teacher import WIDTH, Teacher
from words import tokenize

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


def fitted(fresh: Tensor, old: Tensor) -> Tensor:
    """An old weight, cut or padded with fresh numbers to the shape of a new one."""
    if fresh.shape[0] != old.shape[0]:
        old = old.unflatten(0, (CELLS * CELLS, -1))[:, :len(fresh) // CELLS**2].flatten(0, 1)
    if fresh.ndim > 1 and fresh.shape[1] > old.shape[1]:
        return torch.cat([old, fresh[:, old.shape[1]:]], 1)
    return old[:, :fresh.shape[1]] if fresh.ndim > 1 else old


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--run", default="painter")
    parser.add_argument("--stages", help="a run whose convolutions are a head start")
    parser.add_argument("--student", type=float, default=0.0, help="the share of meanings that the reader foretells")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    teacher, illustrations = Teacher(), Illustrations(options.seed)
    things = illustrations.things()
    model = Painter(len(things)).to(memory_format=torch.channels_last)
    model.memory.keys.data = torch.cat([teacher(things[i:i + 256]) for i in range(0, len(things), 256)])
    if options.stages:
        old = torch.load(RUNS / options.stages)["model"]
        model.load_state_dict({k: fitted(v, old[k]) for k, v in model.state_dict().items() if k in old and "memory" not in k}, strict=False)
    numbers = illustrations.outlines(WIDTH, 2 * CELLS)
    model.memory.values.data, model.sketch.weight.data, model.sketch.bias.data = numbers
    keys = [model.memory.keys, model.memory.query.weight]
    values = [model.memory.values, model.memory.sharpness]
    others = [p for name, p in model.named_parameters() if not name.startswith(("memory", "sketch"))]
    groups = [
        {"params": keys, "pace": 0.1}, {"params": values, "pace": 1.0},
        {"params": list(model.sketch.parameters()), "pace": 0.03}, {"params": others, "pace": 1.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    run = Run(options.run, options.minutes, model, optimizer, {})
    illustrations.reseed(options.seed + 1000 * run.step)
    reader = load_reader() if options.student else None
    mean, going = 0.0, True
    while going:
        texts, style, drawn, covered = illustrations.batch(options.batch)
        with torch.autocast("cpu", torch.bfloat16):
            meaning = teacher(texts).float()
        if reader:
            foretold = torch.rand(len(meaning), 1) < options.student
            meaning = torch.where(foretold, reader(tokenize(texts)), meaning)
        spread = BLUR * torch.rand(len(meaning), 1) ** 2 / meaning.shape[1] ** 0.5
        meaning = F.normalize(meaning + spread * torch.randn_like(meaning), dim=1)
        with torch.autocast("cpu", torch.bfloat16):
            painted = model(meaning, style)
        loss = difference(painted.float(), drawn, 1 + THINGS * covered)
        run.set_rate(options.rate)
        for group in optimizer.param_groups:
            group["lr"] *= group["pace"]
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
