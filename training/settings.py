"""Where the raw data, the cache and the runs lie, and the seed of the held-out split."""

import os
from pathlib import Path

HOME = Path(os.environ.get("CONGEAL_TRAINING_HOME", Path.home() / ".cache" / "congeal-training"))
CACHE = HOME / "cache"
RUNS = HOME / "runs"
NODE_MODULES = Path(os.environ.get("CONGEAL_NODE_MODULES", "node_modules"))
CLIP_WORDS = Path(os.environ.get("CONGEAL_CLIP_WORDS", "clip-words"))
OPENCLIPART = Path("/usr/share/openclipart/svg")
WORDNET = Path("/usr/share/wordnet")
CLDR = Path("/usr/share/unicode/cldr/common")
RESOURCES = (
    Path(__file__).resolve().parent.parent
    / "core/src/main/resources/io/github/congeal/model/bundled"
)

EXAM = Path(__file__).resolve().parent / "exam.json"
SPLIT_SEED = 2021
JUDGE_SPLIT_SEED = 4242
PICTURE_SIZE = 128
TILE = 64
