"""Meanings of captions for the judge: what the sentence model makes of the caption, and of WordNet's explanations of the things in it.

Of a bare rare word the sentence model knows little more than its spelling; of "any of various creeping plants with trailing stems" it knows enough.
"""

import re

import torch
from torch import Tensor
from torch.nn import functional as F

from colours import NAMES
from sentences import WIDTH as SENTENCE, Sentences
from settings import WORDNET
from wordnet import WordNet

WIDTH = 2 * SENTENCE
_GLOSS_PIECES = 32
# Words of captions that name no thing; WordNet's explanations of them would only dilute those of the things.
_NO_THING = {"a", "an", "the", "and", "or", "of", "on", "in", "at", "background", "picture", "drawing", "photo", "clip", "art", "piece", "pair", "slice", "top",
             "two", "three", "four", "five", "six", "one", "next", "beside", "above", "below", "face"}


class ExplainedSentences:
    """Meanings of texts, [N, 768]: the sentence's and, beside it, the mean of its things' explanations, each of length 1; the second is zero if WordNet knows none."""

    def __init__(self) -> None:
        self.sentences, self.net = Sentences(), WordNet(WORDNET)
        self.known: dict[str, Tensor | None] = {}

    def __call__(self, texts: list[str]) -> Tensor:
        things = [self._things(text) for text in texts]
        self._learn({thing for found in things for thing in found})
        explained = torch.stack([self._mean([self.known[thing] for thing in found]) for found in things])
        return torch.cat([self.sentences(texts), explained], 1)

    def _things(self, text: str) -> list[str]:
        """The nouns in it for what can be seen, of two words before those of one; names of colours only if there is nothing else."""
        words, found, k = re.findall(r"[a-z'-]+", text.lower()), [], 0
        while k < len(words):
            pair = self._noun(" ".join(words[k:k + 2])) if k + 1 < len(words) and words[k] not in _NO_THING else None
            one = None if words[k] in _NO_THING else self._noun(words[k])
            found += [noun for noun in (pair or one,) if noun]
            k += 2 if pair else 1
        return [noun for noun in found if noun not in NAMES] or found

    def _noun(self, word: str) -> str | None:
        """The word or its singular, if its explanation can be had."""
        singular = [word[:-3] + "y"] * word.endswith("ies") + [word[:-2]] * word.endswith("es") + [word[:-1]] * word.endswith("s")
        return next((form for form in (word, *singular) if self.net.visible(form)), None)

    def _learn(self, nouns: set[str]) -> None:
        new = sorted(nouns - self.known.keys())
        senses = [(noun, sense) for noun in new for sense in self.net.visible(noun)]
        meanings = self.sentences([f"{noun}: {self.net.gloss[sense]}" for noun, sense in senses], _GLOSS_PIECES)
        for noun in new:
            rows = [row for row, (of, _) in enumerate(senses) if of == noun]
            self.known[noun] = F.normalize(meanings[rows].mean(0), dim=0)

    @staticmethod
    def _mean(meanings: list[Tensor]) -> Tensor:
        return F.normalize(torch.stack(meanings).mean(0), dim=0) if meanings else torch.zeros(SENTENCE)
