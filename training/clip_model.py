"""A small CLIP in OpenAI's architecture and with its tensor names: ModifiedResNet and text transformer."""

from collections import OrderedDict
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from words import VOCABULARY

CONTEXT = 77
MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True)
class ClipConfig:
    """Widths of the two towers; an even image width keeps the heads of the pooling 64 wide."""

    resolution: int = 64
    image_width: int = 24
    image_blocks: tuple[int, int, int, int] = (1, 2, 2, 1)
    text_width: int = 128
    text_layers: int = 2
    embedding: int = 256


class Bottleneck(nn.Module):
    def __init__(self, inputs: int, planes: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, planes, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.avgpool = nn.AvgPool2d(stride) if stride > 1 else nn.Identity()
        self.conv3 = nn.Conv2d(planes, 4 * planes, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(4 * planes)
        self.downsample = None
        if stride > 1 or inputs != 4 * planes:
            self.downsample = nn.Sequential(OrderedDict([
                ("-1", nn.AvgPool2d(stride)),
                ("0", nn.Conv2d(inputs, 4 * planes, 1, bias=False)),
                ("1", nn.BatchNorm2d(4 * planes)),
            ]))

    def forward(self, x: Tensor) -> Tensor:
        h = F.relu(self.bn1(self.conv1(x)))
        h = F.relu(self.bn2(self.conv2(h)))
        h = self.bn3(self.conv3(self.avgpool(h)))
        return F.relu(h + (x if self.downsample is None else self.downsample(x)))


class AttentionPool2d(nn.Module):
    """Attention whose only query is the mean of all positions."""

    def __init__(self, positions: int, width: int, heads: int, outputs: int) -> None:
        super().__init__()
        self.heads = heads
        self.positional_embedding = nn.Parameter(torch.randn(positions + 1, width) / width**0.5)
        self.k_proj = nn.Linear(width, width)
        self.q_proj = nn.Linear(width, width)
        self.v_proj = nn.Linear(width, width)
        self.c_proj = nn.Linear(width, outputs)

    def forward(self, x: Tensor) -> Tensor:
        tokens = x.flatten(2).transpose(1, 2)
        tokens = torch.cat([tokens.mean(1, keepdim=True), tokens], 1) + self.positional_embedding

        def split(t: Tensor) -> Tensor:
            return t.unflatten(2, (self.heads, -1)).transpose(1, 2)

        q, k, v = split(self.q_proj(tokens[:, :1])), split(self.k_proj(tokens)), split(self.v_proj(tokens))
        return self.c_proj(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(1))


class ModifiedResNet(nn.Module):
    def __init__(self, config: ClipConfig) -> None:
        super().__init__()
        width = config.image_width
        self.conv1 = nn.Conv2d(3, width // 2, 3, stride=2, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width // 2)
        self.conv2 = nn.Conv2d(width // 2, width // 2, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width // 2)
        self.conv3 = nn.Conv2d(width // 2, width, 3, padding=1, bias=False)
        self.bn3 = nn.BatchNorm2d(width)
        inputs = width
        for level, blocks in enumerate(config.image_blocks):
            planes = width * 2**level
            layer = nn.Sequential()
            for block in range(blocks):
                layer.append(Bottleneck(inputs, planes, 2 if level and not block else 1))
                inputs = 4 * planes
            setattr(self, f"layer{level + 1}", layer)
        positions = (config.resolution // 32) ** 2
        self.attnpool = AttentionPool2d(positions, inputs, 32 * width // 64, config.embedding)

    def forward(self, x: Tensor) -> Tensor:
        for conv, bn in ((self.conv1, self.bn1), (self.conv2, self.bn2), (self.conv3, self.bn3)):
            x = F.relu(bn(conv(x)))
        x = F.avg_pool2d(x, 2)
        return self.attnpool(self.layer4(self.layer3(self.layer2(self.layer1(x)))))


class QuickGelu(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(1.702 * x)


class ResidualAttentionBlock(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.attn = nn.MultiheadAttention(width, heads, batch_first=True)
        self.ln_1 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(OrderedDict([
            ("c_fc", nn.Linear(width, 4 * width)),
            ("gelu", QuickGelu()),
            ("c_proj", nn.Linear(4 * width, width)),
        ]))
        self.ln_2 = nn.LayerNorm(width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        h = self.ln_1(x)
        x = x + self.attn(h, h, h, attn_mask=mask, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))


class Clip(nn.Module):
    """Pictures are [B, 3, R, R] in 0..1; texts are token numbers [B, up to 77]."""

    def __init__(self, config: ClipConfig) -> None:
        super().__init__()
        width = config.text_width
        self.visual = ModifiedResNet(config)
        self.transformer = nn.Module()
        self.transformer.resblocks = nn.ModuleList(
            ResidualAttentionBlock(width, width // 64) for _ in range(config.text_layers))
        self.token_embedding = nn.Embedding(VOCABULARY, width)
        self.positional_embedding = nn.Parameter(0.01 * torch.randn(CONTEXT, width))
        self.ln_final = nn.LayerNorm(width)
        self.text_projection = nn.Parameter(torch.randn(width, config.embedding) / width**0.5)
        self.logit_scale = nn.Parameter(torch.tensor(2.66))
        nn.init.normal_(self.token_embedding.weight, std=0.05)
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(STD).view(1, 3, 1, 1), persistent=False)

    def encode_image(self, picture: Tensor) -> Tensor:
        return self.visual((picture - self.mean) / self.std)

    def encode_text(self, tokens: Tensor) -> Tensor:
        """The causal mask lets padding be cut off: nothing after the end token matters."""
        length = tokens.shape[1]
        x = self.token_embedding(tokens) + self.positional_embedding[:length]
        mask = torch.full((length, length), float("-inf")).triu(1)
        for block in self.transformer.resblocks:
            x = block(x, mask)
        ends = self.ln_final(x)[torch.arange(len(tokens)), tokens.argmax(1)]
        return ends @ self.text_projection
