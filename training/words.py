"""The tokenizers of CLIP and MiniLM, small and without dependencies."""

import re
from pathlib import Path

import numpy as np

from settings import MERGES

_CLIP_WORD = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^\sa-z0-9]+")
_PIECE_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
START, END = 49406, 49407
VOCABULARY = 49408


class ClipTokens:
    """Byte pair encoding with CLIP's vocabulary, from the product's own file of merges; for lower-case ASCII."""

    def __init__(self) -> None:
        shown = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
        letters = [chr(b) for b in shown] + [chr(256 + i) for i in range(256 - len(shown))]
        entries = letters + [letter + "</w>" for letter in letters]
        self.ranks: dict[tuple[str, str], int] = {}
        for left, right in np.frombuffer(MERGES.read_bytes(), ">u2").reshape(-1, 2):
            self.ranks[entries[left], entries[right]] = len(self.ranks)
            entries.append(entries[left] + entries[right])
        self.numbers = {entry: number for number, entry in enumerate(entries)}
        self.known: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        if word not in self.known:
            parts = [*word[:-1], word[-1] + "</w>"]
            while len(parts) > 1:
                pairs = list(zip(parts, parts[1:]))
                best = min(pairs, key=lambda pair: self.ranks.get(pair, 1 << 30))
                if best not in self.ranks:
                    break
                i = pairs.index(best)
                parts[i:i + 2] = ["".join(best)]
            self.known[word] = [self.numbers[part] for part in parts]
        return self.known[word]

    def __call__(self, texts: list[str], length: int) -> np.ndarray:
        """[N, length], zero behind the end token."""
        rows = np.zeros((len(texts), length), np.int32)
        for row, text in zip(rows, texts):
            inner = [number for word in _CLIP_WORD.findall(text.lower()) for number in self.word(word)][:length - 2]
            row[:len(inner) + 2] = [START, *inner, END]
        return rows


class WordPieces:
    """BERT's greedy longest pieces."""

    def __init__(self, file: Path) -> None:
        self.numbers = {piece: i for i, piece in enumerate(file.read_text().splitlines())}
        self.known: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        if word not in self.known:
            pieces, start = [], 0
            while start < len(word):
                end = len(word)
                while end > start and ("##" if start else "") + word[start:end] not in self.numbers:
                    end -= 1
                if end == start:
                    pieces = [self.numbers["[UNK]"]]
                    break
                pieces.append(self.numbers[("##" if start else "") + word[start:end]])
                start = end
            self.known[word] = pieces
        return self.known[word]

    def __call__(self, texts: list[str], length: int) -> np.ndarray:
        first, last = self.numbers["[CLS]"], self.numbers["[SEP]"]
        rows = np.zeros((len(texts), length), np.int32)
        for row, text in zip(rows, texts):
            inner = [number for word in _PIECE_WORD.findall(text.lower()) for number in self.word(word)][:length - 2]
            row[:len(inner) + 2] = [first, *inner, last]
        return rows


def with_article(phrase: str) -> str:
    return ("an " if phrase[:1] in tuple("aeiou") else "a ") + phrase
