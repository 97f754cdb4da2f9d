"""A start for the VQGAN from which colours pass straight through both halves.

Values travel in pairs (v, -v) beside a pair of constants (B, -B) in the same group of a norm: the
group's mean is zero and its deviation nearly constant, so the norm only scales; and since
swish(v) - swish(-v) = v, the activation is undone by a difference. The residual blocks begin near
zero. With default weights the norms remove plain colours, and it takes hours of training before red and green differ.
"""

import torch
from torch import Tensor, nn

from vqgan import NORM_GROUPS, AttnBlock, Downsample, ResnetBlock, Upsample, Vqgan

CARRIER = 2.0
NOISE = 0.004
BRANCH = 0.15


def _pairs(channels: int) -> list[tuple[int, int]]:
    """The two channels of each group that carry its value."""
    width = channels // NORM_GROUPS
    return [(width * g, width * g + 1) for g in range(NORM_GROUPS)]


def _carriers(channels: int) -> list[tuple[int, int]]:
    width = channels // NORM_GROUPS
    return [(width * g + 2, width * g + 3) for g in range(NORM_GROUPS)]


def _enter(conv: nn.Conv2d) -> None:
    """Input g becomes value g; where there are more groups than inputs, random mixtures do."""
    pairs = _pairs(conv.out_channels)
    for g, (plus, minus) in enumerate(pairs):
        if g < conv.in_channels:
            conv.weight[plus] = 0
            conv.weight[plus, g, 1, 1] = 1
        conv.weight[minus] = -conv.weight[plus]
        conv.bias[plus] = conv.bias[minus] = 0
    for plus, minus in _carriers(conv.out_channels):
        conv.weight[plus] = conv.weight[minus] = 0
        conv.bias[plus], conv.bias[minus] = CARRIER, -CARRIER


def _leave(conv: nn.Conv2d, outputs: int) -> None:
    """Value g becomes output g, freed from the norm's scale."""
    scale = CARRIER / 2**0.5 if conv.in_channels == 4 * NORM_GROUPS else CARRIER / 2
    for g in range(outputs):
        plus, minus = _pairs(conv.in_channels)[g]
        conv.weight[g] = 0
        conv.weight[g, plus, 1, 1], conv.weight[g, minus, 1, 1] = scale, -scale
        conv.bias[g] = 0


def _copy(conv: nn.Conv2d, taps: Tensor) -> None:
    """Each pair and carrier to itself through the given taps."""
    nn.init.normal_(conv.weight, std=NOISE)
    nn.init.zeros_(conv.bias)
    sides = zip(_pairs(conv.out_channels) + _carriers(conv.out_channels), _pairs(conv.in_channels) + _carriers(conv.in_channels))
    for outputs, inputs in sides:
        for o, i in zip(outputs, inputs):
            conv.weight[o] = 0
            conv.weight[o, i] = taps
    if conv.in_channels == conv.out_channels:
        for free in range(conv.in_channels):
            if conv.weight[free, free].abs().max() < 0.1:
                conv.weight[free, free] = taps


@torch.no_grad()
def linear_start(model: Vqgan) -> None:
    centre = torch.zeros(3, 3)
    centre[1, 1] = 1
    mean = torch.zeros(3, 3)
    mean[:2, :2] = 0.25
    for part in model.modules():
        if isinstance(part, ResnetBlock):
            part.conv2.weight.mul_(BRANCH)
            part.conv2.bias.zero_()
            if hasattr(part, "nin_shortcut"):
                _copy(part.nin_shortcut, torch.ones(1, 1))
        elif isinstance(part, AttnBlock):
            part.proj_out.weight.mul_(BRANCH)
            part.proj_out.bias.zero_()
        elif isinstance(part, Upsample):
            _copy(part.conv, centre)
        elif isinstance(part, Downsample):
            _copy(part.conv, mean)
    for conv in (model.encoder.conv_in, model.decoder.conv_in):
        _enter(conv)
    _leave(model.encoder.conv_out, NORM_GROUPS)
    _leave(model.decoder.conv_out, 3)
    for conv in (model.quant_conv, model.post_quant_conv):
        nn.init.zeros_(conv.bias)
        conv.weight.copy_(torch.eye(conv.out_channels)[:, :, None, None])
