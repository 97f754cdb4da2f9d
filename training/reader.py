"""The reader: predicts the embedding that a sentence model gives a text, from its tokens only."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from sentences import WIDTH
from words import START, VOCABULARY

TOKEN = 128
PLACES = 16
HIDDEN = 768


class Reader(nn.Module):
    """Tokens [B, L], as CLIP's tokenizer gives them, to meanings [B, 384] of length 1.

    Each token has a vector and a weight; they are added up twice, once regardless of their places and once by them, and a
    small network makes a meaning of the sums.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tokens = nn.Parameter(0.1 * torch.randn(VOCABULARY, TOKEN))
        self.weights = nn.Parameter(torch.zeros(VOCABULARY))
        self.places = nn.Parameter(torch.linspace(1, 0, PLACES))
        self.hidden = nn.Linear(2 * TOKEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, WIDTH)

    def forward(self, tokens: Tensor) -> Tensor:
        tokens = tokens[:, 1:PLACES + 1]
        inside = ((tokens > 0) & (tokens < START)).float()
        weight = inside * F.embedding(tokens, self.weights[:, None])[:, :, 0].exp()
        vectors = F.embedding(tokens, self.tokens)
        total = weight.sum(1, keepdim=True).clamp(min=1e-6)
        anywhere = (weight[:, :, None] * vectors).sum(1) / total
        placed = ((weight * self.places[:weight.shape[1]])[:, :, None] * vectors).sum(1) / total
        x = F.silu(self.hidden(torch.cat([anywhere, placed], 1) * 10))
        return F.normalize(self.out(x), dim=1)
