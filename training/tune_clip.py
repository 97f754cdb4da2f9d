"""Fine-tunes the image tower of the exported CLIP: `python tune_clip.py --minutes 30`. Run it again to resume.

A picture that is further developed from the initial blurred clouds should match its text better than an earlier state, with or without adversarial noise. A tower
that has not learned this prefers half-finished pictures, and the product's loss rises while its pictures become whole. Beside
it the tower goes on learning what it knows. The text tower stays as it is, so texts mean what they meant.
"""

import argparse

import torch
from torch import Tensor
from torch.nn import functional as F

from captions import tokenize
from clip_model import Clip, ClipConfig
from export import load_vqgan, weights
from run import Run
from scenes import Scenes
from settings import RESOURCES
from train_clip import NOISE, RADIUS, contrast, push, targets
from unfinished import CodedStates, PaleScenes, pairs

WEIGHT_DECAY = 0.05
MARGIN = 8.0  # by how much a whole picture shall match better than mud, in logits
WEIGHT = 1.5  # of this beside CLIP's own loss


def progress(less: Tensor, more: Tensor, texts: Tensor, scale: Tensor, margin: Tensor) -> Tensor:
    """How far pictures fall short of matching their texts better, by a margin, than what they came from."""
    gain = ((F.normalize(more, dim=1) - F.normalize(less, dim=1)) * F.normalize(texts, dim=1)).sum(1)
    return F.softplus(margin - scale * gain).mean()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--pairs", type=int, default=16)
    parser.add_argument("--coded-pairs", type=int, default=32)
    parser.add_argument("--coded-scenes", type=int, default=320)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--run", default="tuned")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)

    model = Clip(ClipConfig()).to(memory_format=torch.channels_last)
    model.load_state_dict(weights("clip", RESOURCES), strict=False)
    model.requires_grad_(False)
    model.visual.requires_grad_(True)
    optimizer = torch.optim.AdamW(model.visual.parameters(), betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY, fused=True)
    run = Run(options.run, options.minutes, model, optimizer, {})
    scenes = Scenes(options.seed + 1000 * run.step)
    with torch.no_grad():
        coded = CodedStates(PaleScenes(options.seed + 1000 * run.step + 1), load_vqgan(RESOURCES).to(memory_format=torch.channels_last), options.coded_scenes)
    scale = model.logit_scale.exp().detach()
    model.train()
    right, ordered = [0.0, 0.0], [[0.0, 0.0], [0.0, 0.0]]
    going = True
    while going:
        clean, captions = scenes.batch(options.batch)
        with torch.no_grad():
            less, more, step, states = (first + second if isinstance(first, list) else torch.cat([first, second])
                                        for first, second in zip(pairs(scenes, options.pairs), coded.pairs(options.coded_pairs)))
            said = model.encode_text(tokenize([c.text for c in captions] + [c.wrong for c in captions if c.wrong]))
            told = model.encode_text(tokenize([c.text for c in states]))
        texts, wrong, same = said[:len(clean)], said[len(clean):], targets(captions)
        everything = torch.cat([clean, less, more])
        pushed = torch.zeros_like(everything)
        for attacked in (False, True):
            noise = NOISE * torch.rand(len(everything), 1, 1, 1) * torch.randn_like(everything)
            pictures = (everything + noise + pushed).contiguous(memory_format=torch.channels_last).requires_grad_()
            with torch.autocast("cpu", torch.bfloat16):
                seen = model.encode_image(pictures).float()
            found, before, after = seen.split([len(clean), len(less), len(more)])
            loss, late = contrast(found, texts, wrong, scale, same), progress(before, after, told, scale, MARGIN * step)
            run.learn(loss + WEIGHT * late, options.rate)
            pushed = push(pictures.grad, RADIUS)
            with torch.no_grad():
                best = (F.normalize(found, dim=1) @ F.normalize(texts, dim=1).T).argmax(1)
                share = same[torch.arange(len(best)), best].gt(0.1).float().mean().item()
                right[attacked] += (share - right[attacked]) * 0.05
                gain = F.cosine_similarity(after, told) - F.cosine_similarity(before, told)
                for kind, part in enumerate(gain.split([options.pairs, options.coded_pairs])):
                    ordered[attacked][kind] += (part.gt(0).float().mean().item() - ordered[attacked][kind]) * 0.05
            if run.step % 50 == 1:
                print(f"{run.elapsed / 60:.1f} min, step {run.step}: loss {loss.item():.3f} + {late.item():.3f}, found {right[0]:.3f}, attacked {right[1]:.3f}, "
                      f"in order {ordered[0][0]:.3f} and {ordered[0][1]:.3f}, attacked {ordered[1][0]:.3f} and {ordered[1][1]:.3f}, scale {scale.item():.1f}", flush=True)
            going = run.tick()


if __name__ == "__main__":
    main()
