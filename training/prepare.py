"""Prepares everything that is learned from: `python prepare.py [STEP...]`. A step whose results are there is not repeated.

drawings   gathers drawings and words (needs the packages that README.md names; half an hour)
table      renders the drawings (minutes)
book       encodes those that are looked up with the exported VQGAN (minutes)
lessons    asks the sentence model about words and phrases (a quarter of an hour)
relatives  finds relatives of words that the book lacks, with the exported reader (minutes)
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import gather
import relatives
import teacher
from book import SOURCES, Book
from draw import SIDE, encode, load_vqgan
from drawings import Drawings
from plans import own_words
from settings import BOOK, DRAWINGS, HOME, RELATIVES, RESOURCES

EXTENT = 0.88  # of the width, that a drawing in the book has
_AT_ONCE = 32


def on_white(table: np.ndarray) -> torch.Tensor:
    """Pictures [B, 3, 256, 256] in 0..1 of drawings [B, 4, 256, 256], each in the middle."""
    theta = torch.tensor([[1 / EXTENT, 0, 0], [0, 1 / EXTENT, 0]]).expand(len(table), -1, -1)
    layer = F.grid_sample(torch.from_numpy(table).float() / 255, F.affine_grid(theta, (len(table), 4, SIDE, SIDE), align_corners=False), align_corners=False)
    return (layer[:, :3] + 1 - layer[:, 3:]).clamp(0, 1)


def write_book() -> None:
    drawings, vqgan = Drawings(), load_vqgan(RESOURCES, torch.device("cpu"))
    rows = [row for row, item in enumerate(drawings.items) if item["split"] == "train" and item["source"] in SOURCES]
    codes = [encode(vqgan, on_white(drawings.table[rows[k:k + _AT_ONCE]])) for k in range(0, len(rows), _AT_ONCE)]
    Book.write(BOOK, rows, torch.cat(codes).numpy(), drawings.items, own_words(drawings.items, drawings.visible))


STEPS: dict[str, tuple[Path, Callable]] = {
    "drawings": (DRAWINGS / "items.xz", gather.main),
    "table": (HOME / "items.json", Drawings),
    "book": (BOOK, write_book),
    "lessons": (teacher.FILE, teacher.write),
    "relatives": (RELATIVES, relatives.write),
}


def main() -> None:
    wanted = sys.argv[1:] or list(STEPS)
    if unknown := set(wanted) - set(STEPS):
        raise SystemExit(f"{', '.join(sorted(unknown))}: no such step.\n\n{__doc__}")
    HOME.mkdir(parents=True, exist_ok=True)
    for step, (result, make) in STEPS.items():
        if step in wanted:
            print(step + (" is there" if result.exists() else ""), flush=True)
            if not result.exists():
                make()


if __name__ == "__main__":
    main()
