"""Writes the product's files from the newest runs: `python export.py [NAME...]`, of vqgan, clip, tuned, reader, sketcher and book; reads them back.

`tuned` is the CLIP of `tune_clip.py`.

Without names it writes those of which there is a run, and the book.
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

import book_file
import plans
from captions import every_word, tokenize
from clip_model import Clip, ClipConfig
from drawings import Drawings
from known_words import KnownWords
from settings import RESOURCES, RUNS
from teacher import Lessons
from vqgan import NORM_GROUPS, Vqgan, VqganConfig

LICENCE = "MIT"
NAMES = ("vqgan", "clip", "tuned", "reader", "sketcher", "book")
DEFAULTS = {
    "congeal.size": "256",
    "congeal.start": "sketched",
    "congeal.start.grey": "0.5",
    "congeal.start.noise": "0.1",
    "congeal.step_size": "0: 0.1 | 40%: 0.1 | 65%: 0.03",
    "congeal.cutouts": "16",
    "congeal.redraw": "25",
    "congeal.cutout_method": "augmented",
    "congeal.iterations": "14",
}


def weights(name: str, folder: Path | None) -> dict[str, Tensor]:
    """The tensors of an exported file, or of the newest checkpoint where no folder is given."""
    if folder:
        return {key: tensor.float() for key, tensor in load_file(folder / f"{name}.safetensors").items()}
    return torch.load(RUNS / f"{name}.pt")["model"]


def load_vqgan(folder: Path | None = None) -> Vqgan:
    model = Vqgan(VqganConfig())
    model.load_state_dict(weights("vqgan", folder))
    return model.eval().requires_grad_(False)


def load_clip(folder: Path | None = None) -> Clip:
    model = Clip(ClipConfig())
    model.load_state_dict(weights("clip", folder), strict=False)
    return model.eval().requires_grad_(False)


def compact(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Matrices and kernels in float16; everything small, where precision matters, in float32."""
    return {
        key: (tensor.half() if tensor.ndim > 1 else tensor.float()).contiguous()
        for key, tensor in tensors.items()
        if not key.endswith("num_batches_tracked")
    }


def numbers(texts: list[str]) -> Tensor:
    return torch.cat([tokenize(texts[i:i + 4096]).flatten() for i in range(0, len(texts), 4096)]).unique()


def words_seen() -> list[str]:
    """Texts that hold every word of any training text of the CLIP."""
    return every_word([item for item in Drawings().items if item["split"] == "train"]) + KnownWords(1).texts + Lessons().texts


def words_taught() -> list[str]:
    """Texts that hold every word that the reader was taught."""
    said = [phrase for phrases in plans.PLACES.values() for phrase in phrases] + [*plans.SAID_BESIDE, *plans.SAID_NUMBERS.values()]
    items = [item for item in Drawings().items if item["split"] == "train"]
    return every_word(items) + Lessons().texts + Lessons().words + said


def kept(table: Tensor, texts: list[str]) -> Tensor:
    """The rows of tokens that texts hold; the others are zero, which a jar's compression likes."""
    rows = torch.zeros(len(table), 1)
    rows[numbers(texts)] = 1
    return table * rows


def export(name: str, common: dict[str, str]) -> None:
    out = RESOURCES / f"{name}.safetensors"
    about = common | {"name": f"congeal-small-{name}"}
    if name == "book":
        book_file.pack(out)
    elif name == "sketcher":
        out.write_bytes((RUNS / "sketcher.safetensors").read_bytes())
    elif name == "vqgan":
        save_file(compact(weights(name, None)), out, about | {"congeal.norm_groups": str(NORM_GROUPS)})
    elif name == "clip":
        clip = weights(name, None)
        clip["token_embedding.weight"] = kept(clip["token_embedding.weight"], words_seen())
        save_file(compact(clip), out, about | DEFAULTS)
    elif name == "tuned":
        out = RESOURCES / "clip.safetensors"
        save_file(compact(weights(name, None)), out, about | {"name": "congeal-small-clip"} | DEFAULTS)
    else:
        reader = weights(name, None)
        reader["tokens"] = kept(reader["tokens"], words_taught())
        save_file(compact({f"reader.{part}": tensor for part, tensor in reader.items()}), out, about)
    print(f"{out.name}: {out.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", default=[])
    parser.add_argument("--trained", default="", help="how long and on which machine, for the metadata")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(NAMES)}")
    RESOURCES.mkdir(parents=True, exist_ok=True)
    for name in options.names or [name for name in NAMES if name == "book" or (RUNS / f"{name}.pt").exists()]:
        export(name, {"licence": LICENCE, "trained": options.trained})


if __name__ == "__main__":
    main()
