"""Packs a book for the product: `python pack_book.py book.npz book.safetensors --relatives relatives.tsv [--without twemoji emojione]`. Numpy alone.

`book.npz` holds of N drawings `rows`, `codes` [N, places], `style`, `source`, and of their names and keywords `text` and `owner`, each drawing's own name
first. What comes out is what `BookFile` in core reads: codes of ten bits, the lower eight apart from the upper two of four codes each, so that a jar's
compression finds what is alike; each text once; what `relatives.py` found for words that the book does not know; and in the metadata the sets of drawings with their licences, those that are used.
"""

import argparse
import json
from pathlib import Path

import numpy as np

SETS = {
    "fluent": ("Fluent emoji 3D (Microsoft)", "MIT"),
    "gradient": ("Fluent emoji with gradients (Microsoft)", "MIT"),
    "flat": ("Fluent emoji, flat (Microsoft)", "MIT"),
    "noto": ("Noto emoji (Google)", "Apache-2.0"),
    "noto1": ("Noto emoji, first version (Google)", "Apache-2.0"),
    "twemoji": ("Twemoji (Twitter and contributors)", "CC BY 4.0"),
    "emojione": ("EmojiOne 2 (EmojiOne)", "CC BY 4.0"),
    "fxemoji": ("Firefox OS emoji (Mozilla)", "Apache-2.0"),
    "openclipart": ("Open Clip Art 0.18", "public domain"),
    "flatcolor": ("Flat Color Icons (Icons8)", "MIT"),
    "meteocons": ("Meteocons (Bas Milius)", "MIT"),
    "shape": ("plain shapes", "MIT"),
}
BITS = 10


def packed(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lower eight bits of each, and the upper two of four each, those of the first lowest."""
    if codes.min() < 0 or codes.max() >= 1 << BITS:
        raise SystemExit(f"codes of {codes.min()} to {codes.max()} do not fit into {BITS} bits")
    upper = (codes >> 8).reshape(len(codes), -1, 4)
    return (codes & 255).astype(np.uint8), (upper << np.array([0, 2, 4, 6])).sum(2).astype(np.uint8)


def save(file: Path, tensors: dict[str, np.ndarray], metadata: dict[str, str]) -> None:
    """Safetensors, the larger elements first so that all are aligned."""
    kinds = {np.dtype(np.uint16): "U16", np.dtype(np.uint8): "U8"}
    header, data = {"__metadata__": metadata}, b""
    for name, tensor in sorted(tensors.items(), key=lambda item: -item[1].itemsize):
        raw = tensor.tobytes()
        header[name] = {"dtype": kinds[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(len(text).to_bytes(8, "little") + text + data)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("book", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--relatives", type=Path, required=True, help="lines of a word, a tab and a drawing's name")
    parser.add_argument("--without", nargs="*", default=[], choices=SETS)
    options = parser.parse_args()
    stored = np.load(options.book)
    kept = np.flatnonzero(~np.isin(stored["source"], options.without))
    names = [name for name in SETS if name in set(stored["source"][kept].tolist())]
    keys: dict[int, list[str]] = {int(number): [] for number in kept}
    for text, owner in zip(stored["text"].tolist(), stored["owner"].tolist()):
        if owner in keys:
            keys[owner].append(text)
    numbers = {text: number for number, text in enumerate(dict.fromkeys(text for texts in keys.values() for text in texts))}
    lower, upper = packed(stored["codes"][kept].astype(np.int64))
    save(options.out, {
        "codes.lower": lower,
        "codes.upper": upper,
        "style": stored["style"][kept].astype(np.uint8),
        "set": np.array([names.index(name) for name in stored["source"][kept]], np.uint8),
        "row": stored["rows"][kept].astype(np.uint16),
        "keys.count": np.array([len(texts) for texts in keys.values()], np.uint8),
        "keys.text": np.array([numbers[text] for texts in keys.values() for text in texts], np.uint16),
        "relatives": np.frombuffer(options.relatives.read_bytes(), np.uint8),
        "texts": np.frombuffer("".join(f"{text}\n" for text in numbers).encode(), np.uint8),
    }, {"congeal.book": "\n".join("\t".join((name, *SETS[name])) for name in names)})
    print(f"{len(kept)} drawings, {len(numbers)} texts, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
