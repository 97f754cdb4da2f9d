"""Writes the fixtures of the guidance room: what kornia, torch and Pillow make of small random pictures.

    python -m venv .venv && .venv/bin/pip install -r core/src/test/python/requirements.txt
    .venv/bin/python core/src/test/python/guidance_fixtures.py

Run from the repository's root. The files go to core/src/test/resources/io/github/congeal/internal/guidance and come out
the same every time. Pictures in them are [..., height, width, 3], as in the Java code.

Two things have changed since the notebooks were written. kornia must not be newer than 0.6.3: later versions give
ColorJitter another meaning. And torch's clamp let the gradient pass at the very ends of its range, where it is now held
back; the notebooks' pictures have many values there, so what they saw is put back below.
"""

import math
from pathlib import Path

import notebook
import numpy as np
import torch
import torch.nn.functional as F
from notebook import K, resample
from PIL import Image
from safetensors.torch import save_file

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/guidance"


def nhwc(x):
    """[..., C, H, W] to a contiguous [..., H, W, C]."""
    return x.detach().movedim(-3, -1).contiguous()


def save(name, tensors):
    OUT.mkdir(parents=True, exist_ok=True)
    save_file({key: value.detach().contiguous() for key, value in tensors.items()}, str(OUT / f"{name}.safetensors"))


class ClampOf2021(torch.autograd.Function):
    """A clamp whose gradient passes inside of its range, the ends included."""

    @staticmethod
    def forward(ctx, x, low, high):
        ctx.save_for_backward(x)
        ctx.range = low, high
        return x.detach().clip(low, high)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        low, high = ctx.range
        return gradient * ((x >= low) & (x <= high)), None, None


torch.clamp = lambda x, min, max: ClampOf2021.apply(x, min, max)  # what kornia calls


def crops():
    """Windows of one picture: shrunk little and much, enlarged, and as they are."""
    image = torch.rand(1, 3, 40, 56, requires_grad=True)
    tensors = {"image": nhwc(image[0])}
    cases = [(3, 5, 30, 14), (0, 0, 40, 16), (16, 0, 40, 33), (10, 7, 17, 17), (20, 9, 9, 16), (1, 2, 23, 5)]
    for number, (x, y, side, size) in enumerate(cases):
        out = resample(image[:, :, y : y + side, x : x + side], size)
        gradient = torch.randn_like(out)
        tensors[f"{number}.window"] = torch.tensor([x, y, side, size])
        tensors[f"{number}.out"] = nhwc(out[0])
        tensors[f"{number}.outGradient"] = nhwc(gradient[0])
        tensors[f"{number}.imageGradient"] = nhwc(torch.autograd.grad(out, image, gradient)[0][0])
    save("crops", tensors)


def spread(selected, values):
    """Parameters of the selected elements, at their places among all; zeros elsewhere."""
    full = torch.zeros(len(selected), *values.shape[1:])
    full[selected] = values.float()
    return full


def parameters(augmentations, shape):
    """Draws what kornia draws for a batch, and says it in tensors."""
    drawn = [augmentation.forward_parameters(shape) for augmentation in augmentations]
    tensors = {}
    for augmentation, p in zip(augmentations, drawn):
        name = type(augmentation).__name__
        on = p["batch_prob"]
        tensors[f"{name}.on"] = on.float()
        for key, value in p.items():
            if key == "order":
                tensors[f"{name}.order"] = value
            elif key not in ("batch_prob", "forward_input_shape", "start_points"):
                tensors[f"{name}.{key}"] = spread(on, value)
    return drawn, tensors


def record(name, x, augmentations):
    """One file: a batch, what was done to it, what came of it, and the gradients."""
    x = x.clone().requires_grad_()
    drawn, tensors = parameters(augmentations, x.shape)
    out = x
    for augmentation, p in zip(augmentations, drawn):
        out = augmentation(out, params=p)
    gradient = torch.randn_like(out)
    tensors["in"] = nhwc(x)
    tensors["out"] = nhwc(out)
    tensors["outGradient"] = nhwc(gradient)
    tensors["inGradient"] = nhwc(torch.autograd.grad(out, x, gradient)[0])
    save(name, tensors)


def transforms():
    """Each augmentation alone, on values that overshoot 0..1 a little as resampled ones do."""
    x = torch.rand(4, 3, 17, 17) * 1.1 - 0.05
    record("flip", x, [K.RandomHorizontalFlip(p=0.5)])
    # Large flat parts beyond the range, so that the blur's clamp has something to do.
    beyond = x.clone()
    beyond[:, :, 4:10, 3:9] += 0.6
    beyond[:, :, 10:15, 8:16] -= 0.6
    record("sharpness", beyond, [K.RandomSharpness(0.3, p=0.8)])
    record("affine", x, [K.RandomAffine(degrees=30, translate=0.1, p=0.8, padding_mode="border")])
    record("affine_even", x[:, :, :16, :16], [K.RandomAffine(degrees=30, translate=0.1, p=1.0, padding_mode="border")])
    record("perspective", x, [K.RandomPerspective(0.2, p=0.8)])
    record("perspective_far", x[:, :, :16, :16], [K.RandomPerspective(0.7, p=1.0)])
    # A coarse grid of colours: many equal channels, greys, black and white.
    coarse = torch.randint(0, 4, (3, 3, 10, 10)) / 3.0
    x = x[:3, :, :10, :10]
    for number in range(6):
        record(f"color_{number}", x, [K.ColorJitter(hue=0.01, saturation=0.01, p=0.8)])
        record(f"color_coarse_{number}", coarse, [K.ColorJitter(0.1, 0.1, 0.1, 0.1, p=1.0)])
    record("color_strong", x, [K.ColorJitter(0.3, 0.3, 0.9, 0.5, p=1.0)])


def more_transforms():
    """Those that the Spanish notebook does without, and its own with further parameters."""
    x = torch.rand(4, 3, 17, 17) * 1.1 - 0.05
    record("rotation", x, [K.RandomRotation(15.0, p=0.8)])
    record("affine_shear", x, [K.RandomAffine(degrees=15, translate=0.1, shear=5.0, p=0.8, padding_mode="zeros")])
    scaled = K.RandomAffine(degrees=0, translate=(0.2, 0.1), scale=(0.6, 1.4), p=1.0, padding_mode="border")
    record("affine_scale", x, [scaled])
    record("erasing", x, [K.RandomErasing((0.1, 0.4), (0.3, 1 / 0.3), p=0.8)])
    size = (17, 17)
    cropped = K.RandomResizedCrop(size, scale=(0.1, 1), ratio=(0.75, 1.333), cropping_mode="resample", p=1.0)
    record("resized_crop", x, [cropped])
    record("elastic", x, [K.RandomElasticTransform(kernel_size=(7, 7), sigma=(3.0, 3.0), p=0.8)])
    record("elastic_wide", x, [K.RandomElasticTransform(p=1.0)])
    record("spline", x, [K.RandomThinPlateSpline(scale=0.2, p=0.8)])
    record("spline_far", x, [K.RandomThinPlateSpline(scale=0.8, p=1.0)])


def pools():
    """Adaptive pooling of whole pictures and of crops, many of whose values are equal, as in a clamped picture."""
    image = (torch.rand(1, 3, 40, 56) * 3 - 1).clamp(0, 1).requires_grad_()
    tensors = {"image": nhwc(image[0])}
    cases = [(0, 0, 56, 40, 16), (0, 0, 56, 40, 48), (16, 0, 40, 40, 40), (3, 7, 20, 31, 9), (5, 5, 4, 3, 11)]
    for number, (x, y, width, height, size) in enumerate(cases):
        part = image[:, :, y : y + height, x : x + width]
        average = F.adaptive_avg_pool2d(part, size)
        both = (average + F.adaptive_max_pool2d(part, size)) / 2
        gradient = torch.randn_like(both)
        tensors[f"{number}.window"] = torch.tensor([x, y, width, height, size])
        tensors[f"{number}.outGradient"] = nhwc(gradient[0])
        for name, out in (("average", average), ("both", both)):
            tensors[f"{number}.{name}"] = nhwc(out[0])
            tensors[f"{number}.{name}.imageGradient"] = nhwc(torch.autograd.grad(out, image, gradient, True)[0][0])
    save("pools", tensors)


def augmented():
    """The Spanish notebook's cutouts from picture to pixels and back, clamp of the picture left aside."""
    count, size = 8, 16
    image = torch.rand(1, 3, 40, 56)
    image = (F.avg_pool2d(image, 3, 1, 1) * 3 - 1).clamp(0, 1).requires_grad_()
    batch, windows = notebook.crops(image, count, size)
    augmentations = notebook.augmentations()
    drawn, tensors = parameters(augmentations, batch.shape)
    out = batch
    for augmentation, p in zip(augmentations, drawn):
        out = augmentation(out, params=p)
    strength = torch.rand(count) * 0.1
    noise = torch.randn_like(out)
    out = out + strength.view(-1, 1, 1, 1) * noise
    gradient = torch.randn_like(out)
    tensors |= {
        "image": nhwc(image[0]),
        "windows": torch.tensor(windows),
        "noise.strength": strength,
        "noise.values": nhwc(noise),
        "out": nhwc(out),
        "outGradient": nhwc(gradient),
        "imageGradient": nhwc(torch.autograd.grad(out, image, gradient, retain_graph=True)[0][0]),
    }
    save("augmented", tensors)


def plain():
    """The first notebook's cutouts: crops and the clamp with a gradient."""
    image = (torch.rand(1, 3, 30, 24) * 3 - 1).clamp(0, 1).requires_grad_()
    windows = [[0, 0, 24, 12], [0, 6, 24, 12], [3, 9, 15, 12], [12, 18, 12, 12]]
    cutouts = [resample(image[:, :, y : y + side, x : x + side], size) for x, y, side, size in windows]
    out = notebook.ClampWithGrad.apply(torch.cat(cutouts))
    gradient = torch.randn_like(out)
    save(
        "plain",
        {
            "image": nhwc(image[0]),
            "windows": torch.tensor(windows),
            "out": nhwc(out),
            "outGradient": nhwc(gradient),
            "imageGradient": nhwc(torch.autograd.grad(out, image, gradient)[0][0]),
        },
    )


def prompts():
    """The spherical distance with weights and stops. Half of the cutouts lie near the target, so that stops matter."""
    tensors = {}
    never = -math.inf
    cases = [(1, 1.0, never), (1, 1.0, 0.5), (1, -0.5, never), (1, -2.0, -0.8), (6, 1.5, never), (6, 0.7, 0.9)]
    for number, (count, weight, stop) in enumerate(cases):
        targets = torch.randn(count, 10) * 3
        e = torch.randn(6, 10) * 5
        e[::2] = targets[:1] + e[::2] * 0.2
        e.requires_grad_()
        distance = notebook.distances(e, targets) * math.copysign(1, weight)
        followed = abs(weight) * torch.maximum(distance, torch.tensor(stop)).mean()
        tensors[f"{number}.settings"] = torch.tensor([weight, stop])
        tensors[f"{number}.targets"] = targets
        tensors[f"{number}.embeddings"] = e
        tensors[f"{number}.loss"] = abs(weight) * distance.mean()
        tensors[f"{number}.gradient"] = torch.autograd.grad(followed, e)[0]
    save("prompts", tensors)


def pictures():
    """Pillow's Lanczos on 8-bit pictures, smooth and random.

    Pillow did the columns first until it began to choose the order by the work; these sizes give the same either way.
    """
    rng = np.random.default_rng(1)
    tensors = {}
    y, x = np.mgrid[0:45, 0:37]
    smooth = np.stack([127 + 120 * np.sin(x / 5), 127 + 120 * np.cos(y / 7), (x * y) % 256], axis=2).astype(np.uint8)
    noisy = rng.integers(0, 256, (33, 50, 3), dtype=np.uint8)
    sharp = (rng.integers(0, 2, (28, 29, 3)) * 255).astype(np.uint8)
    cases = [(smooth, 16, 16), (smooth, 80, 48), (smooth, 37, 20)]
    cases += [(noisy, 16, 33), (noisy, 7, 5), (noisy, 61, 40), (sharp, 13, 64)]
    for number, (picture, width, height) in enumerate(cases):
        resized = np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS))
        tensors[f"{number}.in"] = torch.from_numpy(picture.astype(np.float32))
        tensors[f"{number}.out"] = torch.from_numpy(resized.astype(np.float32))
    save("pictures", tensors)


if __name__ == "__main__":
    makers = {0: crops, 1: transforms, 2: augmented, 3: plain, 5: prompts, 6: pictures, 7: more_transforms, 8: pools}
    for seed, make in makers.items():
        torch.manual_seed(seed)
        make()
