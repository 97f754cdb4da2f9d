"""Writes what the reference draws with the bundled sketcher, for the test BundledSketcherTest of io.github.congeal.internal.sketcher.

    python bundled_sketcher_fixture.py ../resources/io/github/congeal/internal/sketcher/bundled.safetensors

The reference is book.py and looking_up.py of training/, with the product's own files. To be run again whenever reader, book or sketcher change.

Only the first neighbour is shown. Of each prompt: N.meaning and N.words as the reader gives them; N.entries, N.likeness, N.style of its thing; N.uniforms [passes, 2, 1024];
N.passes [passes, 1024], the codes after each pass (-1 where undecided). The sketcher is computed by numpy in float64.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

import sketcher_fixtures

OUT = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(pathlib.Path(__file__).parents[4] / "training"))
from book import Book, Reader  # noqa: E402
from looking_up import look  # noqa: E402
from settings import RESOURCES  # noqa: E402

PROMPTS = ("an octopus", "a wolf")  # as they are in the book: what is repainted may be encoded otherwise
STYLE, BETTER = 1, 0.15
WAY = (8, 1.0, 0.5, 3.0)


def main():
    with safe_open(RESOURCES / "sketcher.safetensors", "np") as opened:
        sizes = json.loads(opened.metadata()["congeal.sketcher"])
        parts = {name: opened.get_tensor(name).astype(np.float64) for name in opened.keys()}
    reader = Reader(torch.device("cpu"))
    book = Book(reader)
    random, out = np.random.default_rng(3), {}
    for number, prompt in enumerate(PROMPTS):
        queries = reader.queries(list(look(prompt).phrases))
        style = torch.tensor([STYLE])
        entries, likeness = book.nearest(queries, style)
        if likeness[0, 2] > likeness[0, 0] + BETTER:
            style = book.style[entries[:, 2]]
            entries, likeness = book.nearest(queries, style)
        meaning, words = reader(reader.numbers([prompt]))
        keys = book.condition(entries, likeness)[0].double().numpy()
        near = np.full((3, sizes["side"] ** 2), -1)
        near[0] = book.codes[entries[0, 0]].numpy()
        about = [int(style), 1, meaning[0].double().numpy() * meaning.shape[1] ** 0.5, words[0].double().numpy(), near, keys]
        uniforms = random.random((WAY[0], 2, sizes["side"] ** 2)).astype(np.float32).astype(np.float64)
        passes, _, margin = sketcher_fixtures.sample(parts, sizes, *about, uniforms, WAY, random)
        print(prompt, [book.titles[entry] for entry in entries[0].tolist()], likeness.tolist(), f"the closest draw is {margin:.1e} from another")
        out |= {f"{number}.meaning": meaning[0].numpy(), f"{number}.words": words[0].numpy(), f"{number}.entries": entries[0].numpy().astype(np.int32),
                f"{number}.likeness": likeness[0].numpy(), f"{number}.style": style.numpy().astype(np.int32), f"{number}.passes": passes.astype(np.int16),
                f"{number}.uniforms": uniforms.astype(np.float32)}
    OUT.unlink(missing_ok=True)
    save_file({name: np.ascontiguousarray(value) for name, value in out.items()}, OUT, {"prompts": "\n".join(PROMPTS), "style": str(STYLE)})


main()
