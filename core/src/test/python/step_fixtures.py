"""Writes the fixture of the engine room: one whole step of the method by the reference implementations.

    .venv/bin/python core/src/test/python/step_fixtures.py

taming-transformers decodes, kornia augments, OpenAI's CLIP looks, torch differentiates and takes the step. The weights are
hashes of their names (hash_weights.py), so only the inputs and what comes of them are stored.
"""

from pathlib import Path

import guidance_fixtures as guidance
import hash_weights
import notebook
import reference_models
import torch
from notebook import ClampWithGrad, ReplaceGrad, crops, distances
from reference_models import DEVIATION, MEAN, Vqgan
from safetensors.torch import save_file

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/engine"
CODES, WIDTH = 64, 8
LATENT_HEIGHT, LATENT_WIDTH = 8, 12
CUTOUTS, RESOLUTION, EMBEDDING = 6, 16, 32
STEP_SIZE = 0.1


def straight_through(z, codebook):
    """The nearest codes of [1, D, h, w], with the gradient of z itself."""
    flat = z.movedim(1, 3)
    nearest = torch.cdist(flat.reshape(-1, WIDTH), codebook).argmin(1)
    quantised = codebook[nearest].view(flat.shape).movedim(3, 1)
    return z + (quantised - z).detach(), quantised.detach()


def distance(embeddings, target, weight, stop):
    """The spherical distance of the notebooks, mean over all cutouts; stopped in its gradient only."""
    pairs = distances(embeddings, target) * (1 if weight >= 0 else -1)
    kept = torch.maximum(pairs, torch.tensor(stop))
    return abs(weight) * ReplaceGrad.apply(pairs.detach(), kept).mean()


def main():
    torch.manual_seed(3)
    vqgan = Vqgan((1, 1, 2), [64], 16, CODES, ch=32, blocks=1, width=WIDTH)
    clip = reference_models.clip(EMBEDDING, RESOLUTION, 2, 64, 8, 64, 16, 100, 2)
    descriptions = {"vqgan": hash_weights.fill(vqgan), "clip": hash_weights.fill(clip)}
    clip.eval()

    codebook = vqgan.codebook().detach()
    low, high = codebook.min(0).values, codebook.max(0).values
    z = codebook[torch.randint(0, CODES, (LATENT_HEIGHT * LATENT_WIDTH,))]
    z = z.view(1, LATENT_HEIGHT, LATENT_WIDTH, WIDTH).movedim(3, 1).contiguous()
    # Between codes, as in the middle of a run, but not so far that rounding could choose another code.
    z = (z + 0.02 * torch.randn_like(z)).requires_grad_()

    _, quantised = straight_through(z, codebook)
    picture = ClampWithGrad.apply((vqgan.decode(ReplaceGrad.apply(quantised, z)) + 1) / 2)

    batch, windows = crops(picture, CUTOUTS, RESOLUTION)
    augmentations = notebook.augmentations()
    drawn, tensors = guidance.parameters(augmentations, batch.shape)
    for augmentation, p in zip(augmentations, drawn):
        batch = augmentation(batch, params=p)
    strength, noise = torch.rand(CUTOUTS) * 0.1, torch.randn_like(batch)
    batch = batch + strength.view(-1, 1, 1, 1) * noise

    embeddings = clip.encode_image((batch - MEAN) / DEVIATION).float()
    prompts = [([98, 5, 17, 99], 1.0, float("-inf")), ([98, 40, 99], -0.4, float("-inf")), ([98, 7, 7, 8, 99], 0.7, 1.2)]
    losses = []
    for number, (tokens, weight, stop) in enumerate(prompts):
        padded = torch.zeros(1, 16, dtype=torch.long)
        padded[0, : len(tokens)] = torch.tensor(tokens)
        losses.append(distance(embeddings, clip.encode_text(padded).detach().float(), weight, stop))
        tensors[f"prompt{number}.tokens"] = padded[0]
        tensors[f"prompt{number}.weight"] = torch.tensor(weight)
        tensors[f"prompt{number}.stop"] = torch.tensor(stop)

    tensors["z"] = z.detach().movedim(1, 3)[0].clone()
    optimizer = torch.optim.Adam([z], lr=STEP_SIZE)
    sum(losses).backward()
    # Adam's first step goes by the sign: a gradient of nearly nothing would make the fixture a matter of rounding.
    assert z.grad.abs().min() / z.grad.abs().max() > 2e-5, z.grad.abs().min() / z.grad.abs().max()
    tensors["gradient"] = z.grad.movedim(1, 3)[0].clone()
    optimizer.step()
    with torch.no_grad():
        z.copy_(z.maximum(low.view(1, -1, 1, 1)).minimum(high.view(1, -1, 1, 1)))
    tensors |= {
        "windows": torch.tensor(windows),
        "noise.strength": strength,
        "noise.values": guidance.nhwc(noise),
        "picture": guidance.nhwc(picture[0]),
        "embeddings": embeddings,
        "losses": torch.stack(losses),
        "zAfter": z.detach().movedim(1, 3)[0],
    }
    OUT.mkdir(parents=True, exist_ok=True)
    save_file(
        {name: tensor.detach().contiguous() for name, tensor in tensors.items()},
        str(OUT / "step.safetensors"),
        metadata=descriptions,
    )


if __name__ == "__main__":
    main()
