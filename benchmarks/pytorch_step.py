"""The method in PyTorch, as the notebooks of 2021 run it: taming decodes, kornia augments, OpenAI's CLIP looks. Prints JSON.

    python benchmarks/pytorch_step.py --size 480x480 --cutouts 64 --models imagenet_f16_16384+ViT-B/32 --iterations 3

The weights are random, in float32, and stand still; Adam moves the latent. compare.py runs this in a process of its own.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parents[1] / "core/src/test/python"))
from notebook import ClampWithGrad, ReplaceGrad, augmentations, crops, distances  # noqa: E402
from reference_models import CLIPS, DEVIATION, MEAN, published_clip, published_vqgan  # noqa: E402

STEP_SIZE, NOISE = 0.1, 0.1


def quantise(z, codebook):
    """[1, D, h, w] with each position replaced by its nearest code, the gradient going straight through."""
    x = z.movedim(1, 3)
    squares = x.pow(2).sum(-1, keepdim=True) + codebook.pow(2).sum(1)
    nearest = (squares - 2 * x @ codebook.T).argmin(-1)
    return ReplaceGrad.apply(codebook[nearest], x).movedim(3, 1)


class Cutouts(torch.nn.Module):
    """The Spanish notebook's: crops of random size and place, augmented, with noise."""

    def __init__(self, count, size):
        super().__init__()
        self.count, self.size = count, size
        self.augmentations = torch.nn.Sequential(*augmentations())

    def forward(self, picture):
        cutouts, _ = crops(picture, self.count, self.size)
        batch = self.augmentations(cutouts)
        return batch + torch.rand(self.count, 1, 1, 1) * NOISE * torch.randn_like(batch)


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
    vqgan = published_vqgan(vqgan_name).eval().requires_grad_(False)
    perceptor = published_clip(clip_name).eval().requires_grad_(False)
    if arguments.channels_last:
        vqgan = vqgan.to(memory_format=torch.channels_last)
        perceptor = perceptor.to(memory_format=torch.channels_last)
    cutouts = Cutouts(arguments.cutouts, CLIPS[clip_name][1])

    codebook = vqgan.codebook()
    low, high = codebook.min(0).values.view(1, -1, 1, 1), codebook.max(0).values.view(1, -1, 1, 1)
    rows, columns = height // vqgan.factor, width // vqgan.factor
    z = codebook[torch.randint(0, len(codebook), (rows * columns,))].view(1, rows, columns, -1).movedim(3, 1).contiguous()
    z.requires_grad_()
    tokens = torch.randint(1, 49405, (1, 77))
    tokens[0, 8:] = 0
    tokens[0, 7] = 49407
    target = perceptor.encode_text(tokens)
    optimizer = torch.optim.Adam([z], lr=STEP_SIZE)

    seconds = []
    for iteration in range(arguments.iterations + 1):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        picture = ClampWithGrad.apply((vqgan.decode(quantise(z, codebook)) + 1) / 2)
        loss = distances(perceptor.encode_image((cutouts(picture) - MEAN) / DEVIATION), target).mean()
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
