"""Writes a tiny sketcher and what it computes, for the tests of io.github.congeal.internal.sketcher.

    python sketcher_fixtures.py ../resources/io/github/congeal/internal/sketcher

Two files: `sketcher.safetensors`, the weights with the metadata of a real one; `expected.safetensors`, inputs and results: `codes` (-1
where undecided), `style`, `arrangement`, `meaning`, `words`, `near` (-1 where left out), `keys`; `states` and `logits` of one pass, row by
row; `uniforms` [passes, 2, places] and the codes after each pass, `passes` [passes, places] (-1 where undecided) and `guesses`, once with
guidance and once without; `way`: passes, guidance, temperature, temperature of the places; `picture` and, made of it by torch's antialiased
bicubic, `resized.SIDE`. All is computed by numpy in float64.
"""

import json
import math
import pathlib
import sys

import numpy as np
import torch
from safetensors.numpy import save_file

SIZES = {"width": 32, "layers": 2, "heads": 2, "codes": 40, "side": 8, "code_width": 8, "out_width": 12, "words": 5, "word_width": 6,
         "meaning_width": 10, "neighbours": 3, "styles": 4, "arrangements": 3}
STYLES = ["any", "solid", "flat", "line"]
CLOSE = 3e-5
WAY = (4, 2.0, 0.9, 2.0)


def linear(x, parts, name):
    return x @ parts[f"{name}.weight"].T + parts[f"{name}.bias"]


def norm(x, parts, name):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(variance + 1e-5) * parts[f"{name}.weight"] + parts[f"{name}.bias"]


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def gelu(x):
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def block_numbers(side):
    """[side * side / 4, 4]: which codes, by rows, a block holds: top left, top right, bottom left, bottom right."""
    rows = np.arange(side * side).reshape(side // 2, 2, side // 2, 2)
    return rows.transpose(0, 2, 1, 3).reshape(-1, 4)


def states(parts, sizes, codes, style, arrangement, meaning, words, near, keys):
    """The states of the blocks, [places / 4, width]; -1 is the last row of the table of codes."""
    blocks, table = block_numbers(sizes["side"]), parts["code_embedding"]
    manner = parts["style_embedding"][style] + parts["arrangement_embedding"][arrangement]
    meant = linear(meaning, parts, "meaning_map")
    own = linear(table[codes[blocks]].reshape(len(blocks), -1), parts, "block_map")
    beside = linear(np.concatenate([table[one[blocks]].reshape(len(blocks), -1) for one in near], 1), parts, "neighbour_map")
    x = np.concatenate([manner[None], meant[None], linear(keys, parts, "key_map"), linear(words, parts, "word_map"), own + beside + manner + meant])
    x = x + parts["position_embedding"]
    for layer in range(sizes["layers"]):
        name = f"blocks.{layer}"
        q, k, v = linear(norm(x, parts, f"{name}.norm1"), parts, f"{name}.qkv").reshape(len(x), 3, sizes["heads"], -1).transpose(1, 2, 0, 3)
        attended = softmax(q @ k.transpose(0, 2, 1) / math.sqrt(q.shape[-1])) @ v
        x = x + linear(attended.transpose(1, 0, 2).reshape(len(x), -1), parts, f"{name}.out")
        x = x + linear(gelu(linear(norm(x, parts, f"{name}.norm2"), parts, f"{name}.fc1")), parts, f"{name}.fc2")
    return norm(x[-len(blocks):], parts, "norm_out")


def logits(parts, sizes, hidden, near):
    """[places, codes] by rows."""
    places, blocks = sizes["side"] ** 2, block_numbers(sizes["side"])
    out, gate = np.empty((places, sizes["out_width"])), np.empty((places, len(near)))
    out[blocks] = linear(hidden, parts, "code_map").reshape(len(blocks), 4, -1)
    gate[blocks] = linear(hidden, parts, "copy_gate").reshape(len(blocks), 4, -1)
    found = out @ parts["code_table"].T + parts["code_bias"]
    for number, one in enumerate(near):
        known = np.flatnonzero(one >= 0)
        found[known, one[known]] += gate[known, number]
    return found


def sample(parts, sizes, style, arrangement, meaning, words, near, keys, uniforms, way, random=None):
    """Codes and guesses [passes, places] after each pass, and how close a draw came to another. With `random`, uniform numbers that would be too
    close to call in float32 are drawn again, in place."""
    passes, guidance, temperature, choice = way
    places = sizes["side"] ** 2
    codes, after, guesses, margin = np.full(places, -1), [], [], 1.0
    for step in range(passes):
        found = logits(parts, sizes, states(parts, sizes, codes, style, arrangement, meaning, words, near, keys), near)
        if guidance != 1:
            without = logits(parts, sizes, states(parts, sizes, codes, style, arrangement, 0 * meaning, 0 * words, near, keys), near)
            found = without + guidance * (found - without)
        chance = softmax(found / temperature)
        cumulated = chance.cumsum(1)
        unknown = codes < 0
        wanted = uniforms[step, 0][:, None] * cumulated[:, -1:]
        while random is not None and (close := unknown & (abs(cumulated - wanted) < CLOSE).any(1)).any():
            uniforms[step, 0, close] = random.random(close.sum()).astype(np.float32)
            wanted = uniforms[step, 0][:, None] * cumulated[:, -1:]
        margin = min(margin, abs(cumulated - wanted)[unknown].min())
        drawn = np.minimum((cumulated <= wanted).sum(1), sizes["codes"] - 1)
        guess = np.where(unknown, drawn, codes)
        left = int(math.cos(math.pi / 2 * (step + 1) / passes) * places) if step + 1 < passes else 0
        gumbel = -np.log(-np.log(np.clip(uniforms[step, 1], 1e-6, 1 - 1e-6)))
        confidence = np.log(np.maximum(chance[np.arange(places), guess], 1e-20)) + choice * (1 - (step + 1) / passes) * gumbel
        order = np.argsort(np.where(unknown, confidence, np.inf), kind="stable")
        if 0 < left < unknown.sum():
            margin = min(margin, confidence[order[left]] - confidence[order[left - 1]])
        codes = guess.copy()
        codes[order[:left]] = -1
        after.append(codes)
        guesses.append(guess)
    return np.array(after), np.array(guesses), margin


def random_parts(sizes, random):
    width, block = sizes["width"], 4 * sizes["code_width"]
    shapes = {"code_embedding": (sizes["codes"] + 1, sizes["code_width"]),
              "position_embedding": (2 + sizes["neighbours"] + sizes["words"] + sizes["side"] ** 2 // 4, width),
              "style_embedding": (sizes["styles"], width), "arrangement_embedding": (sizes["arrangements"], width),
              "code_table": (sizes["codes"], sizes["out_width"]), "code_bias": (sizes["codes"],)}
    maps = {"block_map": (width, block), "neighbour_map": (width, sizes["neighbours"] * block), "meaning_map": (width, sizes["meaning_width"]),
            "word_map": (width, sizes["word_width"]), "key_map": (width, sizes["meaning_width"] + 1), "code_map": (4 * sizes["out_width"], width),
            "copy_gate": (4 * sizes["neighbours"], width)}
    norms = ["norm_out"]
    for layer in range(sizes["layers"]):
        norms += [f"blocks.{layer}.norm1", f"blocks.{layer}.norm2"]
        maps |= {f"blocks.{layer}.{name}": shape for name, shape in
                 {"qkv": (3 * width, width), "out": (width, width), "fc1": (4 * width, width), "fc2": (width, 4 * width)}.items()}
    parts = {name: 0.5 * random.standard_normal(shape) for name, shape in shapes.items()}
    for name, shape in maps.items():
        parts |= {f"{name}.weight": random.standard_normal(shape) / shape[1] ** 0.5, f"{name}.bias": 0.2 * random.standard_normal(shape[0])}
    for name in norms:
        parts |= {f"{name}.weight": 1 + 0.2 * random.standard_normal(width), f"{name}.bias": 0.2 * random.standard_normal(width)}
    parts["copy_gate.bias"] += 2
    return {name: numbers.astype(np.float16) for name, numbers in parts.items()}


def resized(picture, side):
    tensor = torch.from_numpy(picture).permute(2, 0, 1)[None]
    return torch.nn.functional.interpolate(tensor, (side, side), mode="bicubic", antialias=True, align_corners=False)[0].permute(1, 2, 0).contiguous().numpy()


def main(folder):
    random, places = np.random.default_rng(5), SIZES["side"] ** 2
    stored = random_parts(SIZES, random)
    parts = {name: numbers.astype(np.float64) for name, numbers in stored.items()}
    near = random.integers(0, SIZES["codes"], (3, places))
    near[2] = -1
    given = {"codes": np.where(random.random(places) < 0.6, -1, random.integers(0, SIZES["codes"], places)), "style": np.array([2]),
             "arrangement": np.array([1]), "meaning": random.standard_normal(10), "words": random.standard_normal((5, 6)), "near": near,
             "keys": random.standard_normal((3, 11)), "uniforms": random.random((WAY[0], 2, places)), "way": np.array(WAY),
             "picture": random.random((24, 24, 3))}
    given = {name: value.astype(np.float32) if value.dtype == np.float64 else value.astype(np.int32) for name, value in given.items()}
    about = [2, 1, *(given[name].astype(np.float64) if name != "near" else near for name in ("meaning", "words", "near", "keys"))]
    hidden = states(parts, SIZES, given["codes"], *about)
    uniforms = given["uniforms"].astype(np.float64)
    guided, guided_guesses, first = sample(parts, SIZES, *about, uniforms, WAY)
    plain, plain_guesses, second = sample(parts, SIZES, *about, uniforms, (WAY[0], 1.0, *WAY[2:]))
    assert min(first, second) > 1e-6, "a draw is too close to call in float32: take another seed"
    expected = {"states": hidden, "logits": logits(parts, SIZES, hidden, near), "guided.passes": guided, "guided.guesses": guided_guesses,
                "plain.passes": plain, "plain.guesses": plain_guesses, "resized.11": resized(given["picture"], 11),
                "resized.23": resized(given["picture"], 23)}
    expected = {name: value.astype(np.float32) if value.dtype.kind == "f" else value.astype(np.int32) for name, value in expected.items()}
    folder.mkdir(parents=True, exist_ok=True)
    save_file(stored, folder / "sketcher.safetensors", {"congeal.sketcher": json.dumps(SIZES), "styles": json.dumps(STYLES)})
    save_file(given | expected, folder / "expected.safetensors")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
