"""The method of the Spanish notebook in PyTorch, for trials: `python generate.py "a red apple" out.png`."""

import argparse
import math
import time
from dataclasses import dataclass
from pathlib import Path

import kornia.augmentation as K
import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional as F

from bundle import load_clip, load_vqgan
from clip_model import Clip
from colours import nearest_name
from vqgan import Vqgan
from words import tokenize


@dataclass(frozen=True)
class Settings:
    """What a run may choose; the defaults are those recommended for the bundled model."""

    size: int = 256
    iterations: int = 100
    cutouts: int = 16
    step_size: float = 0.2
    start: str = "random"
    grey: float = 0.5
    hint: float = 0.1


class _Straight(torch.autograd.Function):
    """Value of the first, gradient to the second."""

    @staticmethod
    def forward(ctx, value: Tensor, origin: Tensor) -> Tensor:
        return value

    @staticmethod
    def backward(ctx, gradient: Tensor):
        return None, gradient


class _Clamp(torch.autograd.Function):
    """Clamps to 0..1 and lets through the gradients that lead back inside."""

    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:
        ctx.save_for_backward(x)
        return x.clamp(0, 1)

    @staticmethod
    def backward(ctx, gradient: Tensor):
        x, = ctx.saved_tensors
        return gradient * (gradient * (x - x.clamp(0, 1)) >= 0)


def lanczos(sizes: int, goal: int) -> Tensor:
    """The taps that smooth before shrinking from one size to another."""
    ratio = goal / sizes
    half = [i * ratio for i in range(math.ceil(2 / ratio + 1))]
    points = torch.tensor([-p for p in half[:0:-1]] + half)[1:-1]
    taps = torch.where(points.abs() < 2, torch.sinc(points) * torch.sinc(points / 2), torch.zeros(()))
    return taps / taps.sum()


def resample(x: Tensor, goal: int) -> Tensor:
    if x.shape[2] > goal:
        taps = lanczos(x.shape[2], goal)
        pad = (len(taps) - 1) // 2
        rows = x.flatten(0, 1)[:, None]
        rows = F.conv2d(F.pad(rows, (0, 0, pad, pad), "reflect"), taps.view(1, 1, -1, 1))
        rows = F.conv2d(F.pad(rows, (pad, pad, 0, 0), "reflect"), taps.view(1, 1, 1, -1))
        x = rows.view(x.shape)
    return F.interpolate(x, (goal, goal), mode="bicubic", align_corners=True)


def cutouts(picture: Tensor, count: int, goal: int) -> Tensor:
    """Random squares of the picture, resampled."""
    height, width = picture.shape[2:]
    largest, smallest = min(height, width), min(height, width, goal)
    cuts = []
    for _ in range(count):
        size = int(torch.rand(()) * (largest - smallest) + smallest)
        x, y = torch.randint(width - size + 1, ()), torch.randint(height - size + 1, ())
        cuts.append(resample(picture[:, :, y:y + size, x:x + size], goal))
    return torch.cat(cuts)


AUGMENTATIONS = nn.Sequential(
    K.RandomHorizontalFlip(p=0.5),
    K.RandomSharpness(0.3, p=0.4),
    K.RandomAffine(degrees=30, translate=0.1, p=0.8, padding_mode="border"),
    K.RandomPerspective(0.2, p=0.4),
    K.ColorJitter(hue=0.01, saturation=0.01, p=0.7),
)


def distance(seen: Tensor, said: Tensor) -> Tensor:
    seen, said = F.normalize(seen, dim=-1), F.normalize(said, dim=-1)
    return (2 * ((seen - said).norm(dim=-1) / 2).arcsin() ** 2).mean()


def best_plain(clip: Clip, said: Tensor) -> Tensor:
    """Of 27 plain colours, each channel 0.1, 0.5 or 0.9, the one nearest to the prompt."""
    colours = torch.cartesian_prod(*[torch.tensor([0.1, 0.5, 0.9])] * 3)
    seen = F.normalize(clip.encode_image(colours[:, :, None, None].expand(-1, -1, 64, 64)), dim=1)
    return colours[(seen @ F.normalize(said, dim=1).T)[:, 0].argmax()]


def start(vqgan: Vqgan, clip: Clip, said: Tensor, settings: Settings) -> Tensor:
    """Codes drawn at random, or those of a plain picture with a hint of noise."""
    side = settings.size // 8
    if settings.start == "random":
        return vqgan.look_up(torch.randint(len(vqgan.codebook), (1, side, side)))
    colour = best_plain(clip, said) if settings.start == "best-plain" else torch.full((3,), settings.grey)
    picture = colour.view(1, 3, 1, 1) + settings.hint * torch.randn(1, 3, settings.size, settings.size)
    return vqgan.look_up(vqgan.nearest(vqgan.encode(2 * picture.clamp(0, 1) - 1)))


def generate(vqgan: Vqgan, clip: Clip, prompt: str, settings: Settings, seed: int) -> list[tuple[float, Tensor]]:
    """Losses and pictures at the start, half-way and at the end; pictures are [3, H, W] in 0..1."""
    torch.manual_seed(seed)
    lowest, highest = (bound.view(1, -1, 1, 1) for bound in vqgan.codebook.aminmax(dim=0))
    with torch.no_grad():
        said = clip.encode_text(tokenize([prompt]))
        z = start(vqgan, clip, said, settings).clone()
    z.requires_grad_()
    optimizer = torch.optim.Adam([z], lr=settings.step_size)
    kept = []
    for step in range(settings.iterations + 1):
        q = _Straight.apply(vqgan.look_up(vqgan.nearest(z)), z)
        picture = _Clamp.apply((vqgan.decode(q) + 1) / 2)
        cuts = AUGMENTATIONS(cutouts(picture, settings.cutouts, 64))
        cuts = cuts + 0.1 * torch.rand(len(cuts), 1, 1, 1) * torch.randn_like(cuts)
        loss = distance(clip.encode_image(cuts), said)
        if step in (0, settings.iterations // 2, settings.iterations):
            kept.append((loss.item(), picture.detach()[0]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            z.copy_(z.clamp(lowest, highest))
    return kept


def save(picture: Tensor, file: Path) -> None:
    Image.fromarray((picture.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()).save(file)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("prompts", help="separated by |")
    parser.add_argument("out", type=Path, help="a sheet: one row per prompt and seed: start, middle, end")
    parser.add_argument("--models", type=Path, default=None, help="folder of the exported files, or of the runs")
    parser.add_argument("--seeds", type=int, default=1)
    for name, value in vars(Settings()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    options = parser.parse_args()
    torch.set_num_threads(1)
    settings = Settings(**{name: getattr(options, name) for name in vars(Settings())})
    vqgan, clip = load_vqgan(options.models), load_clip(options.models)
    rows, right = [], 0
    prompts = options.prompts.split("|")
    for prompt in prompts:
        for seed in range(options.seeds):
            began = time.monotonic()
            kept = generate(vqgan, clip, prompt, settings, seed)
            name = nearest_name(kept[-1][1].mean((1, 2)))
            right += name in prompt
            rows.append(torch.cat([picture for _, picture in kept], 2))
            print(f"{prompt}, seed {seed}: losses {', '.join(f'{loss:.3f}' for loss, _ in kept)}, mean colour "
                  f"{[round(255 * c) for c in kept[-1][1].mean((1, 2)).tolist()]} = {name}, {time.monotonic() - began:.0f} s", flush=True)
            save(torch.cat(rows, 1), options.out)
    print(f"mean colour as named: {right} of {len(rows)}")


if __name__ == "__main__":
    main()
