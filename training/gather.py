"""Gathers openly licensed drawings and their words into `drawings/`; run by `prepare.py`.

Drawings come as SVG, to be rendered later, or as WebP of at most 256 pixels. The folder holds `items.xz` (what each shows: name,
keywords, source, concept, split, category), `svg.xz` and `webp.bin`.
"""

import html
import io
import json
import lzma
import random
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image

from drawings import SIDE, fitted, render
from settings import CLDR, DRAWINGS, NODE_MODULES, OPENCLIPART, WORDNET
from shapes import draw_shapes
from wordnet import WordNet

SPLIT_SEED = 2021
HELD_EMOJI, HELD_CLIPARTS, HELD_NOTO = 60, 140, 140
# Drawn to be held out, but a model has to know them.
ASKED_FOR = {"alien", "bear", "bomb", "cat", "dog", "fairy", "jellyfish", "mosquito", "tornado", "turkey"}
CLIPART_SIDE = 200
QUALITY = {"fluent": 62, "gradient": 62, "openclipart": 55, "shape": 80}
ICON_SETS = {"flat": "fluent-emoji-flat", "noto": "noto", "noto1": "noto-v1", "twemoji": "twemoji", "emojione": "emojione",
             "fxemoji": "fxemoji", "meteocons": "meteocons", "flatcolor": "flat-color-icons"}
SKIN_TONES = {f"{tone:x}" for tone in range(0x1F3FB, 0x1F400)}
_TONED = re.compile(r"skin-tone|-(light|medium|dark|medium-light|medium-dark)$|(light|medium|dark)-(person|man|woman)")
MOST_OF_A_TITLE = 10  # a title borne by more pictures names a collection, not what is seen
LEAST_COVERED = 0.05
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


def emoji_keys() -> dict[str, str]:
    """The icon sets' names of emoji to code points."""
    keys: dict[str, str] = {}
    for package in ("twemoji", "noto", "fluent-emoji-flat"):
        for key, name in json.loads((NODE_MODULES / "@iconify-json" / package / "chars.json").read_text()).items():
            keys.setdefault(name, point_key(key))
    return keys


def webp(picture: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    picture.convert("RGBA").save(stream, "webp", quality=quality, alpha_quality=70, method=5)
    return stream.getvalue()


def emoji_3d(words: dict) -> list[tuple[dict, bytes]]:
    found = []
    for file in sorted((NODE_MODULES / "@lobehub/fluent-emoji-3d/assets").iterdir()):
        key = point_key(file.stem)
        if not SKIN_TONES & set(key.split("-")) and key in words:
            item = {"source": "fluent", "concept": f"emoji {key}", "name": words[key][0], "keywords": words[key][1]}
            found.append((item, webp(fitted(Image.open(file), SIDE, Image.Resampling.BOX), QUALITY["fluent"])))
    return found


def icons(source: str, package: str, words: dict, keys: dict[str, str]) -> list[tuple[dict, str]]:
    """The drawings of one icon set as SVG; those that are emoji share their concept with other sets."""
    listed = json.loads((NODE_MODULES / "@iconify-json" / package / "icons.json").read_text())
    by_name = {re.sub(r"[^a-z0-9]", "", unicodedata.name(chr(c), "").lower()): f"{c:04x}" for c in range(0x2000, 0x1FB00)}
    found = []
    for name, icon in listed["icons"].items():
        key = keys.get(name) or (by_name.get(name) if source == "fxemoji" else None)
        if _TONED.search(name) or (key and SKIN_TONES & set(key.split("-"))) or name.startswith("flag"):
            continue
        if key and key in words:
            about = {"concept": f"emoji {key}", "name": words[key][0], "keywords": words[key][1]}
        elif source in ("meteocons", "flatcolor"):
            plain = clean(re.sub(r"-fill$|-", " ", name))
            if not plain or source == "meteocons" and not name.endswith("-fill"):
                continue
            about = {"concept": f"{source} {name}", "name": plain, "keywords": []}
        else:
            continue
        left, top = icon.get("left", 0), icon.get("top", 0)
        width, height = (icon.get(side, listed.get(side, 16)) for side in ("width", "height"))
        body = re.sub(r"<animate.*?(/>|</animate\w*>)", "", icon["body"])
        svg = (f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
               f'viewBox="{left} {top} {width} {height}" width="{SIDE}" height="{SIDE}">{body}</svg>')
        found.append(({"source": source} | about, svg))
    return found


def gradient_emoji(words: dict, keys: dict) -> list[tuple[dict, bytes]]:
    """Fluent's drawings with gradients are slow to render, so they are rendered here."""
    with ThreadPoolExecutor(2) as pool:
        drawn = icons("gradient", "fluent-emoji", words, keys)
        return [(item, webp(fitted(picture), QUALITY["gradient"])) for (item, _), picture in zip(drawn, pool.map(lambda entry: rendered(entry[1]), drawn)) if picture]


def rendered(svg: str, width: int | None = None) -> Image.Image | None:
    try:
        return render(svg, width)
    except ValueError:
        return None


def clipart_words(file: Path) -> tuple[str, list[str]]:
    """Title and keywords out of the file's own metadata, with the folders it lies in."""
    text = file.read_text(errors="ignore")
    title = re.search(r"<dc:title>([^<]*)</dc:title>", text)
    keywords = re.findall(r"<rdf:li[^>]*>([^<]+)</rdf:li>", text)
    folders = [part for part in file.relative_to(OPENCLIPART).parts[:-1]]
    name = clean(title.group(1)) if title else ""
    stem = clean(re.sub(r"_[a-z]+_[a-z]*_[0-9]*$", "", file.stem))
    return name or stem, unique(keywords + list(reversed(folders)))


def cliparts(visible: set[str]) -> list[tuple[dict, bytes]]:
    """Those whose title is a noun for what can be seen."""
    files = sorted({file.name: file for file in OPENCLIPART.rglob("*.svg") if file.is_file() and not file.is_symlink()}.values())
    named = [(file, *clipart_words(file)) for file in files]
    titles = Counter(name for _, name, _ in named)
    chosen = [one for one in named if one[1] in visible and titles[one[1]] <= MOST_OF_A_TITLE]
    with ThreadPoolExecutor(2) as pool:
        pictures = list(pool.map(lambda one: rendered(one[0].read_text(errors="ignore"), 2 * SIDE), chosen))
    found = []
    for (file, name, keywords), picture in zip(chosen, pictures):
        if picture and (np.asarray(fitted(picture, CLIPART_SIDE))[..., 3] > 32).mean() >= LEAST_COVERED:
            item = {"source": "openclipart", "concept": f"clipart {file.stem}", "name": name, "keywords": keywords}
            found.append((item, webp(fitted(picture, CLIPART_SIDE, Image.Resampling.BOX), QUALITY["openclipart"])))
    return found


def shapes() -> list[tuple[dict, bytes]]:
    return [({"source": "shape", "concept": f"shape {name}", "name": name, "keywords": []},
             webp(Image.fromarray(picture).resize((SIDE, SIDE), Image.Resampling.BICUBIC), QUALITY["shape"]))
            for name, picture in draw_shapes().items()]


def split(items: list[dict], noto: set[str]) -> None:
    """Marks what the product's networks never see.

    `concept`: some emoji, in all drawings, and some cliparts. `picture`: the Noto drawings of some emoji whose other drawings stay.
    """
    draw = random.Random(SPLIT_SEED)
    emoji = sorted({item["concept"] for item in items if item["source"] == "fluent"})
    clipart = sorted({item["concept"] for item in items if item["source"] == "openclipart"})
    concepts = set(draw.sample(emoji, HELD_EMOJI)) | set(draw.sample(clipart, HELD_CLIPARTS))
    pictures = set(draw.sample([concept for concept in sorted(noto & set(emoji)) if concept not in concepts], HELD_NOTO))
    concepts -= {item["concept"] for item in items if item["name"] in ASKED_FOR and item["source"] != "openclipart"}
    for item in items:
        held = "concept" if item["concept"] in concepts else "train"
        item["split"] = "picture" if item["concept"] in pictures and item["source"] in ("noto", "noto1") else held


def main() -> None:
    words, keys = emoji_words(), emoji_keys()
    visible = set(WordNet(WORDNET).explanations())
    drawn = [entry for source, package in ICON_SETS.items() for entry in icons(source, package, words, keys)]
    print("svg", len(drawn), flush=True)
    rastered = shapes() + emoji_3d(words)
    print("3d", len(rastered), flush=True)
    rastered += gradient_emoji(words, keys)
    print("gradient", len(rastered), flush=True)
    rastered += cliparts(visible)
    items = [item for item, _ in drawn + rastered]
    listed = json.loads((NODE_MODULES / "emoji-datasource-google/emoji.json").read_text())
    split(items, {f"emoji {point_key(entry['unified'])}" for entry in listed if entry["has_img_google"]})
    category = {point_key(entry["unified"]): entry["category"] for entry in listed}
    for item in items:
        if item["concept"].startswith("emoji"):
            item["category"] = category.get(item["concept"][6:], "Symbols")
    DRAWINGS.mkdir(parents=True, exist_ok=True)
    (DRAWINGS / "svg.xz").write_bytes(lzma.compress("\0".join(svg for _, svg in drawn).encode()))
    (DRAWINGS / "webp.bin").write_bytes(b"".join(data for _, data in rastered))
    about = json.dumps({"svg": len(drawn), "webp": [len(data) for _, data in rastered], "items": items, "visible": sorted(visible)})
    (DRAWINGS / "items.xz").write_bytes(lzma.compress(about.encode()))
    print(Counter(item["source"] for item in items), Counter(item["split"] for item in items))


if __name__ == "__main__":
    main()
