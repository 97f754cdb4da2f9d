"""WordNet's nouns: which can be seen, what they mean, and how near their senses are."""

import re
from pathlib import Path

# Its files of nouns for what can be seen: animals, artefacts, bodies, food, natural objects, people, phenomena, plants, shapes, substances.
VISIBLE = {"05", "06", "08", "13", "17", "18", "19", "20", "25", "27"}
_SEEN_SENSES = 3  # so many first senses of a word are looked at
_GLOSS_WORDS = 14


class WordNet:
    def __init__(self, folder: Path) -> None:
        self.up: dict[str, list[str]] = {}
        self.file: dict[str, str] = {}
        self.gloss: dict[str, str] = {}
        self.word: dict[str, str] = {}  # the first of each synset
        for line in (folder / "data.noun").read_text().splitlines():
            if line.startswith(" "):
                continue
            head, _, gloss = line.partition(" | ")
            parts = head.split()
            offset, at = parts[0], 4 + 2 * int(parts[3], 16)
            pointers = parts[at + 1:]
            self.file[offset], self.word[offset] = parts[1], parts[4].replace("_", " ")
            self.up[offset] = [pointers[4 * k + 1] for k in range(int(parts[at])) if pointers[4 * k] in ("@", "@i")]
            self.gloss[offset] = gloss.split(";")[0].strip().strip('"')
        self.senses: dict[str, list[str]] = {}
        for line in (folder / "index.noun").read_text().splitlines():
            if not line.startswith(" "):
                parts = line.split()
                self.senses[parts[0].replace("_", " ")] = parts[-int(parts[2]):]
        self.chains: dict[str, dict[str, int]] = {}
        self.depths: dict[str, int] = {}

    def nouns(self) -> list[str]:
        """Those of one or two words."""
        return [word for word in self.senses if re.fullmatch(r"[a-z][a-z'-]+( [a-z][a-z'-]+)?", word)]

    def explanations(self) -> dict[str, str]:
        """Nouns whose first sense can be seen, each with its kind and its gloss: "a kind of drum, a shallow drum with ..."."""
        found = {}
        for word, (first, *_) in self.senses.items():
            if self.file[first] in VISIBLE:
                kind = f"a kind of {self.word[self.up[first][0]]}, " if self.up[first] else ""
                found[word] = kind + " ".join(self.gloss[first].split()[:_GLOSS_WORDS])
        return found

    def visible(self, word: str) -> list[str]:
        """Those of the first senses that can be seen."""
        return [sense for sense in self.senses.get(word, ())[:_SEEN_SENSES] if self.file[sense] in VISIBLE]

    def sense(self, word: str, files: tuple[str, ...] = ()) -> str | None:
        """The first that can be seen, and that is in one of these files if any is."""
        found = [sense for sense in self.senses.get(word, ()) if self.file[sense] in VISIBLE]
        return next((sense for sense in found if self.file[sense] in files), found[0] if found and found[0] in self.senses[word][:2] else None)

    def chain(self, offset: str) -> dict[str, int]:
        """Everything that it is a kind of, with the number of steps to it."""
        if offset not in self.chains:
            found, front, far = {offset: 0}, [offset], 0
            while front:
                far += 1
                front = [up for one in front for up in self.up[one] if up not in found]
                found.update({one: far for one in front})
            self.chains[offset] = found
        return self.chains[offset]

    def depth(self, offset: str) -> int:
        if offset not in self.depths:
            self.depths[offset] = 1 + max((self.depth(up) for up in self.up[offset]), default=0)
        return self.depths[offset]
