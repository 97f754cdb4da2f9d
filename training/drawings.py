"""The gathered drawings, rendered once and kept in a table: `Drawings()`. Needs 4 GB of disk."""

import io
import json
import lzma
import mmap
import multiprocessing
import os

import numpy as np
import resvg_py
from PIL import Image

from colours import BASIC, RGB
from settings import DRAWINGS, HOME

SIDE = 256
FILL = 0.97  # the share of the square's side that a drawing has
_AT_ONCE = 16


def fitted(picture: Image.Image, side: int = SIDE, resample: Image.Resampling = Image.Resampling.BICUBIC) -> Image.Image:
    """Cropped to the visible part and centred in the square with a small margin; premultiplied alpha."""
    picture = picture.convert("RGBa")
    box = picture.getchannel("a").point(lambda a: 255 * (a > 16)).getbbox() or (0, 0, *picture.size)
    picture = picture.crop(box)
    scale = FILL * side / max(picture.size)
    size = [max(1, round(length * scale)) for length in picture.size]
    out = Image.new("RGBa", (side, side), (0, 0, 0, 0))
    out.paste(picture.resize(size, resample), ((side - size[0]) // 2, (side - size[1]) // 2))
    return out


def render(svg: str, width: int | None = None) -> Image.Image:
    """In its own size, or as wide as is said. Throws ValueError where it can't."""
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=width))))


def dominant(picture: np.ndarray) -> int:
    """The number of the basic colour that most of a picture [4, S, S] has, or -1."""
    small = picture[:, ::8, ::8].reshape(4, -1).astype(np.float32) / 255
    opaque = small[:3, small[3] > 0.8].T
    if len(opaque) < 20:
        return -1
    nearest = ((opaque[:, None] - RGB[:len(BASIC)]) ** 2).sum(2).argmin(1)
    counts = np.bincount(nearest, minlength=len(BASIC))
    return int(counts.argmax()) if counts.max() > 0.5 * len(nearest) else -1


class Drawings:
    """`table` [N, 4, 256, 256] as bytes, colour times alpha; `items` tell what each shows; `dominant` [N]; `visible` are the nouns for what can be seen."""

    def __init__(self) -> None:
        if not (HOME / "items.json").exists():
            _render_all()
        about = json.loads((HOME / "items.json").read_text())
        self.items, self.visible = about["items"], set(about["visible"])
        self.table = np.load(HOME / "table.npy", mmap_mode="c")
        self.dominant = np.load(HOME / "dominant.npy")


def _render_all() -> None:
    """In as many processes as there are cores."""
    about = json.loads(lzma.decompress((DRAWINGS / "items.xz").read_bytes()))
    svgs = lzma.decompress((DRAWINGS / "svg.xz").read_bytes()).decode().split("\0")
    blob, ends = (DRAWINGS / "webp.bin").read_bytes(), np.cumsum([0, *about["webp"]])
    sources: list[str | bytes] = svgs + [blob[a:b] for a, b in zip(ends, ends[1:])]
    items = about["items"]
    table = np.frombuffer(mmap.mmap(-1, len(items) * 4 * SIDE * SIDE), np.uint8).reshape(len(items), 4, SIDE, SIDE)
    main = np.frombuffer(mmap.mmap(-1, len(items)), np.int8)
    context = multiprocessing.get_context("fork")
    following = context.Value("i", 0)

    def work() -> None:
        while True:
            with following.get_lock():
                first = following.value
                following.value += _AT_ONCE
            if first >= len(sources):
                return
            for i in range(first, min(first + _AT_ONCE, len(sources))):
                try:
                    picture = Image.open(io.BytesIO(sources[i])) if isinstance(sources[i], bytes) else render(sources[i])
                    table[i] = np.asarray(fitted(picture)).transpose(2, 0, 1)
                except (ValueError, OSError) as problem:
                    print("not rendered:", items[i]["source"], items[i]["name"], str(problem)[:80], flush=True)
                main[i] = dominant(table[i])

    workers = [context.Process(target=work) for _ in range(os.cpu_count() or 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise RuntimeError("a renderer failed")
    np.save(HOME / "table.npy", table)
    np.save(HOME / "dominant.npy", main)
    (HOME / "items.json").write_text(json.dumps({"items": items, "visible": about["visible"]}))
