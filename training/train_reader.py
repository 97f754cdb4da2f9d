"""Trains the reader: `python train_reader.py --minutes 30`. Run it again to resume.

It is taught with nouns and drawings' words, with WordNet's explanations of nouns, and with captions of the sketcher's scenes.
"""

import argparse
import random
import re

import torch
from torch.nn import functional as F

from drawings import Drawings
from plans import ScenePlanner
from reader import PLACES, Reader
from run import Run
from sentences import WIDTH, Sentences
from teacher import Lessons, may_have_article
from words import ClipTokens

LENGTH = PLACES + 2
SHARES = {"lessons": 384, "meanings": 384, "captions": 64}
KEPT_CAPTIONS = 4096


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    model = Reader()
    optimizer = torch.optim.Adam(model.parameters(), betas=(0.9, 0.98), fused=True)
    run = Run("reader", options.minutes, model, optimizer, {})
    draw, drawings, tokens = random.Random(options.seed + run.step), Drawings(), ClipTokens()
    planner = ScenePlanner(drawings.items, drawings.dominant, drawings.visible, options.seed + 1000 * run.step)
    lessons, sentences = Lessons(), Sentences()
    explained = set(lessons.words)
    plain = [i for i, text in enumerate(lessons.texts) if re.sub("^an? ", "", text) not in explained]
    lesson_tokens = torch.from_numpy(tokens(lessons.texts, LENGTH)).long()
    captions, rows = [], torch.zeros(0, WIDTH)
    close, going = dict.fromkeys(SHARES, 0.0), True
    while going:
        if run.step % 8 == 0 or not captions:
            texts = [planner.plan()["text"] for _ in range(SHARES["captions"])]
            captions, rows = (texts + captions)[:KEPT_CAPTIONS], torch.cat([sentences(texts), rows])[:KEPT_CAPTIONS]
        chosen = draw.choices(plain, k=SHARES["lessons"])
        wanted = draw.choices(range(len(lessons.words)), k=SHARES["meanings"])
        seen = draw.choices(range(len(captions)), k=SHARES["captions"])
        fresh = [may_have_article(lessons.words[i], draw) for i in wanted] + [captions[i] for i in seen]
        said = torch.cat([lesson_tokens[chosen], torch.from_numpy(tokens(fresh, LENGTH)).long()])
        goal = torch.cat([lessons.rows[chosen].float(), lessons.meanings[wanted].float(), rows[seen]])
        found = F.cosine_similarity(model(said), goal, dim=1)
        run.set_rate(options.rate)
        optimizer.zero_grad()
        (1 - found).mean().backward()
        optimizer.step()
        with torch.no_grad():
            for name, part in zip(SHARES, found.split(list(SHARES.values()))):
                close[name] += (part.mean().item() - close[name]) * 0.02
        if run.step % 200 == 1:
            print(f"{run.elapsed / 60:.1f} min, step {run.step}: " + ", ".join(f"{k} {v:.3f}" for k, v in close.items()), flush=True)
        going = run.tick()


if __name__ == "__main__":
    main()
