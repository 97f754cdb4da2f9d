"""Writes how prompts are parsed, for the test CompositionTest of io.github.congeal.internal.sketcher.

    python composition_fixtures.py ../resources/io/github/congeal/internal/sketcher/compositions.csv

The reference is looking_up.py of training/. A line has the prompt, its things between slashes, their
count, whether they are stacked, and of the first thing the subject with and without what it comes with.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[4] / "training"))
from looking_up import look, subjects  # noqa: E402
from prompts import DEMO, exam  # noqa: E402

OTHERS = ("two red apples and a cat in the snow", "a picture of the sun above a house", "a cat under a tree", "five fish", "a pair of old boots", "a dog beside a cat",
          "A Red, Shiny Apple!", "a sun icon", "three cute little mice", "a red and white cat", "a cat with a hat and a scarf", "a fish & a bird", "a bird on top of a house",
          "a house below the moon", "two geese", "six potatoes", "in the forest", "a wooden chair next to a table at night", "the colour red", "red", "a", "a 3d icon", "four boxes",
          "an owl and an eagle in space", "clipart of a rose", "a black and a white horse", "a bottle of wine", "a glass of water on a table", "Ärger", "")


def main(file):
    lines = []
    for prompt in dict.fromkeys([*DEMO, *(prompt for part in exam().values() for prompt in part), *OTHERS]):
        found = look(prompt)
        lines.append(";".join([prompt, "/".join(found.phrases), str(found.count), str(found.stacked).lower(), *subjects(found.phrases[0])]))
    file.write_text("\n".join(lines) + "\n")


main(pathlib.Path(sys.argv[1]))
