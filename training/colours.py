"""Colour words: what they look like in training, and how a picture's mean colour is named."""

import torch
from torch import Tensor

BASIC = {
    "red": (225, 20, 25),
    "green": (20, 160, 40),
    "blue": (25, 60, 225),
    "yellow": (250, 220, 20),
    "orange": (250, 130, 10),
    "purple": (130, 30, 185),
    "pink": (250, 115, 180),
    "brown": (120, 70, 30),
    "black": (15, 15, 15),
    "white": (248, 248, 248),
    "grey": (128, 128, 128),
}
FURTHER = {
    "gray": (128, 128, 128),
    "crimson": (200, 10, 45),
    "scarlet": (240, 30, 10),
    "dark red": (130, 5, 10),
    "navy": (15, 20, 110),
    "dark blue": (15, 20, 130),
    "light blue": (130, 190, 250),
    "sky blue": (90, 180, 250),
    "turquoise": (40, 205, 200),
    "cyan": (20, 220, 235),
    "lime": (130, 225, 20),
    "dark green": (10, 85, 25),
    "light green": (140, 230, 130),
    "olive": (115, 120, 20),
    "gold": (225, 175, 30),
    "golden": (225, 175, 30),
    "beige": (225, 205, 165),
    "magenta": (225, 20, 190),
    "violet": (140, 60, 225),
    "maroon": (110, 10, 35),
}
ALL = BASIC | FURTHER

def paints() -> tuple[list[str], Tensor]:
    """All colour words and their colours, [N, 3] in 0..1."""
    return list(ALL), torch.tensor(list(ALL.values())) / 255


def lab(rgb: Tensor) -> Tensor:
    """sRGB in 0..1 to CIELAB (D65), channels last."""
    linear = torch.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    matrix = torch.tensor([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
    xyz = linear @ matrix.T / torch.tensor([0.95047, 1.0, 1.08883])
    f = torch.where(xyz > 216 / 24389, xyz.clamp(min=1e-9) ** (1 / 3), (24389 / 27 * xyz + 16) / 116)
    return torch.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], -1)


def nearest_name(rgb: Tensor) -> str:
    """Which of the eleven basic words a colour in 0..1 is nearest to, in CIELAB."""
    table = lab(torch.tensor(list(BASIC.values())) / 255)
    return list(BASIC)[int((table - lab(rgb)).norm(dim=1).argmin())]
