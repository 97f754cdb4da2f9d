"""The VQGAN in the architecture, and with the tensor names, of taming-transformers.

One number differs: the norms have 8 groups and not 32. With 32 channels and 32 groups every channel
would be a group of its own, the last norm would take away its mean, and no plain colour could be
painted. The exported file says so in its metadata, `congeal.norm_groups`.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class VqganConfig:
    """Widths of the model; four multipliers mean that one code covers 8 x 8 pixels."""

    channels: int = 32
    multipliers: tuple[int, ...] = (1, 1, 2, 2)
    res_blocks: int = 1
    code_width: int = 32
    codes: int = 1024


NORM_GROUPS = 8


class Norm(nn.GroupNorm):
    """Keeps the precision of what it is given, also under autocast."""

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast(x.device.type, enabled=False):
            return F.group_norm(x, self.num_groups, self.weight.to(x.dtype), self.bias.to(x.dtype), self.eps)


def norm(channels: int) -> nn.GroupNorm:
    return Norm(NORM_GROUPS, channels, eps=1e-6)


class ResnetBlock(nn.Module):
    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.norm1 = norm(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm2 = norm(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        if inputs != outputs:
            self.nin_shortcut = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)))
        h = self.conv2(F.silu(self.norm2(h)))
        return h + (self.nin_shortcut(x) if hasattr(self, "nin_shortcut") else x)


class AttnBlock(nn.Module):
    """One head of attention over all positions."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = norm(channels)
        self.q = nn.Conv2d(channels, channels, 1)
        self.k = nn.Conv2d(channels, channels, 1)
        self.v = nn.Conv2d(channels, channels, 1)
        self.proj_out = nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.norm(x)
        q, k, v = (conv(h).flatten(2).transpose(1, 2) for conv in (self.q, self.k, self.v))
        h = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(x.shape)
        return x + self.proj_out(h)


class Downsample(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(F.pad(x, (0, 1, 0, 1)))


class Upsample(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))


def middle(channels: int) -> nn.Module:
    mid = nn.Module()
    mid.block_1 = ResnetBlock(channels, channels)
    mid.attn_1 = AttnBlock(channels)
    mid.block_2 = ResnetBlock(channels, channels)
    return mid


class Encoder(nn.Module):
    def __init__(self, config: VqganConfig) -> None:
        super().__init__()
        width = config.channels
        self.conv_in = nn.Conv2d(3, width, 3, padding=1)
        self.down = nn.ModuleList()
        for level, multiplier in enumerate(config.multipliers):
            down = nn.Module()
            down.block = nn.ModuleList()
            for _ in range(config.res_blocks):
                down.block.append(ResnetBlock(width, config.channels * multiplier))
                width = config.channels * multiplier
            if level < len(config.multipliers) - 1:
                down.downsample = Downsample(width)
            self.down.append(down)
        self.mid = middle(width)
        self.norm_out = norm(width)
        self.conv_out = nn.Conv2d(width, config.code_width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.conv_in(x)
        for down in self.down:
            for block in down.block:
                h = block(h)
            if hasattr(down, "downsample"):
                h = down.downsample(h)
        h = self.mid.block_2(self.mid.attn_1(self.mid.block_1(h)))
        return self.conv_out(F.silu(self.norm_out(h)))


class Decoder(nn.Module):
    def __init__(self, config: VqganConfig) -> None:
        super().__init__()
        width = config.channels * config.multipliers[-1]
        self.conv_in = nn.Conv2d(config.code_width, width, 3, padding=1)
        self.mid = middle(width)
        levels = []
        for level in reversed(range(len(config.multipliers))):
            up = nn.Module()
            up.block = nn.ModuleList()
            for _ in range(config.res_blocks + 1):
                up.block.append(ResnetBlock(width, config.channels * config.multipliers[level]))
                width = config.channels * config.multipliers[level]
            if level > 0:
                up.upsample = Upsample(width)
            levels.insert(0, up)
        self.up = nn.ModuleList(levels)
        self.norm_out = norm(width)
        self.conv_out = nn.Conv2d(width, 3, 3, padding=1)

    def forward(self, z: Tensor) -> Tensor:
        h = self.mid.block_2(self.mid.attn_1(self.mid.block_1(self.conv_in(z))))
        for up in reversed(self.up):
            for block in up.block:
                h = block(h)
            if hasattr(up, "upsample"):
                h = up.upsample(h)
        return self.conv_out(F.silu(self.norm_out(h)))


class Vqgan(nn.Module):
    """Pictures are [B, 3, H, W] in -1..1; latents [B, code_width, H/8, W/8]."""

    def __init__(self, config: VqganConfig) -> None:
        super().__init__()
        self.encoder = Encoder(config)
        self.decoder = Decoder(config)
        self.quant_conv = nn.Conv2d(config.code_width, config.code_width, 1)
        self.post_quant_conv = nn.Conv2d(config.code_width, config.code_width, 1)
        self.quantize = nn.Module()
        self.quantize.embedding = nn.Embedding(config.codes, config.code_width)

    @property
    def codebook(self) -> Tensor:
        return self.quantize.embedding.weight

    def encode(self, picture: Tensor) -> Tensor:
        return self.quant_conv(self.encoder(picture))

    def nearest(self, z: Tensor) -> Tensor:
        """The number of the nearest code at each position, [B, H/8, W/8]."""
        rows = z.detach().float().permute(0, 2, 3, 1).reshape(-1, z.shape[1])
        codes = self.codebook.detach().float()
        with torch.autocast(z.device.type, enabled=False):
            distance = codes.pow(2).sum(1) - 2 * rows @ codes.T
        return distance.argmin(1).reshape(z.shape[0], *z.shape[2:])

    def look_up(self, numbers: Tensor) -> Tensor:
        return F.embedding(numbers, self.codebook).permute(0, 3, 1, 2)

    def decode(self, q: Tensor) -> Tensor:
        return self.decoder(self.post_quant_conv(q))

    def reconstruct(self, picture: Tensor) -> Tensor:
        return self.decode(self.look_up(self.nearest(self.encode(picture))))
