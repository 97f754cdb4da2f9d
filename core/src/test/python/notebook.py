"""Parts of the method as the notebooks of 2021 have them, for the fixtures and for benchmarks/."""

import math
import warnings

import torch
import torch.nn.functional as F

warnings.simplefilter("ignore")
import kornia.augmentation as K  # noqa: E402


class ReplaceGrad(torch.autograd.Function):
    """The value of the first argument, with the gradient passed to the second."""

    @staticmethod
    def forward(ctx, value, carrier):
        return value.clone()

    @staticmethod
    def backward(ctx, gradient):
        return None, gradient


class ClampWithGrad(torch.autograd.Function):
    """Clamps to 0..1; the gradient passes where descending along it leads back inside."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(0, 1)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return gradient * (gradient * (x - x.clamp(0, 1)) >= 0)


def low_pass(length, size):
    """The Lanczos-2 taps for shrinking length to size."""
    ratio = length / size
    count = math.ceil(2 * ratio + 1)
    positions = torch.arange(-(count - 2), count - 1, dtype=torch.float64) / ratio
    taps = torch.where(positions.abs() < 2, torch.sinc(positions) * torch.sinc(positions / 2), torch.zeros(1).double())
    return (taps / taps.sum()).float()


def resample(x, size):
    """[1, 3, L, L] to [1, 3, size, size]: low-pass where it shrinks, then bicubic from corner to corner."""
    length = x.shape[-1]
    if size < length:
        taps = low_pass(length, size)
        pad = len(taps) // 2
        x = x.view(3, 1, length, length)
        x = F.conv2d(F.pad(x, (0, 0, pad, pad), "reflect"), taps.view(1, 1, -1, 1))
        x = F.conv2d(F.pad(x, (pad, pad, 0, 0), "reflect"), taps.view(1, 1, 1, -1))
        x = x.view(1, 3, length, length)
    return F.interpolate(x, (size, size), mode="bicubic", align_corners=True)


def crops(picture, count, size):
    """Of random size and place, each resampled to [1, 3, size, size]; and the windows, as [x, y, side, size]."""
    height, width = picture.shape[2:]
    largest = min(height, width)
    least = min(largest, size)
    windows, cutouts = [], []
    for _ in range(count):
        side = int(torch.rand([]) * (largest - least) + least)
        x = torch.randint(0, width - side + 1, ()).item()
        y = torch.randint(0, height - side + 1, ()).item()
        windows.append([x, y, side, size])
        cutouts.append(resample(picture[:, :, y : y + side, x : x + side], size))
    return torch.cat(cutouts), windows


def augmentations():
    """The Spanish notebook's, in their order."""
    return [
        K.RandomHorizontalFlip(p=0.5),
        K.RandomSharpness(0.3, p=0.4),
        K.RandomAffine(degrees=30, translate=0.1, p=0.8, padding_mode="border"),
        K.RandomPerspective(0.2, p=0.4),
        K.ColorJitter(hue=0.01, saturation=0.01, p=0.7),
    ]


def distances(embeddings, targets):
    """Half the squared angles, [embeddings, targets]."""
    a = F.normalize(embeddings.unsqueeze(1), dim=2)
    b = F.normalize(targets.unsqueeze(0), dim=2)
    return a.sub(b).norm(dim=2).div(2).arcsin().pow(2).mul(2)
