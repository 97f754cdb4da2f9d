"""Trains the sketcher: `python train_sketcher.py --minutes 60`. Run it again to go on.

It begins with the exported weights, or with `--fresh` ones. VQGAN and reader are the product's, as they are. It may run at any time beside other
work (`nice -n 19`); its state is written every few minutes. On a GPU, if there is one, `--batch 256 --ring 400000` suit it.
"""

import argparse
import copy
import json
import math
import os
import time

import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F

from book import Book, Reader
from canvas import Canvas
from draw import encode, load_sketcher, load_vqgan
from drawings import Drawings
from plans import LENGTH, STYLES, ScenePlanner
from settings import RESOURCES, RUNS
from sketcher import Sketcher, SketcherConfig

STATE, WEIGHTS = RUNS / "sketcher.pt", RUNS / "sketcher.safetensors"
RATE, MATRIX_RATE = 2e-3, 0.02
WARM = 50  # steps after each start
HIDDEN = 0.1  # how often a thing's own drawings in its style are kept from it, so that relatives must do
MOVED = 0.2  # how far, at most, what is looked up is moved away from what is meant
NO_STYLE, NO_TEXT, NO_NEIGHBOURS, NO_WORDS = 0.1, 0.12, 0.12, 0.1
WHOLE, SPECKLED = 0.4, 0.3  # shares of the layouts
SAVE_SECONDS = 180.0


class Trainer:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.began = options, time.monotonic()
        self.device = device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        drawings = Drawings()
        self.say(f"{len(drawings.items)} drawings on {device}")
        self.vqgan, self.reader = load_vqgan(RESOURCES, device), Reader(device)
        self.canvas = Canvas(torch.from_numpy(drawings.table), device)
        self.planner = ScenePlanner(drawings.items, drawings.dominant, drawings.visible, options.seed + int(time.time()) % 100_000)
        self.book = Book(self.reader)
        self.say(f"{len(self.book.rows)} entries, {len(self.book.keys)} keys")
        config = SketcherConfig(width=options.width, layers=options.layers, heads=options.width // 64)
        self.model = Sketcher(config, self.vqgan.codebook.detach().cpu()).to(device)
        self.average = copy.deepcopy(self.model).eval().requires_grad_(False)
        matrices = [p for name, p in self.model.named_parameters() if name.startswith("blocks.") and p.ndim == 2]
        known = {id(p) for p in matrices}
        self.others = [p for p in self.model.parameters() if id(p) not in known]
        self.optimizers = [torch.optim.AdamW(self.others, lr=RATE, betas=(0.9, 0.97), weight_decay=0.0),
                           torch.optim.Muon(matrices, lr=MATRIX_RATE, momentum=0.95, weight_decay=0.01)]
        self.rates = [[group["lr"] for group in one.param_groups] for one in self.optimizers]
        size = options.ring
        self.ring = {"codes": torch.zeros(size, 1024, dtype=torch.int16), "near": torch.zeros(size, 3, 1024, dtype=torch.int16),
                     "keys": torch.zeros(size, 3, 385, dtype=torch.bfloat16), "tokens": torch.zeros(size, LENGTH, dtype=torch.int32),
                     "manner": torch.zeros(size, 2, dtype=torch.int16), "hidden": torch.zeros(size, dtype=torch.bool)}
        self.ring = {name: tensor.to(device) for name, tensor in self.ring.items()}
        self.filled = self.next = self.scenes = self.steps = 0
        self.losses: dict[str, float] = {}
        if STATE.exists():
            stored = torch.load(STATE, map_location=device)
            self.model.load_state_dict(stored["model"])
            self.average.load_state_dict(stored["average"])
            for one, state in zip(self.optimizers, stored.get("optimizers", [])):
                one.load_state_dict(state)
            self.steps, self.scenes = stored["steps"], stored["scenes"]
            self.say("goes on from step", self.steps)
        elif not options.fresh:
            for model in (self.model, self.average):
                model.load_state_dict(load_sketcher(RESOURCES, device).state_dict())
        self.first = self.steps

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def say(self, *what) -> None:
        print(f"[{self.elapsed:6.0f}]", *what, flush=True)

    def neighbours(self, phrases: list[str], style: Tensor, base: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        queries = self.reader.queries(phrases)
        noise = F.normalize(torch.randn_like(queries), dim=2)
        queries = F.normalize(queries + MOVED * torch.rand(len(queries), 1, 1, device=self.device) * noise, dim=2)
        return self.book.nearest(queries, style, base, hidden)

    def spoiled(self, codes: Tensor) -> Tensor:
        """Layouts as they may come: some are whole, some have wrong codes, some rectangles of another picture or of nothing."""
        count = len(codes)
        kind = torch.rand(count, 1, device=self.device)
        other = codes[torch.randperm(count, device=self.device)]
        speckled = torch.where(torch.rand(codes.shape, device=self.device) < 0.2 * torch.rand(count, 1, device=self.device),
                               codes.flatten()[torch.randint(codes.numel(), codes.shape, device=self.device)], codes)
        row, column = torch.arange(32, device=self.device).view(1, 32, 1), torch.arange(32, device=self.device).view(1, 1, 32)
        inside = torch.zeros(count, 32, 32, dtype=torch.bool, device=self.device)
        for _ in range(3):
            top, left = (torch.randint(0, 32, (count, 1, 1), device=self.device) for _ in range(2))
            high, wide = (torch.randint(0, 10, (count, 1, 1), device=self.device) for _ in range(2))
            inside |= (row >= top) & (row < top + high) & (column >= left) & (column < left + wide)
        patched = torch.where(inside.flatten(1), torch.where(torch.rand(count, 1, device=self.device) < 0.5, other, torch.full_like(other, self.model.mask)), codes)
        return torch.where(kind < WHOLE, codes, torch.where(kind < WHOLE + SPECKLED, speckled, patched))

    @torch.no_grad()
    def paint(self) -> None:
        device, count = self.device, self.options.at_once
        scenes = [self.planner.plan() for _ in range(count)]
        flips = torch.where(torch.rand(count, device=device) < 0.3, -1.0, 1.0)
        usual = torch.tensor([scene["usual"] for scene in scenes], device=device)
        flips = torch.where(usual, torch.ones_like(flips), flips)
        codes = encode(self.vqgan, self.canvas.scenes(scenes, 256, flips))
        style = torch.tensor([scene["style"] for scene in scenes], device=device)
        style = torch.where(torch.rand(count, device=device) < NO_STYLE, torch.zeros_like(style), style)
        hidden = torch.rand(count, device=device) < HIDDEN
        arrangement = torch.where(torch.rand(count, device=device) < NO_STYLE, torch.zeros_like(style), torch.where(usual, 1, 2))
        kinds = [(number, k) for number, scene in enumerate(scenes) for k in range(len(scene["phrases"]))]
        of = torch.tensor([number for number, _ in kinds], device=device)
        rows = [scenes[number]["things"][0 if k == 0 else 1][0] for number, k in kinds]
        base = torch.tensor([self.book.base_of.get(row, -1) for row in rows], device=device)
        entries, likeness = self.neighbours([scenes[number]["phrases"][k] for number, k in kinds], style[of], base, hidden[of])
        told = self.book.condition(entries, likeness)
        keys = torch.zeros(count, 3, 385, device=device)
        kinds_of = torch.zeros(count, device=device).index_add(0, of, torch.ones(len(of), device=device)).clamp(min=1)
        keys.index_add_(0, of, told)
        keys /= kinds_of[:, None, None]
        near = torch.full((count, 3, 1024), self.model.mask, device=device)
        near[:, 0] = self.spoiled(codes)
        at = (self.next + torch.arange(count, device=device)) % self.options.ring
        for name, values in (("codes", codes), ("near", near), ("keys", keys), ("tokens", torch.from_numpy(self.planner.tokens([scene["text"] for scene in scenes], LENGTH)).to(device)),
                             ("manner", torch.stack([style, arrangement], 1)), ("hidden", hidden)):
            self.ring[name][at] = values.to(self.ring[name].dtype)
        self.next = (self.next + count) % self.options.ring
        self.filled = min(self.options.ring, self.filled + count)
        self.scenes += count

    def step(self) -> None:
        device, count = self.device, self.options.batch
        chosen = torch.randint(self.filled, (count,), device=device)
        codes, near = self.ring["codes"][chosen].long(), self.ring["near"][chosen].long()
        keys, hidden = self.ring["keys"][chosen].float(), self.ring["hidden"][chosen]
        style, arrangement = self.ring["manner"][chosen].long().unbind(1)
        meaning, words = self.reader(self.ring["tokens"][chosen].long())
        said = torch.rand(count, device=device) >= NO_TEXT
        shown = torch.rand(count, device=device) >= NO_NEIGHBOURS
        worded = said & (torch.rand(count, device=device) >= NO_WORDS)
        meaning = meaning * meaning.shape[1] ** 0.5
        meaning = (meaning + 0.3 * torch.rand(count, 1, device=device) * torch.randn_like(meaning)) * said[:, None]
        near = torch.where(shown[:, None, None], near, torch.full_like(near, self.model.mask))
        number = ((math.pi / 2 * torch.rand(count, 1, device=device)).cos() * codes.shape[1]).ceil().clamp(min=1)
        masked = torch.rand(codes.shape, device=device).argsort(1).argsort(1) < number
        seen = torch.where(masked, torch.full_like(codes, self.model.mask), codes)
        states = self.model.states(seen, style, arrangement, meaning, words * worded[:, None, None], near, keys * shown[:, None, None], torch.bfloat16)
        each = F.cross_entropy(self.model.logits(states, near, masked), codes[masked], reduction="none")
        loss = each.mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.others, 1.0, foreach=True)
        left = 1 - self.elapsed / (60 * self.options.minutes)
        fade = min(1.0, left / self.options.fade) if self.options.fade else 1.0
        for one, rates in zip(self.optimizers, self.rates):
            for group, rate in zip(one.param_groups, rates):
                group["lr"] = rate * min(1.0, (self.steps - self.first + 1) / WARM) * max(0.0, fade)
            one.step()
            one.zero_grad(set_to_none=True)
        self.steps += 1
        decay = min(0.997, 1 - 1 / (2 + self.steps / 5))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - decay)
            if self.steps % 5 == 0:
                of = torch.arange(count, device=device)[:, None].expand_as(masked)[masked]
                mean = torch.zeros(count, device=device).index_add(0, of, each.detach()) / masked.sum(1)
                for name, values in (("known", mean[~hidden]), ("hidden", mean[hidden])):
                    if len(values):
                        value = float(values.mean())
                        self.losses[name] = value if name not in self.losses else self.losses[name] + 0.1 * (value - self.losses[name])

    def save(self) -> None:
        RUNS.mkdir(parents=True, exist_ok=True)
        beside = STATE.with_suffix(".part")
        torch.save({"model": self.model.state_dict(), "average": self.average.state_dict(), "optimizers": [one.state_dict() for one in self.optimizers],
                    "steps": self.steps, "scenes": self.scenes}, beside)
        os.replace(beside, STATE)
        halved = {name: (tensor.half() if tensor.ndim > 1 else tensor.float()).contiguous().cpu() for name, tensor in self.average.state_dict().items()}
        save_file(halved, beside, self.model.config.metadata() | {"steps": str(self.steps), "styles": json.dumps(STYLES)})
        os.replace(beside, WEIGHTS)

    def run(self) -> None:
        options, self.began = self.options, time.monotonic()  # what was loaded before does not count
        painted, since, told, saved, painting = 0, self.steps, self.elapsed, self.elapsed, 0.0
        while self.elapsed < 60 * options.minutes:
            began = time.monotonic()
            while self.filled < 4 * options.at_once or painted * options.seen < (self.steps - self.first) * options.batch:
                self.paint()
                painted += options.at_once
            painting += time.monotonic() - began
            self.step()
            if self.steps % 20 == 0:
                pace = (self.steps - since) * options.batch / (self.elapsed - told)
                self.say(f"step {self.steps}, {pace:.1f} a second, {100 * painting / (self.elapsed - told):.0f} % painting, {self.scenes} scenes,",
                         ", ".join(f"{name} {value:.3f}" for name, value in self.losses.items()))
                since, told, painting = self.steps, self.elapsed, 0.0
            if self.elapsed - saved > SAVE_SECONDS:
                self.save()
                saved = self.elapsed
        self.save()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--fresh", action="store_true", help="from random weights instead of the exported ones, where no run has a state")
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--ring", type=int, default=40_000, help="scenes that are kept and seen again")
    parser.add_argument("--seen", type=int, default=6, help="times that each scene is seen")
    parser.add_argument("--at-once", type=int, default=48, help="scenes that are painted together")
    parser.add_argument("--fade", type=float, default=0.0, help="over which last share of the time the rates fall to nothing")
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    Trainer(options).run()


if __name__ == "__main__":
    main()
