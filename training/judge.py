"""The judge: a second network that compares pictures with texts, with another architecture, seed and split than the product's, used for evaluation only.

Its image tower is an EfficientNet that has learned from photographs, and learns on from drawings at 96x96 pixels; its texts are understood by a sentence model, of
which it learns a projection only. `python judge.py` trains it; run it again to resume; `--examine` only tells what it can do on drawings that it never saw.
"""

import argparse
import json

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explained import WIDTH, ExplainedSentences
from judge_scenes import SIDE, JudgeScenes, Scene
from run import Run
from settings import RUNS
from sight import LAST, WIDTH as SIGHT, Sight, pretrained

EMBEDDING = 256
FRESH = 512  # scenes painted at a time
SEEN = 4  # how often each is seen, spoiled in another way each time
RING = 8192
OTHERS = 2048  # texts of other scenes that each picture is compared with as well
RATE, SIGHT_SHARE, WEIGHT_DECAY = 2e-3, 0.3, 0.05
SOFTENING = 0.02
EXAMINED = 7  # the seed of the scenes that it is examined with


class Judge(nn.Module):
    """Pictures [B, 3, 96, 96] in 0..1 and meanings [B, 768] to embeddings [B, 256] of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.sight = Sight()
        self.where = nn.Sequential(nn.Conv2d(LAST, 48, 1), nn.Flatten(), nn.ReLU())
        self.image = nn.Sequential(nn.Dropout(0.2), nn.Linear(SIGHT + 48 * (SIDE // 32) ** 2, EMBEDDING))
        self.text = nn.Sequential(nn.Linear(WIDTH, 768), nn.ReLU(), nn.Linear(768, EMBEDDING))
        self.logit_scale = nn.Parameter(torch.tensor(2.66))

    def see(self, pictures: Tensor) -> Tensor:
        places, things = self.sight(pictures)
        return F.normalize(self.image(torch.cat([things.mean((2, 3)), self.where(places)], 1)), dim=1)

    def understand(self, meanings: Tensor) -> Tensor:
        return F.normalize(self.text(meanings * (WIDTH / 2) ** 0.5), dim=1)


def load_judge() -> Judge:
    judge = Judge()
    judge.load_state_dict(torch.load(RUNS / "judge.pt")["model"])
    return judge.eval().requires_grad_(False)


def look(picture: Tensor) -> Tensor:
    """A whole picture [1, 3, H, W] resized to the judge's input, [1, 3, 96, 96]."""
    return F.interpolate(picture, (SIDE, SIDE), mode="bilinear", antialias=True)


def ranks(judge: Judge, pictures: Tensor, meanings: Tensor, own: Tensor) -> Tensor:
    """For each picture [B, 3, 96, 96] the place of its own text among all [N, 768], 1 the first."""
    scores = judge.see(pictures) @ judge.understand(meanings).T
    return 1 + (scores > scores.gather(1, own[:, None])).sum(1)


class Lessons:
    """A ring of painted scenes with what their captions mean."""

    def __init__(self, seed: int) -> None:
        self.scenes, self.sentences = JudgeScenes(seed), ExplainedSentences()
        self.pictures = torch.zeros(RING, 3, SIDE, SIDE, dtype=torch.uint8)
        self.meanings = torch.zeros(2, RING, WIDTH)  # of captions, and of wrong ones
        self.keys = torch.zeros(RING, dtype=torch.long)
        self.numbers: dict[tuple, int] = {}
        self.filled = self.next = 0

    def add(self) -> None:
        scenes = [self.scenes.scene() for _ in range(FRESH)]
        twins = range(0, FRESH, 8)  # the same thing alone in two colours
        for i in twins:
            name = self.scenes._name()
            scenes[i], scenes[i + 1] = (self.scenes.scene(name, 1.0, 1.0, 0.0) for _ in range(2))
        at = slice(self.next, self.next + FRESH)
        self.pictures[at] = (255 * self.scenes.paint(scenes)).round().byte()
        meant = self.sentences([scene.text for scene in scenes] + [scene.wrong for scene in scenes])
        self.meanings[:, at] = meant.view(2, FRESH, WIDTH)
        self.keys[at] = torch.tensor([self.numbers.setdefault(scene.key, len(self.numbers)) for scene in scenes])
        self.next = (self.next + FRESH) % RING
        self.filled = min(RING, self.filled + FRESH)

    def batch(self, size: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Spoiled pictures, meanings of their captions and of wrong ones, and the captions' keys."""
        chosen = torch.randint(self.filled, (size,))
        return self.scenes.spoiled(self.pictures[chosen].float() / 255), *self.meanings[:, chosen], self.keys[chosen]

    def others(self) -> tuple[Tensor, Tensor]:
        """Meanings of captions of any scenes, and their keys."""
        chosen = torch.randint(self.filled, (OTHERS,))
        return self.meanings[0, chosen], self.keys[chosen]


def contrast(pictures: Tensor, texts: Tensor, wrong: Tensor, others: Tensor, scale: Tensor, keys: Tensor, other_keys: Tensor) -> Tensor:
    """CLIP's symmetric loss; scenes of one key share their texts. Wrong texts count against all pictures, other scenes' texts against all that they are not of."""
    same = (keys[:, None] == keys).float()
    same = (1 - SOFTENING) * same / same.sum(1, keepdim=True) + SOFTENING / len(keys)
    strange = (scale * pictures @ others.T).masked_fill(keys[:, None] == other_keys, -torch.inf)
    by_picture = torch.cat([scale * pictures @ torch.cat([texts, wrong]).T, strange], 1)
    by_text = scale * texts @ pictures.T
    own = -(same * by_picture[:, :len(keys)]).sum(1) + by_picture.logsumexp(1)
    return (own.mean() + F.cross_entropy(by_text, same)) / 2


@torch.no_grad()
def examine(judge: Judge, rounds: int = 10) -> dict[str, list[float]]:
    """On drawings that it never saw: how often the own caption comes first, and among five, of 50 (coloured, composed) or 100 that are drawn at random."""
    kinds = {"things": (100, dict(kind=1.0, painted=0.0, set_somewhere=0.0)), "coloured things": (50, dict(kind=1.0, painted=1.0, set_somewhere=0.0)),
             "two or more things, on grounds and in places": (50, dict(set_somewhere=0.7))}
    sentences, found = ExplainedSentences(), {}
    for part, meaning in (("drawing", "other drawings of known things"), ("concept", "unknown things")):
        scenes = JudgeScenes(EXAMINED, part)
        for kind, (count, how) in kinds.items():
            places = []
            for _ in range(rounds):
                asked: dict[str, Scene] = {}
                while len(asked) < count:
                    scene = scenes.scene(**({"kind": scenes.draw.uniform(0, 0.28)} if "kind" not in how else {}), **how)
                    asked.setdefault(scene.key[0], scene)
                texts = sentences(list(asked))
                places.append(ranks(judge, scenes.paint(list(asked.values())), texts, torch.arange(count)))
            place = torch.cat(places)
            found[f"{meaning}, {kind}, of {count}"] = [round(100 * float((place <= bound).float().mean()), 1) for bound in (1, 5)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=105)
    parser.add_argument("--batch", type=int, default=80)
    parser.add_argument("--seed", type=int, default=77)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--examine", action="store_true", help="train no further")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    if not options.examine:
        train(options)
    found = examine(load_judge())
    (RUNS / "judge.json").write_text(json.dumps(found, indent=1))
    for what, (first, five) in found.items():
        print(f"{what}: first {first} %, among five {five} %")


def train(options: argparse.Namespace) -> None:
    model = Judge()
    model.sight = pretrained()
    model.to(memory_format=torch.channels_last)
    learned = list(model.sight.parameters())
    fresh = [weights for name, weights in model.named_parameters() if not name.startswith("sight.")]
    optimizer = torch.optim.AdamW([{"params": fresh}, {"params": learned, "share": SIGHT_SHARE}], weight_decay=WEIGHT_DECAY, fused=True)
    run = Run("judge", options.minutes, model, optimizer, {})
    lessons = Lessons(options.seed + 1000 * run.step)
    model.train()
    right, going, owed = 0.0, True, 4.0 * FRESH
    while going:
        while owed > 0:
            lessons.add()
            owed -= FRESH
        owed += options.batch / SEEN
        pictures, meanings, wrong, keys = lessons.batch(options.batch)
        seen = model.see(pictures)
        strange, strange_keys = lessons.others()
        texts, mistaken, others = model.understand(torch.cat([meanings, wrong, strange])).split([options.batch, options.batch, OTHERS])
        run.learn(contrast(seen, texts, mistaken, others, model.logit_scale.exp(), keys, strange_keys), RATE)
        with torch.no_grad():
            found = (seen @ texts.T).argmax(1)
            right += ((keys[found] == keys).float().mean().item() - right) * 0.05
        if run.step % 50 == 1:
            print(f"{run.elapsed / 60:.1f} min, step {run.step}: found {right:.3f}", flush=True)
        going = run.tick()


if __name__ == "__main__":
    main()
