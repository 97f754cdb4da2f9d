"""The judge: a second CLIP of another architecture, seed and split, used for nothing but examining.

Its image tower is a plain convolutional network; its texts are understood by all-MiniLM-L6-v2, of which
it learns a projection only. `python judge.py --minutes 40` trains it; run it again to resume.
"""

import argparse

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from run import Run
from scenes import Scenes
from settings import RUNS, TILE
from teacher import WIDTH, Teacher
from train_clip import contrast, targets

NOISE = 0.1
EMBEDDING = 192


def _level(inputs: int, outputs: int, layers: int) -> nn.Sequential:
    level = nn.Sequential()
    for layer in range(layers):
        level.append(nn.Conv2d(inputs if layer == 0 else outputs, outputs, 3, padding=1, bias=False))
        level.append(nn.BatchNorm2d(outputs))
        level.append(nn.ReLU())
    return level.append(nn.MaxPool2d(2))


class Judge(nn.Module):
    """Pictures [B, 3, 64, 64] in 0..1 and meanings [B, 384] to embeddings [B, 192]."""

    def __init__(self) -> None:
        super().__init__()
        self.image = nn.Sequential(
            _level(3, 32, 1), _level(32, 64, 1), _level(64, 128, 2), _level(128, 256, 2),
            nn.Flatten(), nn.Dropout(0.2), nn.Linear(16 * 256, 512), nn.ReLU(), nn.Linear(512, EMBEDDING),
        )
        self.text = nn.Sequential(nn.Linear(WIDTH, 512), nn.ReLU(), nn.Linear(512, EMBEDDING))
        self.logit_scale = nn.Parameter(torch.tensor(2.66))

    def see(self, pictures: Tensor) -> Tensor:
        return F.normalize(self.image(2 * pictures - 1).float(), dim=1)

    def understand(self, meanings: Tensor) -> Tensor:
        return F.normalize(self.text(meanings * WIDTH**0.5).float(), dim=1)


def load_judge() -> Judge:
    judge = Judge()
    judge.load_state_dict(torch.load(RUNS / "judge.pt")["model"])
    return judge.eval().requires_grad_(False)


def look(picture: Tensor) -> Tensor:
    """A whole picture [1, 3, H, W] as the judge sees it, [1, 3, 64, 64]."""
    return F.interpolate(picture, (TILE, TILE), mode="area")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=77)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    model = Judge().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=0.05, fused=True)
    run = Run("judge", options.minutes, model, optimizer, {})
    scenes = Scenes(options.seed + 1000 * run.step, division="judge")
    teacher = Teacher()
    model.train()
    right, going = 0.0, True
    while going:
        pictures, captions = scenes.batch(options.batch)
        pictures = pictures + NOISE * torch.rand(len(pictures), 1, 1, 1) * torch.randn_like(pictures)
        same = targets(captions)
        with torch.autocast("cpu", torch.bfloat16):
            meanings = teacher([c.text for c in captions] + [c.wrong for c in captions if c.wrong]).float()
            seen = model.see(pictures.contiguous(memory_format=torch.channels_last))
            said = model.understand(meanings)
        texts, wrong = said[:len(captions)], said[len(captions):]
        loss = contrast(seen, texts, wrong, model.logit_scale.exp(), same)
        run.learn(loss, options.rate)
        with torch.no_grad():
            found = (seen @ texts.T).argmax(1)
            right += (same[torch.arange(len(found)), found].gt(0.1).float().mean().item() - right) * 0.05
        if run.step % 100 == 1:
            print(f"{run.elapsed / 60:.1f} min, step {run.step}: loss {loss.item():.3f}, found {right:.3f}", flush=True)
        going = run.tick()


if __name__ == "__main__":
    main()
