"""Writes the files of VQGANs that came after taming's, and what their programs compute with them, for PublishedVqganTest.

    python later_vqgan_fixtures.py ../resources/io/github/congeal/internal/naming

Their programs are many files, so the networks are written here anew after them, from torch's own layers, under the names of their
tensors: LlamaGen (tokenizer/tokenizer_image/vq_model.py), IBQ (SEED-Voken, src/IBQ) and MaskGIT's VQGAN
(1d-tokenizer, modeling/modules/maskgit_vqgan.py). Narrow, with made-up weights (hash_weights.py), computed in float64. Of each file
its outline is kept (outlines.py).
"""

import sys
import tempfile
from pathlib import Path

import hash_weights
import outlines
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F

TARGET = Path(sys.argv[1])
FILES = Path(tempfile.mkdtemp())
results = {}


def norm(channels):
    return nn.GroupNorm(32, channels, eps=1e-6)


class Residual(nn.Module):
    """late: MaskGIT's, whose shortcut sees the block's output, and whose convolutions have no biases."""

    def __init__(self, inputs, outputs, late):
        super().__init__()
        self.norm1 = norm(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1, bias=not late)
        self.norm2 = norm(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=not late)
        self.late = late
        if inputs != outputs:
            self.nin_shortcut = nn.Conv2d(outputs if late else inputs, outputs, 1, bias=not late)

    def forward(self, x):
        h = self.conv2(F.silu(self.norm2(self.conv1(F.silu(self.norm1(x))))))
        if hasattr(self, "nin_shortcut"):
            x = self.nin_shortcut(h if self.late else x)
        return x + h


class Attention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm = norm(channels)
        for name in ("q", "k", "v", "proj_out"):
            setattr(self, name, nn.Conv2d(channels, channels, 1))

    def forward(self, x):
        h = self.norm(x)
        q, k, v = (layer(h).flatten(2) for layer in (self.q, self.k, self.v))
        weights = torch.softmax(q.transpose(1, 2) @ k / q.shape[1] ** 0.5, dim=2)
        return x + self.proj_out((v @ weights.transpose(1, 2)).reshape(x.shape))


class Holder(nn.Module):
    def __init__(self, **parts):
        super().__init__()
        for name, part in parts.items():
            setattr(self, name, part)


class Half(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, stride=2)

    def forward(self, x):
        return self.conv(F.pad(x, (0, 1, 0, 1)))


class Twice(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))


class Level(nn.Module):
    """Blocks, perhaps attention after each, and perhaps a change of size."""

    def __init__(self, names, inputs, outputs, blocks, attention, change, late=False):
        super().__init__()
        widths = [inputs] + [outputs] * blocks
        setattr(self, names[0], nn.ModuleList(Residual(a, b, late) for a, b in zip(widths, widths[1:])))
        if attention:
            setattr(self, names[1], nn.ModuleList(Attention(outputs) for _ in range(blocks)))
        self.names = names
        if change:
            name, layer = change
            setattr(self, name, layer)
        self.change = change and change[0]

    def forward(self, x):
        attention = getattr(self, self.names[1], [None] * len(getattr(self, self.names[0])))
        for block, attend in zip(getattr(self, self.names[0]), attention):
            x = block(x)
            x = attend(x) if attend else x
        return getattr(self, self.change)(x) if self.change else x


class Mean(nn.Module):
    def forward(self, x):
        return F.avg_pool2d(x, 2)


class TwiceAsConvolution(nn.Conv2d):
    def forward(self, x):
        return super().forward(F.interpolate(x, scale_factor=2.0, mode="nearest"))


def levels(kind, down, widths, blocks):
    """The levels of an encoder (from the highest resolution) or of a decoder (from the lowest), in the order of computing."""
    last, result = len(widths) - 1, []
    names = ("res", "attn") if kind == "llamagen" else ("block", "attn")
    late = kind == "maskgit"
    order = range(last + 1) if down else range(last, -1, -1)
    for i in order:
        before = widths[max(i - 1, 0)] if down else widths[min(i + 1, last)]
        change = None
        if i != (last if down else 0):
            if late:
                convolution = TwiceAsConvolution(widths[i], widths[i], 3, padding=1)
                change = ("downsample", Mean()) if down else ("upsample_conv", convolution)
            else:
                change = ("downsample", Half(widths[i])) if down else ("upsample", Twice(widths[i]))
        result.append(Level(names, before, widths[i], blocks, i == last and not late, change, late))
    return result


class Tower(nn.Module):
    """An encoder or a decoder."""

    def __init__(self, kind, down, widths, blocks, z):
        super().__init__()
        self.kind, self.down_way = kind, down
        late, deepest = kind == "maskgit", widths[-1]
        more = 0 if down or late else 1
        self.conv_in = nn.Conv2d(3 if down else z, widths[0] if down else deepest, 3, padding=1, bias=not (late and down))
        computed = levels(kind, down, widths, blocks + more)
        if kind == "llamagen":
            self.conv_blocks = nn.ModuleList(computed)
        else:
            setattr(self, "down" if down else "up", nn.ModuleList(computed if down else computed[::-1]))
        middle = [Residual(deepest, deepest, late), Residual(deepest, deepest, late)]
        if not late:
            middle.insert(1, Attention(deepest))
        self.mid = (
            Holder(block_1=middle[0], attn_1=middle[1], block_2=middle[2]) if kind == "ibq" else nn.ModuleList(middle)
        )
        self.norm_out = norm(deepest if down else widths[0])
        size = 1 if late and down else 3
        self.conv_out = nn.Conv2d(deepest if down else widths[0], z if down else 3, size, padding=size // 2)

    def middle(self):
        return (self.mid.block_1, self.mid.attn_1, self.mid.block_2) if self.kind == "ibq" else self.mid

    def stages(self):
        if self.kind == "llamagen":
            return self.conv_blocks
        return self.down if self.down_way else reversed(self.up)

    def forward(self, x):
        x = self.conv_in(x)
        steps = [*self.stages(), *self.middle()] if self.down_way else [*self.middle(), *self.stages()]
        for step in steps:
            x = step(x)
        return self.conv_out(F.silu(self.norm_out(x)))


class Model(nn.Module):
    def __init__(self, kind, widths, blocks, z, codes, width):
        super().__init__()
        self.kind = kind
        self.encoder = Tower(kind, True, widths, blocks, z)
        self.decoder = Tower(kind, False, widths, blocks, z)
        self.quantize = Holder(embedding=nn.Embedding(codes, width))
        if kind == "llamagen":
            self.quantize.register_buffer("codebook_used", torch.zeros(64))
        if kind != "maskgit":
            self.quant_conv = nn.Conv2d(z, width, 1)
            self.post_quant_conv = nn.Conv2d(width, z, 1)
        self.factor = 2 ** (len(widths) - 1)

    def codebook(self):
        table = self.quantize.embedding.weight
        return F.normalize(table, dim=-1) if self.kind == "llamagen" else table

    def codes(self, signed):
        """Of a picture from -1 to 1."""
        x = self.encoder((signed + 1) / 2 if self.kind == "maskgit" else signed)
        x = x if self.kind == "maskgit" else self.quant_conv(x)
        x = x.permute(0, 2, 3, 1).flatten(0, 2)
        if self.kind == "ibq":
            return torch.softmax(x @ self.codebook().T, dim=1).argmax(1)
        if self.kind == "llamagen":
            x = F.normalize(x, dim=-1)
        return torch.cdist(x, self.codebook()).argmin(1)

    def picture(self, latent):
        """From -1 to 1."""
        x = self.decoder(latent if self.kind == "maskgit" else self.post_quant_conv(latent))
        return 2 * x - 1 if self.kind == "maskgit" else x


def case(name, file, save, *sizes):
    net = Model(name, *sizes)
    hashed, tensors = {}, {}
    with torch.no_grad():
        for key, tensor in net.state_dict().items():
            if key == "quantize.codebook_used":
                tensors[key] = tensor.clone()
                continue
            hashed[key] = tuple(tensor.shape)
            tensors[key] = hash_weights.values(key, tensor.shape)
            tensor.copy_(tensors[key])
        save(tensors, FILES / file)
        outlines.write(FILES / file, TARGET / f"{file}.gz", hashed)
        net = net.double().eval()
        side = 2 * net.factor
        picture = hash_weights.values("picture", (side * side * 3, 1)).double().reshape(1, side, side, 3)
        chosen = net.codes(picture.permute(0, 3, 1, 2))
        table = net.codebook()
        latent = table[(torch.arange(4) * 7919 + 13) % len(table)].reshape(1, 2, 2, -1).permute(0, 3, 1, 2)
        results[name + ".codes"] = chosen.int()
        results[name + ".picture"] = net.picture(latent).permute(0, 2, 3, 1).float().contiguous()
        print(name, (FILES / file).stat().st_size, chosen.tolist(), results[name + ".picture"].abs().max().item())


F16 = [32, 32, 64, 64, 128]
case("llamagen", "vq_ds16_c2i.pt", lambda tensors, file: torch.save({"model": tensors}, file), F16, 2, 16, 1024, 8)
case("ibq", "IBQ_1024.ckpt", lambda tensors, file: torch.save({"state_dict": tensors}, file), F16, 4, 16, 1024, 16)
case("maskgit", "maskgit-vqgan-imagenet-f16-256.bin", torch.save, F16, 2, 16, 1024, 16)
save_file(results, TARGET / "later_vqgans.safetensors")
