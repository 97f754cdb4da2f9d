"""Writes the fixture of the regularisers: their values and gradients on random pictures, by torch.

    python -m venv .venv && .venv/bin/pip install -r core/src/test/python/requirements.txt
    .venv/bin/python core/src/test/python/regularizer_fixtures.py

Run from the repository's root. The file goes to core/src/test/resources/io/github/congeal/internal/guidance and comes out
the same every time. Pictures in it are [height, width, 3], as in the Java code. Each case is named by the written form of
the regulariser, without its weight, which is 1.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/guidance"


def neighbours(x):
    return x[..., :, 1:] - x[..., :, :-1], x[..., 1:, :] - x[..., :-1, :]


def squared(x):
    across, down = neighbours(x)
    return 2 * (across.pow(2).mean() + down.pow(2).mean())


def crowson(x):
    padded = F.pad(x, (0, 1, 0, 1), "replicate")
    across, down = padded[..., :-1, 1:] - padded[..., :-1, :-1], padded[..., 1:, :-1] - padded[..., :-1, :-1]
    return (across**2 + down**2).mean() / 4


def anisotropic(x):
    across, down = neighbours(x)
    return across.abs().mean() + down.abs().mean()


def lengths(x):
    down, across = torch.gradient(x, dim=(2, 3))
    return (down**2 + across**2).sum(1).sqrt()


def deviations(*channels):
    return torch.stack([channel.std() for channel in channels]).norm()


def means(*channels):
    return torch.stack([channel.mean() for channel in channels]).norm()


def colourfulness(x):
    red, green, blue = x[0]
    rg, yb = red - green, (red + green) / 2 - blue
    return deviations(rg, yb) + 0.3 * means(rg, yb)


def brightness(x):
    return (x * torch.tensor([0.2126, 0.7152, 0.0722], dtype=x.dtype).view(1, 3, 1, 1)).sum(1)


def edges(x, colour, left, right, top, bottom, everywhere):
    height, width = x.shape[2:]
    goal = torch.tensor(colour, dtype=x.dtype).view(1, 3, 1, 1).expand_as(x)
    inner = slice(left, width - right)
    parts = [(slice(None), slice(0, left)), (slice(None), slice(width - right, width))]
    parts += [(slice(0, top), inner), (slice(height - bottom, height), inner)]
    loss = everywhere * F.mse_loss(x, goal)
    for rows, columns in parts:
        if x[:, :, rows, columns].numel():
            loss = loss + F.mse_loss(x[:, :, rows, columns], goal[:, :, rows, columns])
    return loss


def palette(x, colours):
    pixels = x.movedim(1, 3).reshape(-1, 3)
    colours = torch.tensor(colours, dtype=x.dtype) / 255
    return (pixels - colours[torch.cdist(pixels, colours).argmin(1)]).norm(dim=1).mean()


CASES = {
    "total-variation(form=squared)": squared,
    "total-variation(form=crowson)": crowson,
    "total-variation(form=anisotropic)": anisotropic,
    "smoothness(form=plain)": lambda x: lengths(x).mean(),
    "smoothness(form=clipped)": lambda x: lengths(x).clamp(max=0.5).mean(),
    "smoothness(form=log)": lambda x: torch.log1p(lengths(x)).mean(),
    "saturation": lambda x: -colourfulness(x) / 5,
    "contrast": lambda x: -brightness(x).std(),
    "gamut(margin=0.1)": lambda x: (x - x.clamp(0.1, 0.9)).pow(2).mean(),
    "symmetry(about=vertical)": lambda x: F.mse_loss(x, x.flip(3)),
    "symmetry(about=horizontal)": lambda x: F.mse_loss(x, x.flip(2)),
    "symmetry(about=half-turn)": lambda x: F.mse_loss(x, x.rot90(2, (2, 3))),
    "symmetry(about=quarter-turn)": lambda x: F.mse_loss(x, x.rot90(1, (2, 3))),
    "edges(colour=#ff8000, left=3, right=1, top=2, bottom=0, everywhere=0.5)": lambda x: edges(
        x, (1, 128 / 255, 0), 3, 1, 2, 0, 0.5
    ),
    "palette(colours=#000000 #ff8000 #2040ff)": lambda x: palette(x, [[0, 0, 0], [255, 128, 0], [32, 64, 255]]),
}


def main():
    torch.manual_seed(1)
    tensors = {}
    for name, loss in CASES.items():
        size = (9, 9) if "quarter" in name else (9, 12)
        x = torch.rand(1, 3, *size, dtype=torch.float64).float().double().requires_grad_()
        value = loss(x)
        (gradient,) = torch.autograd.grad(value, x)
        tensors[f"{name}.picture"] = x[0].detach().movedim(0, 2).float().contiguous()
        tensors[f"{name}.value"] = value.detach().float()[None]
        tensors[f"{name}.gradient"] = gradient[0].movedim(0, 2).float().contiguous()
    save_file(tensors, str(OUT / "regularizers.safetensors"))


main()
