"""Trains the small CLIP: `python train_clip.py --minutes 80`. Run it again to resume.

Every batch is used twice: first with noise, then pushed by the gradient of the first pass ("free"
adversarial training), ever further in the first part of the run. A tower that has seen this has
gradients that draw shapes instead of noise.
"""

import argparse
import random

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from captions import Caption, tokenize
from clip_model import Clip, ClipConfig
from export import load_vqgan, weights
from known_words import KnownWords
from run import Run
from scenes import Scenes
from sentences import WIDTH
from settings import RESOURCES
from teacher import Lessons

RADIUS = 2.0
NOISE = 0.12
RAMP = 0.2
SOFTENING = 0.02
LESSON = 192
CODED = 4  # one picture of so many is first drawn by the VQGAN


def targets(captions: list[Caption]) -> Tensor:
    """Which texts suit which pictures: rows sum to one, equal scenes share."""
    keys = {caption.key: i for i, caption in enumerate(captions)}
    texts = {caption.text: i for i, caption in enumerate(captions)}
    key = torch.tensor([keys[caption.key] for caption in captions])
    text = torch.tensor([texts[caption.text] for caption in captions])
    same = ((key[:, None] == key) | (text[:, None] == text)).float()
    same = same / same.sum(1, keepdim=True)
    return (1 - SOFTENING) * same + SOFTENING / len(captions)


def contrast(pictures: Tensor, texts: Tensor, wrong: Tensor, scale: Tensor, same: Tensor) -> Tensor:
    """The symmetric loss of CLIP; `wrong` texts contradict some picture and count against all."""
    pictures, texts, wrong = (F.normalize(x, dim=1) for x in (pictures, texts, wrong))
    by_picture = scale * pictures @ torch.cat([texts, wrong]).T
    by_text = scale * texts @ pictures.T
    padded = F.pad(same, (0, len(wrong)))
    return (F.cross_entropy(by_picture, padded) + F.cross_entropy(by_text, same)) / 2


def push(gradient: Tensor, radius: float) -> Tensor:
    """A step against each picture, its length drawn up to the radius."""
    length = gradient.flatten(1).norm(dim=1).clamp(min=1e-12)
    return gradient * (radius * torch.rand(len(gradient)).sqrt() / length).view(-1, 1, 1, 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--run", default="clip")
    parser.add_argument("--fresh", action="store_true", help="from random weights instead of the exported ones")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)

    model = Clip(ClipConfig()).to(memory_format=torch.channels_last)
    if not options.fresh:
        model.load_state_dict(weights("clip", RESOURCES), strict=False)
    known = KnownWords(model.text_projection.shape[1])
    lessons, foretell = Lessons(), nn.Linear(model.text_projection.shape[1], WIDTH, bias=False)
    vqgan = load_vqgan(RESOURCES).to(memory_format=torch.channels_last)
    decayed = [p for name, p in model.named_parameters() if p.ndim > 1 and "embedding" not in name]
    kept = [p for name, p in model.named_parameters() if p.ndim < 2 or "embedding" in name]
    groups = [{"params": decayed, "weight_decay": 0.05}, {"params": kept + list(known.parameters()) + list(foretell.parameters()), "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    run = Run(options.run, options.minutes, model, optimizer, {"map": known.map.weight.data, "project": foretell.weight.data})
    scenes = Scenes(options.seed + 1000 * run.step)
    draw = random.Random(options.seed + run.step)
    model.train()
    going = True
    right, understood = [0.0, 0.0], 0.0
    while going:
        clean, captions = scenes.batch(options.batch)
        coded = slice(0, len(clean) // CODED)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            clean[coded] = (vqgan.reconstruct(2 * clean[coded] - 1).float() / 2 + 0.5).clamp(0, 1)
        tokens = tokenize([c.text for c in captions] + [c.wrong for c in captions if c.wrong])
        same = targets(captions)
        pushed = torch.zeros_like(clean)
        with torch.autocast("cpu", torch.bfloat16):
            said = model.encode_text(tokens).float()
            texts, meanings = lessons.sample(LESSON, draw)
            foretold = foretell(F.normalize(model.encode_text(tokenize(texts)).float(), dim=1)).float()
        lesson = (1 - F.cosine_similarity(foretold, meanings)).mean()
        understood += (1 - lesson.item() - understood) * 0.05
        hardness = min(1.0, run.progress / RAMP)
        for attacked in (False, True):
            noise = hardness * NOISE * torch.rand(len(clean), 1, 1, 1) * torch.randn_like(clean)
            pictures = (clean + noise + pushed).contiguous(memory_format=torch.channels_last).requires_grad_()
            with torch.autocast("cpu", torch.bfloat16):
                seen = model.encode_image(pictures).float()
            texts, wrong = said[:len(clean)], said[len(clean):]
            loss = contrast(seen, texts, wrong, model.logit_scale.exp(), same)
            total = loss if attacked else loss + 0.2 * known.loss(model, draw) + 2 * lesson
            run.learn(total, options.rate)
            with torch.no_grad():
                found = (F.normalize(seen, dim=1) @ F.normalize(texts, dim=1).T).argmax(1)
                share = same[torch.arange(len(found)), found].gt(0.1).float().mean().item()
                right[attacked] += (share - right[attacked]) * 0.05
            pushed = push(pictures.grad, hardness * RADIUS)
            said = said.detach()
            if run.step % 100 == 1:
                print(f"{run.elapsed / 60:.1f} min, step {run.step}: loss {loss.item():.3f}, "
                      f"found {right[0]:.3f}, attacked {right[1]:.3f}, understood {understood:.3f}, scale {model.logit_scale.exp().item():.1f}", flush=True)
            going = run.tick()


if __name__ == "__main__":
    main()
