"""What the real CLIP knows about words: its text embeddings of a few thousand things, to learn from."""

import json
import random

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from captions import tokenize
from settings import CLIP_WORDS

SAMPLE = 48


class KnownWords(nn.Module):
    """Asks a linear map of our text features to resemble the real CLIP's, so that synonyms lie close."""

    def __init__(self, width: int) -> None:
        super().__init__()
        things = json.loads((CLIP_WORDS / "lvis_v1_train_cat_info.json").read_text())
        things.sort(key=lambda thing: thing["id"])
        self.texts = ["a " + thing["name"].split("_(")[0].replace("_", " ") for thing in things]
        rows = torch.from_numpy(np.load(CLIP_WORDS / "lvis_v1_clip_a+cname.npy")).float()
        rows = F.normalize(rows, dim=1)
        self.rows = F.normalize(rows - rows.mean(0), dim=1)
        self.map = nn.Linear(width, rows.shape[1], bias=False)

    def loss(self, model: nn.Module, draw: random.Random) -> Tensor:
        """One minus the cosine between mapped and real embeddings of some things."""
        chosen = draw.sample(range(len(self.texts)), SAMPLE)
        ours = self.map(F.normalize(model.encode_text(tokenize([self.texts[i] for i in chosen])), dim=1))
        return (1 - F.cosine_similarity(ours, self.rows[chosen], dim=1)).mean()
