"""Writes the fixture of the engine room: one whole step of the method by the reference implementations.

    .venv/bin/python core/src/test/python/step_fixtures.py

taming-transformers decodes, kornia augments, OpenAI's CLIP looks, torch differentiates and takes the step. The weights are
hashes of their names (hash_weights.py), so only the inputs and what comes of them are stored.
"""

from pathlib import Path

import guidance_fixtures as guidance
import hash_weights
import kornia.augmentation as K
import torch
import torch.nn.functional as F
from clip.model import CLIP
from safetensors.torch import save_file
from taming.modules.diffusionmodules.model import Decoder, Encoder

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/engine"
CODES, WIDTH, FACTOR = 64, 8, 4
LATENT_HEIGHT, LATENT_WIDTH = 8, 12
CUTOUTS, RESOLUTION, EMBEDDING = 6, 16, 32
STEP_SIZE = 0.1


class Vqgan(torch.nn.Module):
    """A VQGAN under taming's names; a step goes through its latter half only."""

    def __init__(self):
        super().__init__()
        sizes = dict(
            ch=32, out_ch=3, ch_mult=(1, 1, 2), num_res_blocks=1, attn_resolutions=[8], in_channels=3,
            resolution=32, z_channels=16,
        )  # fmt: skip
        self.encoder = Encoder(double_z=False, **sizes)
        self.decoder = Decoder(**sizes)
        self.quant_conv = torch.nn.Conv2d(16, WIDTH, 1)
        self.post_quant_conv = torch.nn.Conv2d(WIDTH, 16, 1)
        self.quantize = torch.nn.Module()
        self.quantize.embedding = torch.nn.Embedding(CODES, WIDTH)

    def forward(self, z):
        return self.decoder(self.post_quant_conv(z))


def straight_through(z, codebook):
    """The nearest codes of [1, D, h, w], with the gradient of z itself."""
    flat = z.movedim(1, 3)
    nearest = torch.cdist(flat.reshape(-1, WIDTH), codebook).argmin(1)
    quantised = codebook[nearest].view(flat.shape).movedim(3, 1)
    return z + (quantised - z).detach(), quantised.detach()


class QuantisedValue(torch.autograd.Function):
    """The value of one, the gradient to the other: exact where adding and subtracting would round."""

    @staticmethod
    def forward(ctx, value, carrier):
        return value.clone()

    @staticmethod
    def backward(ctx, gradient):
        return None, gradient


def distance(embeddings, target, weight, stop):
    """The spherical distance of the notebooks, mean over all cutouts; stopped in its gradient only."""
    a = F.normalize(embeddings.unsqueeze(1), dim=2)
    b = F.normalize(target.unsqueeze(0), dim=2)
    pairs = a.sub(b).norm(dim=2).div(2).arcsin().pow(2).mul(2) * (1 if weight >= 0 else -1)
    kept = torch.maximum(pairs, torch.tensor(stop))
    return abs(weight) * QuantisedValue.apply(pairs.detach(), kept).mean()


def main():
    torch.manual_seed(3)
    vqgan = Vqgan()
    clip = CLIP(
        embed_dim=EMBEDDING, image_resolution=RESOLUTION, vision_layers=2, vision_width=64, vision_patch_size=8,
        context_length=16, vocab_size=100, transformer_width=64, transformer_heads=1, transformer_layers=2,
    ).float()  # fmt: skip
    descriptions = {"vqgan": hash_weights.fill(vqgan), "clip": hash_weights.fill(clip)}
    clip.eval()

    codebook = vqgan.quantize.embedding.weight.detach()
    low, high = codebook.min(0).values, codebook.max(0).values
    z = codebook[torch.randint(0, CODES, (LATENT_HEIGHT * LATENT_WIDTH,))]
    z = z.view(1, LATENT_HEIGHT, LATENT_WIDTH, WIDTH).movedim(3, 1).contiguous()
    # Between the codes, as in mid-run, yet not so far that rounding could choose another code.
    z = (z + 0.02 * torch.randn_like(z)).requires_grad_()

    _, quantised = straight_through(z, codebook)
    picture = guidance.ClampWithGrad.apply((vqgan(QuantisedValue.apply(quantised, z)) + 1) / 2)

    height, width = FACTOR * LATENT_HEIGHT, FACTOR * LATENT_WIDTH
    windows, cutouts = [], []
    for _ in range(CUTOUTS):
        side = int(torch.rand([]) * (height - RESOLUTION) + RESOLUTION)
        x = torch.randint(0, width - side + 1, ()).item()
        y = torch.randint(0, height - side + 1, ()).item()
        windows.append([x, y, side, RESOLUTION])
        cutouts.append(guidance.resample(picture[:, :, y : y + side, x : x + side], RESOLUTION))
    batch = torch.cat(cutouts)
    augmentations = [
        K.RandomHorizontalFlip(p=0.5),
        K.RandomSharpness(0.3, p=0.4),
        K.RandomAffine(degrees=30, translate=0.1, p=0.8, padding_mode="border"),
        K.RandomPerspective(0.2, p=0.4),
        K.ColorJitter(hue=0.01, saturation=0.01, p=0.7),
    ]
    drawn, tensors = guidance.parameters(augmentations, batch.shape)
    for augmentation, p in zip(augmentations, drawn):
        batch = augmentation(batch, params=p)
    strength, noise = torch.rand(CUTOUTS) * 0.1, torch.randn_like(batch)
    batch = batch + strength.view(-1, 1, 1, 1) * noise

    mean = torch.tensor([0.48145466, 0.4578275, 0.40821073]).view(1, 3, 1, 1)
    deviation = torch.tensor([0.26862954, 0.26130258, 0.27577711]).view(1, 3, 1, 1)
    embeddings = clip.encode_image((batch - mean) / deviation).float()
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
