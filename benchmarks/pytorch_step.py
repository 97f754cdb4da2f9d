"""The method in PyTorch, as the notebooks of 2021 run it: taming decodes, kornia augments, OpenAI's CLIP looks. Prints JSON.

    python benchmarks/pytorch_step.py --size 480x480 --cutouts 64 --models imagenet_f16_16384+ViT-B/32 --iterations 3

The weights are random, in float32, and stand still; Adam moves the latent. compare.py runs this in a process of its own.

On a GPU (--device cuda) there are three variants: `notebook`, as the notebooks run it; `batched`, with all cutouts at once in
plain PyTorch and products in TF32; `graph`, the latter captured once as a CUDA graph and replayed. On the CPU there are the first
two; `--compile` has torch.compile translate both networks, `--bfloat16` has their convolutions and products computed in that.
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

from batched_cutouts import BatchedCutouts  # noqa: E402

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
        return batch + torch.rand(self.count, 1, 1, 1, device=batch.device) * NOISE * torch.randn_like(batch)

    def draw(self):
        """The augmentations draw for themselves."""


def peak_resident_bytes():
    """What Linux tells of this process alone; None elsewhere."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return 1024 * int(line.split()[1])


def synchronize(device):
    if device == "cuda":
        torch.cuda.synchronize()


def captured(step):
    """A step as a CUDA graph, after some that warm everything up."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return graph.replay


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="480x480")
    parser.add_argument("--cutouts", type=int, default=64)
    parser.add_argument("--models", default="imagenet_f16_16384+ViT-B/32")
    parser.add_argument("--iterations", type=int, default=3)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--channels-last", action="store_true", help="not as the notebooks do, but faster on some machines")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--variant", choices=["notebook", "batched", "graph"], default="notebook")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--bfloat16", action="store_true")
    arguments = parser.parse_args()
    device, notebook = arguments.device, arguments.variant == "notebook"
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = not notebook
    width, height = map(int, arguments.size.split("x"))
    vqgan_name, clip_name = arguments.models.split("+")
    vqgan = published_vqgan(vqgan_name).eval().requires_grad_(False).to(device)
    perceptor = published_clip(clip_name).eval().requires_grad_(False).to(device)
    if arguments.channels_last:
        vqgan = vqgan.to(memory_format=torch.channels_last)
        perceptor = perceptor.to(memory_format=torch.channels_last)
    side = CLIPS[clip_name][1]
    cutouts = Cutouts(arguments.cutouts, side) if notebook else BatchedCutouts(arguments.cutouts, side, height, width)
    cutouts = cutouts.to(device)
    mean, deviation = MEAN.to(device), DEVIATION.to(device)

    codebook = vqgan.codebook()
    low, high = codebook.min(0).values.view(1, -1, 1, 1), codebook.max(0).values.view(1, -1, 1, 1)
    rows, columns = height // vqgan.factor, width // vqgan.factor
    codes = torch.randint(0, len(codebook), (rows * columns,)).to(device)
    z = codebook[codes].view(1, rows, columns, -1).movedim(3, 1).contiguous()
    z.requires_grad_()
    tokens = torch.randint(1, 49405, (1, 77))
    tokens[0, 8:] = 0
    tokens[0, 7] = 49407
    target = perceptor.encode_text(tokens.to(device))
    optimizer = torch.optim.Adam([z], lr=STEP_SIZE, capturable=device == "cuda")

    decode, encode = vqgan.decode, perceptor.encode_image
    if arguments.compile:
        decode, encode = torch.compile(decode), torch.compile(encode)

    def step():
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(device, torch.bfloat16, enabled=arguments.bfloat16):
            decoded = decode(quantise(z, codebook))
        picture = ClampWithGrad.apply((decoded.float() + 1) / 2)
        views = (cutouts(picture) - mean) / deviation
        with torch.autocast(device, torch.bfloat16, enabled=arguments.bfloat16):
            embeddings = encode(views)
        loss = distances(embeddings.float(), target).mean()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            z.copy_(z.maximum(low).minimum(high))

    cutouts.draw()
    run = captured(step) if arguments.variant == "graph" else step
    seconds = []
    for iteration in range(arguments.iterations + 1):
        synchronize(device)
        start = time.perf_counter()
        cutouts.draw()
        run()
        synchronize(device)
        if iteration > 0:
            seconds.append(time.perf_counter() - start)
        print(f"PyTorch: iteration {iteration} of {arguments.iterations}: {time.perf_counter() - start:.3f} s", file=sys.stderr)
    print(json.dumps({
        "version": torch.__version__,
        "secondsOfIterations": seconds,
        "peakResidentBytes": peak_resident_bytes(),
        "peakDeviceBytes": torch.cuda.max_memory_reserved() if device == "cuda" else None,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
