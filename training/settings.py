"""Where the raw data, what is prepared of them and the runs lie."""

import os
from pathlib import Path

HOME = Path(os.environ.get("CONGEAL_TRAINING_HOME", Path.home() / ".cache" / "congeal-training"))
DRAWINGS = HOME / "drawings"
RUNS = HOME / "runs"
NODE_MODULES = Path(os.environ.get("CONGEAL_NODE_MODULES", "node_modules"))
CLIP_WORDS = Path(os.environ.get("CONGEAL_CLIP_WORDS", "clip-words"))
DEBIAN = Path(os.environ.get("CONGEAL_DEBIAN", "/"))  # the root below which Debian's packages lie
OPENCLIPART = DEBIAN / "usr/share/openclipart/svg"
WORDNET = DEBIAN / "usr/share/wordnet"
CLDR = DEBIAN / "usr/share/unicode/cldr/common"

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "core/src/main/resources/io/github/congeal/model/bundled"
MERGES = ROOT / "core/src/main/resources/io/github/congeal/internal/clip/merges.bin"
EXAM = ROOT / "training/exam.json"

BOOK = HOME / "book.npz"
RELATIVES = HOME / "relatives.tsv"
TILE = 64
