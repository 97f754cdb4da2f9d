"""Draws with the sketcher alone, from the product's files: `python draw.py OUT.jpg PROMPT...`; `--folder` names another folder of such files.

Each row of the sheet shows what the book has, laid out, then the picture after the first pass, after the third, and at last. `--style` is
a number of `plans.STYLES`. Unlike the product, it always takes the nearest drawing as it is in the book, on white if the prompt names no ground.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from book import Book, Reader
from canvas import scenery
from colours import ALL
from layout import colour_of, cut_out, ground_of, lay_out, place_of
from looking_up import look, places
from plans import PLACE_NAMES, VARIANTS
from prompts import DEMO
from settings import RESOURCES
from sheets import sheet
from sketcher import Sketcher, SketcherConfig, Way, sample, uniform
from vqgan import Vqgan, VqganConfig

SIDE = 256
BETTER = 0.15  # by how much another style must know a thing better to be taken
WAY = Way(temperature=0.5)  # the product's


def load_vqgan(folder: Path, device: torch.device) -> Vqgan:
    vqgan = Vqgan(VqganConfig())
    vqgan.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / "vqgan.safetensors").items()})
    return vqgan.eval().requires_grad_(False).to(device).to(memory_format=torch.channels_last)


def load_sketcher(folder: Path, device: torch.device) -> Sketcher:
    file = folder / "sketcher.safetensors"
    with safe_open(file, "pt") as opened:
        model = Sketcher(SketcherConfig.of(opened.metadata()))
    model.load_state_dict({name: tensor.float() for name, tensor in load_file(file).items()})
    return model.to(device).eval().requires_grad_(False)


@torch.no_grad()
def encode(vqgan: Vqgan, pictures: Tensor) -> Tensor:
    """Codes [B, 1024] of pictures [B, 3, 256, 256] in 0..1."""
    with torch.autocast(pictures.device.type, torch.bfloat16):
        z = vqgan.encode((2 * pictures - 1).contiguous(memory_format=torch.channels_last))
    return vqgan.nearest(z.float()).flatten(1)


@torch.no_grad()
def decode(vqgan: Vqgan, codes: Tensor) -> Tensor:
    return torch.cat([(vqgan.decode(vqgan.look_up(part.view(-1, 32, 32))) / 2 + 0.5).clamp(0, 1) for part in codes.split(16)])


class Drawer:
    def __init__(self, vqgan: Vqgan, reader: Reader, book: Book, model: Sketcher) -> None:
        self.vqgan, self.reader, self.book, self.model = vqgan, reader, book, model
        self.device = reader.device

    def _ground(self, prompt: str) -> np.ndarray:
        """[256, 256, 3]."""
        colour, place = ground_of(prompt), place_of(prompt)
        if colour or not place:
            return np.broadcast_to(np.array(ALL[colour] if colour else (255, 255, 255), np.float32) / 255, (SIDE, SIDE, 3))
        picture = scenery(place[1] % VARIANTS)[PLACE_NAMES.index(place[0])]
        return F.interpolate(picture[None], (SIDE, SIDE), mode="bilinear")[0].permute(1, 2, 0).numpy()

    def laid_out(self, prompt: str, entries: list[int]) -> Tensor:
        """Codes [1024] of entries, one for each thing of the prompt, as the prompt wants them."""
        said = look(prompt)
        pictures = decode(self.vqgan, self.book.codes[entries]).permute(0, 2, 3, 1).cpu().numpy()
        layers = [cut_out(picture, colour_of(phrase), self.book.titles[entry]) for picture, phrase, entry in zip(pictures, said.phrases, entries)]
        picture = lay_out(layers, places(said), self._ground(prompt))
        return encode(self.vqgan, torch.from_numpy(picture).permute(2, 0, 1)[None].float().to(self.device))[0]

    def draw(self, prompts: list[str], seeds: list[int], way: Way = WAY, style: int = 1, keep: tuple[int, ...] = ()) -> tuple[Tensor, list[Tensor]]:
        """In `style`, or in another that knows a thing much better: the layouts as codes [B, 1024], and codes [B, 1024] after each pass in `keep` and at last."""
        device, count = self.device, len(prompts)
        looks = [look(prompt) for prompt in prompts]
        kinds = [(number, phrase) for number, one in enumerate(looks) for phrase in one.phrases]
        queries = self.reader.queries([phrase for _, phrase in kinds])
        styles = torch.full((len(kinds),), style, device=device)
        entries, likeness = self.book.nearest(queries, styles)
        styles = torch.where(likeness[:, 2] > likeness[:, 0] + BETTER, self.book.style[entries[:, 2]], styles)
        entries, likeness = self.book.nearest(queries, styles)
        told = self.book.condition(entries, likeness)
        near = torch.full((count, 3, SIDE**2 // 64), self.model.mask, dtype=torch.long, device=device)
        keys = torch.zeros(count, *told.shape[1:], device=device)
        first = []
        for number in range(count):
            at = [position for position, (other, _) in enumerate(kinds) if other == number]
            first.append(at[0])
            keys[number] = told[at].mean(0)
            near[number, 0] = self.laid_out(prompts[number], entries[at, 0].tolist())
        meaning, words = self.reader(self.reader.numbers(prompts))
        arrangement = torch.tensor([1 if len(places(one)) == 1 else 2 for one in looks], device=device)
        return near[:, 0], sample(self.model, styles[first], arrangement, meaning * meaning.shape[1] ** 0.5, words, near, keys,
                                  uniform(seeds, way.steps, near.shape[2]).to(device), way, keep, torch.bfloat16)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("prompts", nargs="*", default=DEMO)
    parser.add_argument("--folder", type=Path, default=RESOURCES)
    parser.add_argument("--style", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guidance", type=float, default=1.0)
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    reader = Reader(device)
    drawer = Drawer(load_vqgan(RESOURCES, device), reader, Book(reader), load_sketcher(options.folder, device))
    way = Way(temperature=WAY.temperature, guidance=options.guidance)
    laid, frames = drawer.draw(options.prompts, [options.seed] * len(options.prompts), way, options.style, (1, 3))
    sheet(options.out, [decode(drawer.vqgan, codes) for codes in (laid, *frames)], list(options.prompts), columns=2, side=192)


if __name__ == "__main__":
    main()
