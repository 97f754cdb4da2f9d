"""Writes the fixture of the penalties on a latent: the init weight, the MSE-regularised method and the moving average, by torch.

    .venv/bin/python core/src/test/python/anchor_fixtures.py

The loops are those of VQGAN+CLIP_(z+quantize_method).ipynb and VQGAN+CLIP_(MSE regularized z+quantize_method).ipynb
(EleutherAI/vqgan-clip) without networks: the loss of the prompts is the sum of the latent's numbers, each times a stored one.
The weight of the second is counted in whole parts of the first one, where the notebook subtracts parts and loses the last of them to
rounding. mse_quantize is that of justinjohn0306/VQGAN-CLIP. Latents are [height, width, channels], as in the Java code.
"""

from pathlib import Path

import hash_weights
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/engine/anchors.safetensors"
HEIGHT, LENGTH, WIDTH, CODES = 3, 4, 8, 64
STEPS, RATE, KEPT = 10, 0.05, 0.8
WEIGHT, EVERY, EPOCHS = 1.5, 2, 3


class EmaTensor:
    """The moving average that Crowson's notebooks show of the latent."""

    def __init__(self, tensor):
        self.biased, self.accum = torch.zeros_like(tensor), 1.0
        self.update(tensor)

    def update(self, tensor):
        self.accum *= KEPT
        self.biased = KEPT * self.biased + (1 - KEPT) * tensor
        self.average = self.biased / (1 - self.accum)


def nearest(z, codebook):
    distances = torch.cdist(z.reshape(-1, WIDTH), codebook)
    first, second = distances.topk(2, largest=False).values.T
    # Nothing so near to two codes that rounding could choose the other.
    assert (second - first).min() > 1e-4
    return codebook[distances.argmin(1)].view_as(z)


def run(first, slope, weight, towards, falls=lambda i: False, quantize=None):
    """Latents, losses and averages after 0, 1, 2… steps."""
    z = first.clone().requires_grad_()
    ema = EmaTensor(first)
    optimizer = torch.optim.Adam([z], lr=RATE)
    latents, losses, averages = [], [], []
    for i in range(STEPS + 1):
        latents.append(z.detach().clone())
        averages.append(ema.average.clone())
        optimizer.zero_grad()
        loss = F.mse_loss(z, towards) * weight(i) / 2
        losses.append(loss.detach())
        (loss + (z * slope).sum()).backward()
        optimizer.step()
        ema.update(z.detach())
        if falls(i):
            optimizer = torch.optim.Adam([z], lr=RATE)
            if quantize is not None:
                towards = nearest(z.detach(), quantize)
    return {"z": torch.stack(latents), "losses": torch.stack(losses), "averages": torch.stack(averages)}


def main():
    torch.manual_seed(11)
    codebook = torch.as_tensor(hash_weights.values("quantize.embedding.weight", (CODES, WIDTH)))
    first = codebook[torch.randint(0, CODES, (HEIGHT * LENGTH,))].view(HEIGHT, LENGTH, WIDTH)
    first = first + 0.05 * torch.randn_like(first)
    # About as steep as the mean of the squares, so that each has its say.
    slope = 0.01 * torch.randn_like(first)

    def falling(i):
        fallen = max(0, (i - 1) // EVERY)
        return WEIGHT * max(0, EPOCHS - fallen) / EPOCHS

    def falls(i):
        return i > 0 and i % EVERY == 0 and i <= EVERY * EPOCHS

    cases = {
        "init": run(first, slope, lambda i: 8 - 4 * min(i, 4) / 4, first),
        "zero": run(first, slope, falling, torch.zeros_like(first), falls),
        "start": run(first, slope, falling, first, falls),
        "quantized": run(first, slope, falling, first, falls, codebook),
    }
    tensors = {"first": first, "slope": slope}
    for case, parts in cases.items():
        tensors |= {f"{case}.{name}": tensor for name, tensor in parts.items()}
    OUT.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.detach().contiguous() for name, tensor in tensors.items()}, str(OUT))
    OUT.chmod(0o644)


if __name__ == "__main__":
    main()
