"""The sentence model's embeddings of tens of thousands of words and phrases, which the reader and the CLIP's text tower learn from.

`write()` stores it; it takes some fifteen minutes.
"""

import random

import numpy as np
import torch
from torch import Tensor

from colours import NAMES
from drawings import Drawings
from sentences import Sentences
from settings import HOME, WORDNET
from wordnet import WordNet
from words import ClipTokens, with_article

LONGEST_WORD = 3  # tokens
COLOURED = 12_000
FILE = HOME / "lessons.npz"
MOST_TOKENS = 12


def may_have_article(phrase: str, draw: random.Random) -> str:
    return phrase if draw.random() < 0.35 else with_article(phrase)


def _texts(items: list[dict], nouns: list[str], draw: random.Random) -> list[str]:
    """Nouns, the drawings' words, and things in colours."""
    known = list(dict.fromkeys(word for item in items for word in (item["name"], *item["keywords"])))
    names = list(dict.fromkeys(item["name"] for item in items))
    coloured = [f"{draw.choice(NAMES)} {draw.choice(names if draw.random() < 0.6 else nouns)}" for _ in range(COLOURED)]
    return list(dict.fromkeys(may_have_article(text, draw) for text in nouns + known + known + names + coloured))


def write() -> None:
    """Of a bare word that is rare the model often knows no more than how it is spelt, a tambourine is like a tamale: so nouns for what can be seen come with WordNet's explanation."""
    net, tokens, sentences = WordNet(WORDNET), ClipTokens(), Sentences()
    items = [item for item in Drawings().items if item["split"] == "train"]
    nouns = [noun for noun, row in zip(net.nouns(), tokens(net.nouns(), MOST_TOKENS)) if (row > 0).sum() - 2 <= (2 if " " in noun else LONGEST_WORD)]
    texts, known = _texts(items, nouns, random.Random(5)), net.explanations()
    spoken = {word for item in items for word in (item["name"], *item["keywords"])}
    words = [noun for noun in nouns if noun in known and noun not in spoken]
    print(len(texts), "texts and", len(words), "explained words", flush=True)
    np.savez(FILE, texts=np.array(texts), rows=sentences(texts).numpy().astype(np.float16), words=np.array(words),
             meanings=sentences([f"{word}, {known[word]}" for word in words]).numpy().astype(np.float16))


class Lessons:
    """`texts` and their meanings `rows` [N, 384]; `words` and, with explanations, their `meanings` [M, 384]."""

    def __init__(self) -> None:
        stored = np.load(FILE)
        self.texts, self.words = stored["texts"].tolist(), stored["words"].tolist()
        self.rows, self.meanings = torch.from_numpy(stored["rows"]), torch.from_numpy(stored["meanings"])

    def sample(self, count: int, draw: random.Random) -> tuple[list[str], Tensor]:
        """Texts and their meanings [count, 384]."""
        chosen = draw.sample(range(len(self.texts)), count)
        return [self.texts[i] for i in chosen], self.rows[chosen].float()
