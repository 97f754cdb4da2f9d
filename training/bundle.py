"""The three exported files: writing them (`python bundle.py`) and reading them back."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from clip_model import Clip, ClipConfig
from illustrations import PLACES
from known_words import KnownWords
from painter import Painter
from settings import CACHE, RESOURCES, RUNS
from vqgan import NORM_GROUPS, Vqgan, VqganConfig
from teacher import MEANINGS, Lessons
from words import every_word, tokenize

LICENCE = "MIT"
DEFAULTS = {
    "congeal.size": "256",
    "congeal.start": "painted",
    "congeal.start.grey": "0.5",
    "congeal.start.noise": "0.1",
    "congeal.start.variety": "0.15",
    "congeal.step_size": "0.08",
    "congeal.cutouts": "16",
    "congeal.cutout_method": "augmented",
    "congeal.iterations": "20",
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


def load_painter(folder: Path | None = None) -> Painter:
    tensors = weights("painter", folder)
    model = Painter(len(tensors["memory.keys"]))
    model.load_state_dict(tensors, strict=False)
    return model.eval().requires_grad_(False)


def compact(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Matrices and kernels in float16; everything small, where precision matters, in float32."""
    return {
        key: (tensor.half() if tensor.ndim > 1 else tensor.float()).contiguous()
        for key, tensor in tensors.items()
        if not key.endswith("num_batches_tracked")
    }


def words_seen() -> Tensor:
    """The numbers of all tokens that occur in any training text of the CLIP."""
    items = json.loads((CACHE / "items.json").read_text())
    texts = every_word([item for item in items if item["split"] == "train"]) + KnownWords(1).texts + Lessons().texts
    return numbers(texts)


def words_taught() -> Tensor:
    """The numbers of all tokens that occur in any text that the reader was taught."""
    every_place = [place for places in PLACES.values() for place in places]
    return torch.cat([words_seen(), numbers(np.load(MEANINGS)["texts"].tolist() + every_place)]).unique()


def numbers(texts: list[str]) -> Tensor:
    return torch.cat([tokenize(texts[i:i + 4096]).flatten() for i in range(0, len(texts), 4096)]).unique()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trained", default="", help="how long and on which machine, for the metadata")
    options = parser.parse_args()
    RESOURCES.mkdir(parents=True, exist_ok=True)
    common = {"licence": LICENCE, "trained": options.trained}
    if (RUNS / "vqgan.pt").exists():
        about = {"name": "congeal-small-vqgan", "congeal.norm_groups": str(NORM_GROUPS)}
        save_file(compact(weights("vqgan", None)), RESOURCES / "vqgan.safetensors", common | about)
    clip = weights("clip", None)
    seen = torch.zeros(len(clip["token_embedding.weight"]), 1)
    seen[words_seen()] = 1
    clip["token_embedding.weight"] = clip["token_embedding.weight"] * seen
    save_file(compact(clip), RESOURCES / "clip.safetensors", common | DEFAULTS | {"name": "congeal-small-clip"})
    reader = weights("reader", None)
    lessons = torch.zeros_like(seen)
    lessons[words_taught()] = 1
    reader["tokens"] = reader["tokens"] * lessons
    painter = weights("painter", None) | {f"reader.{name}": tensor for name, tensor in reader.items()}
    save_file(compact(painter), RESOURCES / "painter.safetensors", common | {"name": "congeal-small-painter"})
    for file in sorted(RESOURCES.glob("*.safetensors")):
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
