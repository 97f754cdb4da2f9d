"""Trains the small VQGAN: `python train_vqgan.py --minutes 80`. Run it again to resume.

The weights start as `linear_start` sets them. Quantisation comes in slowly: codes that are taken
before the encoder tells all colours apart let nothing new through later.
"""

import argparse
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from captions import Caption
from linear_start import linear_start
from run import Run
from scenes import Plan, Scenes
from settings import TILE
from vqgan import Vqgan, VqganConfig

WARM_UP = 300
SETTLE = 600
POOL = 48
LLOYD_ROUNDS = 12
DECAY = 0.99
_SILENT = Caption("", "")


class Codebook:
    """Codes follow the running mean of the latents that chose them; unused ones are reborn."""

    def __init__(self, model: Vqgan) -> None:
        self.model = model
        self.count = torch.ones(len(model.codebook))
        self.total = model.codebook.detach().clone()

    @property
    def state(self) -> dict[str, Tensor]:
        return {"count": self.count, "total": self.total}

    @torch.no_grad()
    def fill(self, latents: list[Tensor]) -> None:
        """Takes the codes from latents: some of them, moved to the middles of their neighbourhoods."""
        rows = torch.cat([z.permute(0, 2, 3, 1).flatten(0, 2) for z in latents])
        self.model.codebook.copy_(rows[torch.randint(len(rows), (len(self.count),))])
        for _ in range(LLOYD_ROUNDS):
            chosen = self.model.nearest(rows.T[None, :, :, None]).flatten()
            self.count.zero_().index_add_(0, chosen, torch.ones(len(chosen)))
            self.total.zero_().index_add_(0, chosen, rows)
            empty = self.count == 0
            self.total[empty] = rows[torch.randint(len(rows), (int(empty.sum()),))]
            self.count[empty] = 1
            self.model.codebook.copy_(self.total / self.count[:, None])
        share = self.count.sum() / len(rows) * len(latents)
        self.count.div_(share)
        self.total.div_(share)

    @torch.no_grad()
    def follow(self, z: Tensor, numbers: Tensor, revive: bool) -> None:
        rows, chosen = z.permute(0, 2, 3, 1).flatten(0, 2), numbers.flatten()
        self.count.mul_(DECAY).index_add_(0, chosen, torch.full((len(chosen),), 1 - DECAY))
        self.total.mul_(DECAY).index_add_(0, chosen, (1 - DECAY) * rows)
        if revive:
            dead = (self.count < 0.01).nonzero()[:, 0]
            self.total[dead] = 0.1 * rows[torch.randint(len(rows), (len(dead),))]
            self.count[dead] = 0.1
        self.model.codebook.copy_(self.total / self.count[:, None].clamp(min=1e-4))


def tiles(scenes: Scenes, count: int, side: int) -> Tensor:
    """Scenes of no, one or two pictures from far away to very near, most in their own colours; in -1..1."""
    plans = []
    for _ in range(count):
        paint = scenes.paint() if scenes.draw.random() < 0.3 else -1
        second = scenes.row() if scenes.draw.random() < 0.5 else -1
        picture = scenes.row() if scenes.draw.random() < 0.93 else -1
        plans.append(Plan(picture, _SILENT, paint=paint, second=second))
    return 2 * scenes.render(plans, 0.5, 4.0, side) - 1


def edges(x: Tensor) -> Tensor:
    """Differences between neighbours along both axes."""
    return torch.cat([x.diff(dim=2)[..., :-1].flatten(1), x.diff(dim=3)[..., :-1, :].flatten(1)], 1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=50)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--run", default="vqgan")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)

    model = Vqgan(VqganConfig())
    linear_start(model)
    codebook = Codebook(model)
    weights = [p for name, p in model.named_parameters() if not name.startswith("quantize")]
    optimizer = torch.optim.Adam(weights, betas=(0.9, 0.98))
    run = Run(options.run, options.minutes, model, optimizer, codebook.state)
    scenes = Scenes(options.seed + 1000 * run.step)
    running = 0.0
    pool: list[Tensor] = []
    while True:
        side = 2 * TILE if run.step % 4 == 3 else TILE
        x = tiles(scenes, options.batch * TILE**2 // side**2, side)
        z = model.encode(x)
        if run.step < WARM_UP:
            pool = [*pool[1 - POOL:], z.detach()]
        elif run.step == WARM_UP:
            codebook.fill([*pool, z.detach()])
        commitment = torch.zeros(())
        q = z
        if run.step >= WARM_UP:
            numbers = model.nearest(z)
            nearest = model.look_up(numbers).detach()
            commitment = F.mse_loss(z, nearest)
            share = 0.5 + 0.5 * min(1.0, (run.step - WARM_UP) / SETTLE)
            quantised = torch.rand(len(z), 1, 1, 1) < share
            q = torch.where(quantised, z + (nearest - z).detach(), z)
            codebook.follow(z.detach(), numbers, revive=run.step % 20 == 0)
        y = model.decode(q)
        squared = F.mse_loss(y, x)
        loss = F.l1_loss(y, x) + squared + F.l1_loss(edges(y), edges(x)) + 0.25 * commitment
        run.set_rate(options.rate)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        running += (squared.item() / 4 - running) * (0.02 if run.step else 1)
        if run.step % 50 == 0:
            used = (codebook.count > 0.01).sum().item()
            print(f"{run.elapsed / 60:.1f} min, step {run.step}: loss {loss.item():.4f}, "
                  f"{-10 * math.log10(running):.2f} dB, commitment {commitment.item():.4f}, codes {used}", flush=True)
        if not run.tick():
            return


if __name__ == "__main__":
    main()
