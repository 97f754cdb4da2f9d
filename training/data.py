"""Gathers the openly licensed pictures and their words into one cache: `python data.py`.

Reads Fluent emoji (MIT), Noto emoji (Apache-2.0), Open Clip Art (public domain), and the words of
emojilib (MIT) and the Unicode CLDR (Unicode licence). Writes `pictures.npy` [N, 128, 128, 4] (RGBA
with premultiplied colour) and `items.json` (name, keywords, source and split of each).
"""

import html
import io
import json
import random
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from settings import CACHE, CLDR, EXAM, JUDGE_SPLIT_SEED, NODE_MODULES, OPENCLIPART, PICTURE_SIZE, SPLIT_SEED
from shapes import draw_shapes

SKIN_TONES = {f"{tone:x}" for tone in range(0x1F3FB, 0x1F400)}
RENDER_SECONDS = 8
# Would be held out by the draw below, but a model that does not know them is of no use.
ASKED_FOR = {"alien", "bear", "bomb", "cat", "dog", "fairy", "jellyfish", "mosquito", "tornado", "turkey"}
MOST_OF_A_TITLE = 10  # a title borne by more pictures names a collection, not what is seen
STOP_WORDS = {
    "created with inkscape", "unsorted", "hash", "clipart", "clip art", "svg", "image", "unknown",
    "externalsource", "public domain", "open clip art", "etiquette", "none", "newsgroup", "1",
    "signs and symbols", "special", "patterns", "office", "contour", "color", "outline", "cliparts",
}


def point_key(stem: str) -> str:
    """A code point sequence without variation selectors: the same emoji has one key everywhere."""
    return "-".join(point for point in stem.lower().split("-") if point != "fe0f")


def clean(text: str) -> str:
    """A title or keyword as plain lower-case words; empty when it says nothing."""
    text = html.unescape(text).lower().replace("_", " ").replace("’", "'")
    text = re.sub(r"\b(by|from|the|svg|icons?|theme|clip ?arts?|architetto|francesco|rollandin|ro|nicu|buculei)\b|[^a-z' -]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" -'")
    return text if 2 <= len(text) <= 40 and text not in STOP_WORDS else ""


def unique(words: list[str]) -> list[str]:
    return [word for word in dict.fromkeys(clean(word) for word in words) if word]


def emoji_words() -> dict[str, tuple[str, list[str]]]:
    """Code points to a name and keywords, joined from emojilib and the CLDR."""
    words: dict[str, tuple[str, list[str]]] = {}
    for folder in ("annotations", "annotationsDerived"):
        for node in ElementTree.parse(CLDR / folder / "en.xml").iter("annotation"):
            key = point_key("-".join(f"{ord(c):04x}" for c in node.get("cp", "")))
            name, keywords = words.get(key, ("", []))
            if node.get("type") == "tts":
                name = clean(node.text or "")
            else:
                keywords = keywords + (node.text or "").split("|")
            words[key] = (name, keywords)
    listed = json.loads((NODE_MODULES / "emojilib/dist/emoji-en-US.json").read_text())
    for emoji, keywords in listed.items():
        key = point_key("-".join(f"{ord(c):04x}" for c in emoji))
        name, known = words.get(key, ("", []))
        words[key] = (name or clean(keywords[0]), [keywords[0]] + known + keywords[1:])
    return {key: (name, unique(keywords)) for key, (name, keywords) in words.items() if name}


def premultiplied(picture: Image.Image) -> np.ndarray:
    """Fitted into the square, centred, colour multiplied by alpha."""
    rgba = np.asarray(picture.convert("RGBA"), dtype=np.float32)
    rgba[..., :3] *= rgba[..., 3:] / 255
    image = Image.fromarray(rgba.round().astype(np.uint8), "RGBA")
    scale = PICTURE_SIZE / max(image.size)
    size = [max(1, round(side * scale)) for side in image.size]
    channels = [c.resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC) for c in image.split()]
    out = np.zeros((PICTURE_SIZE, PICTURE_SIZE, 4), np.uint8)
    top, left = (PICTURE_SIZE - size[1]) // 2, (PICTURE_SIZE - size[0]) // 2
    out[top:top + size[1], left:left + size[0]] = np.dstack([np.asarray(c) for c in channels])
    return out


def emoji_items() -> list[tuple[dict, np.ndarray]]:
    words = emoji_words()
    sources = {
        "fluent": NODE_MODULES / "@lobehub/fluent-emoji-3d/assets",
        "noto": NODE_MODULES / "emoji-datasource-google/img/google/64",
    }
    items = []
    for source, folder in sources.items():
        for file in sorted(folder.iterdir()):
            key = point_key(file.stem)
            if SKIN_TONES & set(key.split("-")) or key not in words:
                continue
            name, keywords = words[key]
            item = {"source": source, "concept": f"emoji {key}", "name": name, "keywords": keywords}
            items.append((item, premultiplied(Image.open(file))))
    return items


def clipart_words(file: Path) -> tuple[str, list[str]]:
    """Title and keywords out of the file's own metadata, with the folders it lies in."""
    text = file.read_text(errors="ignore")
    title = re.search(r"<dc:title>([^<]*)</dc:title>", text)
    keywords = re.findall(r"<rdf:li[^>]*>([^<]+)</rdf:li>", text)
    folders = [part for part in file.relative_to(OPENCLIPART).parts[:-1]]
    name = clean(title.group(1)) if title else ""
    stem = clean(re.sub(r"_[a-z]+_[a-z]*_[0-9]*$", "", file.stem))
    return name or stem, unique(keywords + list(reversed(folders)))


def clipart_item(file: Path) -> tuple[dict, np.ndarray] | None:
    name, keywords = clipart_words(file)
    if not name and not keywords:
        return None
    command = ["rsvg-convert", "-w", str(PICTURE_SIZE), "-h", str(PICTURE_SIZE), "-a", str(file)]
    try:
        png = subprocess.run(command, capture_output=True, timeout=RENDER_SECONDS, check=True).stdout
        picture = premultiplied(Image.open(io.BytesIO(png)))
    except (subprocess.SubprocessError, OSError):
        return None
    if (picture[..., 3] > 32).mean() < 0.05:
        return None
    item = {"source": "openclipart", "concept": f"clipart {file.stem}", "name": name or keywords[0], "keywords": keywords}
    return item, picture


def clipart_items() -> list[tuple[dict, np.ndarray]]:
    files = sorted({file.name: file for file in OPENCLIPART.rglob("*.svg") if file.is_file() and not file.is_symlink()}.values())
    with ThreadPoolExecutor(2) as pool:
        found = [item for item in pool.map(clipart_item, files) if item]
    titles = Counter(item["name"] for item, _ in found)
    return [(item, picture) for item, picture in found if titles[item["name"]] <= MOST_OF_A_TITLE]


def shape_items() -> list[tuple[dict, np.ndarray]]:
    return [
        ({"source": "shape", "concept": f"shape {name}", "name": name, "keywords": []}, picture)
        for name, picture in draw_shapes().items()
    ]


def split(items: list[dict]) -> None:
    """Marks what is never trained on.

    `concept`: 60 emoji, both drawings of each, and 140 cliparts. `picture`: 140 Noto drawings of
    emoji whose Fluent drawing stays in the training set. `judge` is the other split, of the judge: it
    holds out some 280 concepts of its own, none of which is examined.
    """
    draw = random.Random(SPLIT_SEED)
    emoji = sorted({item["concept"] for item in items if item["source"] == "fluent"})
    noto = sorted({item["concept"] for item in items if item["source"] == "noto"} & set(emoji))
    clipart = sorted({item["concept"] for item in items if item["source"] == "openclipart"})
    concepts = set(draw.sample(emoji, 60)) | set(draw.sample(clipart, 140))
    pictures = set(draw.sample([concept for concept in noto if concept not in concepts], 140))
    concepts -= {item["concept"] for item in items if item["name"] in ASKED_FOR and item["source"] != "openclipart"}
    for item in items:
        if item["concept"] in concepts:
            item["split"] = "concept"
        elif item["concept"] in pictures and item["source"] == "noto":
            item["split"] = "picture"
        else:
            item["split"] = "train"
    judged = random.Random(JUDGE_SPLIT_SEED)
    examined = {word for prompt in json.loads(EXAM.read_text())["plain"] for word in prompt.lower().split()}
    known = {item["concept"] for item in items if examined & set(item["name"].split())}
    unseen = set(judged.sample(sorted({item["concept"] for item in items}), 300)) - known
    for item in items:
        item["judge"] = "concept" if item["concept"] in unseen else "train"


def main() -> None:
    found = shape_items() + emoji_items() + clipart_items()
    items = [item for item, _ in found]
    split(items)
    CACHE.mkdir(parents=True, exist_ok=True)
    np.save(CACHE / "pictures.npy", np.stack([picture for _, picture in found]))
    (CACHE / "items.json").write_text(json.dumps(items, indent=0))
    for source in ("shape", "fluent", "noto", "openclipart"):
        print(source, sum(item["source"] == source for item in items))
    for part in ("train", "concept", "picture"):
        print(part, sum(item["split"] == part for item in items))


if __name__ == "__main__":
    main()
