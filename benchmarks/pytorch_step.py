"""The method in PyTorch, as the notebooks of 2021 run it: taming decodes, kornia augments, OpenAI's CLIP looks. Prints JSON.

    python benchmarks/pytorch_step.py --size 480x480 --cutouts 64 --models imagenet_f16_16384+ViT-B/32 --iterations 3

The weights are random, in float32, and stand still; Adam moves the latent. compare.py runs this in a process of its own.
"""

import argparse
import json
import math
import sys
import time
import warnings
from pathlib import Path

import torch
import torch.nn.functional as F

warnings.simplefilter("ignore")
import kornia.augmentation as K  # noqa: E402
from clip.model import CLIP  # noqa: E402
from taming.modules.diffusionmodules.model import Decoder, Encoder  # noqa: E402

# ch_mult, codes
VQGANS = {
    "imagenet_f16_16384": ((1, 1, 2, 2, 4), 16384),
    "imagenet_f16_1024": ((1, 1, 2, 2, 4), 1024),
    "coco": ((1, 1, 2, 2, 4), 8192),
    "gumbel_f8_8192": ((1, 1, 2, 4), 8192),
}
# dimension, resolution, layers, width, patch, text width
CLIPS = {
    "ViT-B/32": (512, 224, 12, 768, 32, 512),
    "ViT-B/16": (512, 224, 12, 768, 16, 512),
    "ViT-L/14": (768, 224, 24, 1024, 14, 768),
    "RN50": (1024, 224, (3, 4, 6, 3), 64, None, 512),
    "RN101": (512, 224, (3, 4, 23, 3), 64, None, 512),
    "RN50x4": (640, 288, (4, 6, 10, 6), 80, None, 640),
}
EMBEDDING, CHANNELS = 256, 128
STEP_SIZE, NOISE = 0.1, 0.1


class Vqgan(torch.nn.Module):
    """A VQGAN under taming's names; whole, although a step goes through its latter half only, as the notebooks hold it."""

    def __init__(self, name):
        super().__init__()
        multipliers, codes = VQGANS[name]
        self.factor = 2 ** (len(multipliers) - 1)
        sizes = dict(
            ch=CHANNELS, out_ch=3, ch_mult=multipliers, num_res_blocks=2, attn_resolutions=[256 // self.factor],
            in_channels=3, resolution=256, z_channels=EMBEDDING,
        )  # fmt: skip
        self.encoder = Encoder(double_z=False, **sizes)
        self.decoder = Decoder(**sizes)
        self.quant_conv = torch.nn.Conv2d(EMBEDDING, EMBEDDING, 1)
        self.post_quant_conv = torch.nn.Conv2d(EMBEDDING, EMBEDDING, 1)
        self.codebook = torch.nn.Embedding(codes, EMBEDDING)

    def decode(self, quantised):
        return self.decoder(self.post_quant_conv(quantised))


def clip(name):
    dimension, resolution, layers, width, patch, text_width = CLIPS[name]
    return CLIP(
        embed_dim=dimension, image_resolution=resolution, vision_layers=layers, vision_width=width,
        vision_patch_size=patch, context_length=77, vocab_size=49408, transformer_width=text_width,
        transformer_heads=text_width // 64, transformer_layers=12,
    ).float()  # fmt: skip


class ReplaceGrad(torch.autograd.Function):
    """The value of one, the gradient to the other."""

    @staticmethod
    def forward(ctx, value, carrier):
        return value

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


def quantise(z, codebook):
    """[1, D, h, w] with each position replaced by its nearest code, the gradient going straight through."""
    x = z.movedim(1, 3)
    squares = x.pow(2).sum(-1, keepdim=True) + codebook.pow(2).sum(1)
    nearest = (squares - 2 * x @ codebook.T).argmin(-1)
    return ReplaceGrad.apply(codebook[nearest], x).movedim(3, 1)


def low_pass(length, size):
    """The Lanczos-2 taps for shrinking length to size."""
    ratio = length / size
    count = math.ceil(2 * ratio + 1)
    positions = torch.arange(-(count - 2), count - 1) / ratio
    taps = torch.where(positions.abs() < 2, torch.sinc(positions) * torch.sinc(positions / 2), torch.zeros(1))
    return taps / taps.sum()


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


class Cutouts(torch.nn.Module):
    """The Spanish notebook's: crops of random size and place, augmented, with noise."""

    def __init__(self, count, size):
        super().__init__()
        self.count, self.size = count, size
        self.augmentations = torch.nn.Sequential(
            K.RandomHorizontalFlip(p=0.5),
            K.RandomSharpness(0.3, p=0.4),
            K.RandomAffine(degrees=30, translate=0.1, p=0.8, padding_mode="border"),
            K.RandomPerspective(0.2, p=0.4),
            K.ColorJitter(hue=0.01, saturation=0.01, p=0.7),
        )

    def forward(self, picture):
        height, width = picture.shape[2:]
        largest = min(height, width)
        least = min(largest, self.size)
        crops = []
        for _ in range(self.count):
            side = int(torch.rand([]) * (largest - least) + least)
            x = torch.randint(0, width - side + 1, ())
            y = torch.randint(0, height - side + 1, ())
            crops.append(resample(picture[:, :, y : y + side, x : x + side], self.size))
        batch = self.augmentations(torch.cat(crops))
        return batch + torch.rand(self.count, 1, 1, 1) * NOISE * torch.randn_like(batch)


def distance(embeddings, target):
    """Half the squared angle, mean over all cutouts."""
    a = F.normalize(embeddings.unsqueeze(1), dim=2)
    b = F.normalize(target.unsqueeze(0), dim=2)
    return a.sub(b).norm(dim=2).div(2).arcsin().pow(2).mul(2).mean()


def peak_resident_bytes():
    """What Linux tells of this process alone; None elsewhere."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return 1024 * int(line.split()[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="480x480")
    parser.add_argument("--cutouts", type=int, default=64)
    parser.add_argument("--models", default="imagenet_f16_16384+ViT-B/32")
    parser.add_argument("--iterations", type=int, default=3)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--channels-last", action="store_true", help="not as the notebooks do, but faster on some machines")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    width, height = map(int, arguments.size.split("x"))
    vqgan_name, clip_name = arguments.models.split("+")
    vqgan = Vqgan(vqgan_name).eval().requires_grad_(False)
    perceptor = clip(clip_name).eval().requires_grad_(False)
    if arguments.channels_last:
        vqgan = vqgan.to(memory_format=torch.channels_last)
        perceptor = perceptor.to(memory_format=torch.channels_last)
    cutouts = Cutouts(arguments.cutouts, CLIPS[clip_name][1])

    codebook = vqgan.codebook.weight
    low, high = codebook.min(0).values.view(1, -1, 1, 1), codebook.max(0).values.view(1, -1, 1, 1)
    rows, columns = height // vqgan.factor, width // vqgan.factor
    z = codebook[torch.randint(0, len(codebook), (rows * columns,))].view(1, rows, columns, -1).movedim(3, 1).contiguous()
    z.requires_grad_()
    tokens = torch.randint(1, 49405, (1, 77))
    tokens[0, 8:] = 0
    tokens[0, 7] = 49407
    target = perceptor.encode_text(tokens)
    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
    optimizer = torch.optim.Adam([z], lr=STEP_SIZE)

    seconds = []
    for iteration in range(arguments.iterations + 1):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        picture = ClampWithGrad.apply((vqgan.decode(quantise(z, codebook)) + 1) / 2)
        loss = distance(perceptor.encode_image((cutouts(picture) - mean) / deviation), target)
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            z.copy_(z.maximum(low).minimum(high))
        if iteration > 0:
            seconds.append(time.perf_counter() - start)
        print(f"PyTorch: iteration {iteration} of {arguments.iterations}: {time.perf_counter() - start:.2f} s", file=sys.stderr)
    print(json.dumps({
        "version": torch.__version__,
        "secondsOfIterations": seconds,
        "peakResidentBytes": peak_resident_bytes(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
