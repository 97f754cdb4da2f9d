"""Writes how drawings are cut out and recoloured, and which colours and places prompts name, for RecolouringTest and PaintTest of io.github.congeal.internal.sketcher.

    python layout_fixtures.py ../resources/io/github/congeal/internal/sketcher

The reference is layout.py of training/. `layouts.safetensors` has of each small picture N on white `N.picture` [S, S, 3], `N.cover` [S, S], `N.main` [3]
and, for some colours, `N.painted.COLOUR` [S, S, 3]; `named.csv` has prompts with the colour of their thing, that of their ground and their place.
"""

import pathlib
import sys

import numpy as np
from safetensors.numpy import save_file

sys.path.insert(0, str(pathlib.Path(__file__).parents[4] / "training"))
from colours import ALL  # noqa: E402
from layout import colour_of, cover, ground_of, main_colour, painted, place_of  # noqa: E402
from plans import PLACES  # noqa: E402

SIDE = 24
PAINTS = ("red", "turquoise", "black")
PHRASES = ("a red apple", "an orange", "an orange cat", "a golden retriever", "a golden key", "a dark red car", "the colour blue", "a light blue bird", "a black and a white horse",
           "a cute little pink pig", "a glass of red wine", "a gold medal", "a red panda", "a castle", "a big red", "a picture of a teal teapot", "a silver spoon", "a rose")
GROUNDS = ("a cat on a red background", "a cat against a dark blue wall", "an owl in front of a plain white background", "a cat with a yellow background", "a red cat on a table",
           "a cat on a red carpet", "a dragon over a sky blue ground", "a cat")


def disc(x, y, middle_x, middle_y, radius):
    """With a soft edge of a pixel."""
    return np.clip(radius - np.hypot(x - middle_x, y - middle_y) + 0.5, 0, 1)[..., None]


def pictures(random):
    """A face with white eyes inside and a dark outline; one that is grey; one of many hues that the border cuts; a dark one; one nearly all black."""
    y, x = np.mgrid[:SIDE, :SIDE] + 0.5
    white = np.ones((SIDE, SIDE, 3))

    def drawn(*discs):
        canvas = white
        for place, colour in discs:
            canvas = canvas + disc(x, y, *place) * (colour - canvas)
        return np.clip(canvas + 0.02 * (random.random(canvas.shape) - 0.5) * (canvas < 0.99), 0, 1)
    shading = (0.75 + 0.25 * (SIDE - y) / SIDE)[..., None]
    hues = np.stack([0.5 + 0.45 * np.sin(0.55 * x + k) for k in (0, 2.1, 4.2)], 2)
    outline, eye, pupil = np.full(3, 0.1), np.ones(3), np.full(3, 0.05)
    return [drawn(((12, 12, 10), outline), ((12, 12, 8.5), shading * (0.95, 0.7, 0.1)), ((9, 10, 2.5), eye), ((15, 10, 2.5), eye), ((9, 10, 1), pupil), ((15, 10, 1), pupil)),
            drawn(((12, 13, 9), shading * (0.62, 0.62, 0.64)), ((12, 9, 3), (0.9, 0.2, 0.2))),
            drawn(((4, 14, 12), hues)),
            drawn(((12, 12, 9), shading * (0.34, 0.22, 0.2)), ((12, 12, 6), (0.2, 0.21, 0.4)), ((12, 12, 3), (0.2, 0.4, 0.21))),
            drawn(((12, 12, 9), shading * 0.12)),
            drawn(((8, 12, 6), (0.2, 0.5, 0.9)), ((16, 12, 6), (0.85, 0.3, 0.5)), ((12, 18, 4), (0.3, 0.7, 0.3)))]


def main(folder):
    found = {}
    for number, picture in enumerate(pictures(np.random.default_rng(11))):
        picture = picture.astype(np.float32)
        exact, alpha = picture.astype(np.float64), cover(picture)
        found |= {f"{number}.picture": picture, f"{number}.cover": alpha, f"{number}.main": main_colour(exact, alpha)}
        for name in PAINTS:
            found[f"{number}.painted.{name}"] = painted(exact, alpha, np.array(ALL[name]) / 255)
    found = {name: np.ascontiguousarray(value, np.float32) for name, value in found.items()}
    folder.mkdir(parents=True, exist_ok=True)
    save_file(found, folder / "layouts.safetensors", {"pictures": str(number + 1)})
    prompts = [*PHRASES, *GROUNDS, *(f"a cat {phrase}" for phrases in PLACES.values() for phrase in phrases)]
    lines = []
    for prompt in prompts:
        place = place_of(prompt)
        lines.append(";".join([prompt, colour_of(prompt) or "-", ground_of(prompt) or "-", place[0].upper() if place else "-"]))
    (folder / "named.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
