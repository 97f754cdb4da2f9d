"""Colour words and their colours."""

import numpy as np

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
    "teal": (10, 130, 130),
    "cyan": (20, 220, 235),
    "azure": (20, 130, 240),
    "lime": (130, 225, 20),
    "emerald": (10, 170, 100),
    "dark green": (10, 85, 25),
    "light green": (140, 230, 130),
    "olive": (115, 120, 20),
    "gold": (225, 175, 30),
    "golden": (225, 175, 30),
    "silver": (190, 195, 205),
    "beige": (225, 205, 165),
    "tan": (210, 175, 130),
    "magenta": (225, 20, 190),
    "violet": (140, 60, 225),
    "maroon": (110, 10, 35),
}
ALL = BASIC | FURTHER
NAMES = list(ALL)
BASIC_NAMES = list(BASIC)
RGB = np.array(list(ALL.values()), np.float32) / 255


def nearest_name(rgb: np.ndarray) -> str:
    """Which of the eleven basic words a colour in 0..1 is nearest to, in RGB."""
    return BASIC_NAMES[int(np.linalg.norm(RGB[:len(BASIC)] - rgb, axis=1).argmin())]
