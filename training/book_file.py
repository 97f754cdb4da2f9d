"""The book as the product reads it (`BookFile` in core): `pack` and `unpack`.

Codes of ten bits, the lower eight bits separate from the upper two bits of four codes each, which compresses better; each text once; the
relatives; and in the metadata the sets of drawings with their licences, those that are used.
"""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from settings import BOOK, RELATIVES

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
CODE_BITS = 10


def packed(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lower eight bits of each, and the upper two of four each, those of the first lowest."""
    if codes.min() < 0 or codes.max() >= 1 << CODE_BITS:
        raise SystemExit(f"codes of {codes.min()} to {codes.max()} do not fit into {CODE_BITS} bits")
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


def pack(out: Path) -> None:
    stored = np.load(BOOK)
    sources, owner = stored["source"].tolist(), stored["owner"]
    names = [name for name in SETS if name in set(sources)]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(stored["text"].tolist()))}
    lower, upper = packed(stored["codes"].astype(np.int64))
    save(out, {
        "codes.lower": lower,
        "codes.upper": upper,
        "style": stored["style"].astype(np.uint8),
        "set": np.array([names.index(source) for source in sources], np.uint8),
        "row": stored["rows"].astype(np.uint16),
        "keys.count": np.bincount(owner).astype(np.uint8),
        "keys.text": np.array([numbers[text] for text in stored["text"].tolist()], np.uint16),
        "relatives": np.frombuffer(RELATIVES.read_bytes(), np.uint8),
        "texts": np.frombuffer("".join(f"{text}\n" for text in numbers).encode(), np.uint8),
    }, {"congeal.book": "\n".join("\t".join((name, *SETS[name])) for name in names)})


def unpack(file: Path) -> dict[str, np.ndarray]:
    """Of N drawings `rows`, `style` [N] and `codes` [N, 1024]; of their keys `text` and `owner`, each drawing's own name first."""
    stored = load_file(file)
    lower, upper, counts = (stored[name].astype(np.int64) for name in ("codes.lower", "codes.upper", "keys.count"))
    codes = lower | ((upper[:, :, None] >> np.array([0, 2, 4, 6])) & 3).reshape(lower.shape) << 8
    texts = np.array(stored["texts"].tobytes().decode().split("\n")[:-1])
    return {"rows": stored["row"], "style": stored["style"], "codes": codes, "text": texts[stored["keys.text"]], "owner": np.repeat(np.arange(len(counts)), counts)}
