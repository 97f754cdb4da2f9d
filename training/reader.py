"""The reader: foretells a sentence's meaning, as MiniLM sees it, from its tokens alone. `python reader.py --minutes 12`.

Each token has a vector and a weight; they are added up twice, once regardless of their places and once by them, and a
small network makes a meaning of the sums. Taught with nouns, captions, and WordNet's explanations of nouns.
"""

import argparse
import random
import re

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from clip_model import VOCABULARY
from illustrations import Illustrations
from run import Run
from settings import RUNS
from teacher import MEANINGS, WIDTH, Lessons, Teacher
from words import tokenize, with_article

TOKEN = 128
PLACES = 16
HIDDEN = 768
SHARES = {"lessons": 384, "meanings": 384, "captions": 64}


class Reader(nn.Module):
    """Tokens [B, L], as CLIP's tokenizer gives them, to meanings [B, 384] of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = nn.Parameter(0.1 * torch.randn(VOCABULARY, TOKEN))
        self.weights = nn.Parameter(torch.zeros(VOCABULARY))
        self.places = nn.Parameter(torch.linspace(1, 0, PLACES))
        self.hidden = nn.Linear(2 * TOKEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, WIDTH)

    def forward(self, tokens: Tensor) -> Tensor:
        tokens = tokens[:, 1:PLACES + 1]
        inside = ((tokens > 0) & (tokens < VOCABULARY - 2)).float()
        weight = inside * F.embedding(tokens, self.weights[:, None])[:, :, 0].exp()
        vectors = F.embedding(tokens, self.tokens)
        total = weight.sum(1, keepdim=True).clamp(min=1e-6)
        anywhere = (weight[:, :, None] * vectors).sum(1) / total
        placed = ((weight * self.places[:weight.shape[1]])[:, :, None] * vectors).sum(1) / total
        x = F.silu(self.hidden(torch.cat([anywhere, placed], 1) * 10))
        return F.normalize(self.out(x), dim=1)


def load_reader() -> Reader:
    reader = Reader()
    reader.load_state_dict(torch.load(RUNS / "reader.pt")["model"])
    return reader.eval().requires_grad_(False)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=12)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    model = Reader()
    optimizer = torch.optim.Adam(model.parameters(), betas=(0.9, 0.98), fused=True)
    run = Run("reader", options.minutes, model, optimizer, {})
    draw = random.Random(options.seed + run.step)
    lessons, teacher, illustrations = Lessons(), Teacher(), Illustrations(options.seed + 1000 * run.step)
    stored = np.load(MEANINGS)
    words, meanings = stored["texts"].tolist(), torch.from_numpy(stored["rows"]).float()
    explained = set(words)
    plain = [i for i, text in enumerate(lessons.texts) if re.sub("^an? ", "", text) not in explained]
    lesson_tokens = {i: tokenize([lessons.texts[i]])[0, :PLACES + 2] for i in plain}
    captions = {"texts": [], "rows": torch.zeros(0, WIDTH)}
    close, going = dict.fromkeys(SHARES, 0.0), True
    while going:
        if run.step % 8 == 0 or not captions["texts"]:
            texts = [illustrations.sketch().text for _ in range(SHARES["captions"])]
            with torch.autocast("cpu", torch.bfloat16):
                rows = teacher(texts).float()
            captions = {"texts": (texts + captions["texts"])[:4096], "rows": torch.cat([rows, captions["rows"]])[:4096]}
        chosen = draw.choices(plain, k=SHARES["lessons"])
        wanted = draw.choices(range(len(words)), k=SHARES["meanings"])
        seen = draw.choices(range(len(captions["texts"])), k=SHARES["captions"])
        tokens = [lesson_tokens[i] for i in chosen]
        tokens += list(tokenize([with_article(words[i], draw) for i in wanted] + [captions["texts"][i] for i in seen])[:, :PLACES + 2])
        goal = torch.cat([lessons.rows[chosen].float(), meanings[wanted], captions["rows"][seen]])
        found = F.cosine_similarity(model(nn.utils.rnn.pad_sequence(tokens, batch_first=True)), goal, dim=1)
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
