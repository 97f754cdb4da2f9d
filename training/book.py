"""The book: drawings as codes, retrieved by the embeddings of their names; and the reader, which embeds texts."""

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor

from book_file import unpack
from looking_up import subjects, with_article
from plans import LENGTH, STYLE_OF, base_name
from reader import Reader as Network
from settings import RESOURCES
from words import START, ClipTokens

KEYWORDS = 4
WHOLE = 0.25  # the weight of the whole text; the rest is that of its subject
SOURCES = ("fluent", "gradient", "flat", "noto", "twemoji", "shape", "emojione", "openclipart")
LOUD = 8  # the scale of words
USUAL_LIKENESS, LIKENESS_FACTOR = 0.7, 8  # mean and scale that normalise likenesses


class Reader:
    """The product's reader, from its exported file."""

    def __init__(self, device: torch.device, folder: Path = RESOURCES) -> None:
        self.network = Network()
        self.network.load_state_dict({name.removeprefix("reader."): tensor.float() for name, tensor in load_file(folder / "reader.safetensors").items()})
        self.network.to(device).eval().requires_grad_(False)
        self.tokens, self.device = ClipTokens(), device

    def __call__(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Tokens [B, 20]: meanings [B, 384] of length 1, and words [B, 18, 128], zero where there is none."""
        inner = tokens[:, 1:LENGTH - 1]
        words = self.network.tokens[inner] * ((inner > 0) & (inner < START))[:, :, None] * LOUD
        return self.network(tokens), words

    def numbers(self, texts: list[str]) -> Tensor:
        return torch.from_numpy(self.tokens(texts, LENGTH)).long().to(self.device)

    def meanings(self, texts: list[str]) -> Tensor:
        """[N, 384]."""
        return torch.cat([self(self.numbers(texts[k:k + 4096]))[0] for k in range(0, len(texts), 4096)])

    def queries(self, texts: list[str]) -> Tensor:
        """[B, 3, 384]: the whole text, its subject, and that without what it comes with."""
        said = [subjects(text) for text in texts]
        rows = [*texts, *(with_article(one) for one, _ in said), *(with_article(other) for _, other in said)]
        return self(self.numbers(rows))[0].view(3, len(texts), -1).transpose(0, 1)


class Book:
    """Entries with their codes [N, 1024], and several keys for each: the product's file."""

    def __init__(self, reader: Reader, folder: Path = RESOURCES) -> None:
        stored = unpack(folder / "book.safetensors")
        device = reader.device
        self.rows, self.codes, self.style, self.owner = (torch.from_numpy(stored[name].astype(np.int64)).to(device) for name in ("rows", "codes", "style", "owner"))
        texts = stored["text"].tolist()
        first = np.unique(stored["owner"], return_index=True)[1]
        self.titles = [texts[number] for number in first]
        numbers: dict[str, int] = {}
        self.base = torch.tensor([numbers.setdefault(base_name(title)[0], len(numbers)) for title in self.titles], device=device)
        self.base_of = dict(zip(self.rows.tolist(), self.base.tolist()))
        self.keys = reader.meanings(texts)
        self.key = self.keys[torch.from_numpy(first).to(device)]  # each entry's own name

    @staticmethod
    def write(file: Path, rows: list[int], codes: np.ndarray, items: list[dict], words: dict[int, list[str]]) -> None:
        texts, owner = [], []
        for number, row in enumerate(rows):
            said = list(dict.fromkeys([items[row]["name"], base_name(items[row]["name"])[0], *words.get(row, [])[:KEYWORDS]]))
            texts += said
            owner += [number] * len(said)
        np.savez_compressed(file, rows=np.array(rows, np.int32), codes=codes.astype(np.int16), 
                            style=np.array([STYLE_OF[items[row]["source"]] for row in rows], np.int8), source=np.array([items[row]["source"] for row in rows]),
                            title=np.array([items[row]["name"] for row in rows]), text=np.array(texts), owner=np.array(owner, np.int32))

    def nearest(self, queries: Tensor, style: Tensor, base: Tensor | None = None, hidden: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """For queries [B, 3, 384] and styles [B] (0: any) entries [B, 3] and their likeness: two of the style, the best of all others.

        Where `hidden` [B] is true, drawings of the concept `base` [B] in that style do not count.
        """
        count = len(queries)

        def best(likeness: Tensor) -> Tensor:
            out = torch.full((count, len(self.rows)), -2.0, device=likeness.device)
            return out.scatter_reduce(1, self.owner[None].expand(count, -1), likeness, "amax")
        whole, *said = (query @ self.keys.T for query in queries.unbind(1))
        score = WHOLE * best(whole) + (1 - WHOLE) * best(torch.maximum(*said))
        of_style = (self.style[None] == style[:, None]) | (style[:, None] == 0)
        none = torch.full_like(score, -2)
        own = torch.where(of_style, score, none)
        if hidden is not None:
            own = torch.where((self.base[None] == base[:, None]) & hidden[:, None], none, own)
        value, entry = own.topk(2, 1)
        other, other_entry = torch.where(of_style & (style[:, None] != 0), none, score).max(1)
        found = other > -1
        return (torch.cat([entry, torch.where(found, other_entry, entry[:, 0])[:, None]], 1),
                torch.cat([value, torch.where(found, other, value[:, 0])[:, None]], 1))

    def condition(self, entries: Tensor, likeness: Tensor) -> Tensor:
        """The sketcher's input for each neighbour, [B, 3, 385]."""
        return torch.cat([self.key[entries] * self.key.shape[1] ** 0.5, (likeness[..., None] - USUAL_LIKENESS) * LIKENESS_FACTOR], 2)
