"""The figures that docs/performance.md reports, measured one by one and held against what was promised.

    mvn -q -Dmaven.test.skip package
    python3 benchmarks/figures.py                  # all but the comparison: about half an hour on two cores
    python3 benchmarks/figures.py --only start steady
    .venv/bin/python benchmarks/figures.py --only pytorch      # needs benchmarks/requirements.txt

Each figure has its own runs of `congeal.jar benchmark`, one after the other, each in a process of its own.
"""

import argparse
import statistics
import sys
from pathlib import Path

import compare
import congeal

PUBLISHED = "imagenet_f16_16384+ViT-B/32"
GRID = [
    ("256x256", 16, "imagenet_f16_16384+ViT-B/32"),
    ("480x480", 64, "imagenet_f16_16384+ViT-B/32"),
    ("768x512", 32, "imagenet_f16_1024+ViT-B/32"),
    ("256x256", 8, "imagenet_f16_1024+RN50"),
    ("480x320", 32, "imagenet_f16_1024+RN50"),
    ("256x256", 32, "imagenet_f16_16384+ViT-B/16"),
    ("256x256", 16, "gumbel_f8_8192+ViT-B/32"),
    ("480x480", 64, "gumbel_f8_8192+ViT-B/32"),
    ("192x192", 16, "bundled"),
    ("480x480", 64, "bundled"),
]


class Figures:
    """The runs behind the figures; a run that two figures need is made once."""

    def __init__(self, jar):
        self.jar = jar
        self.runs = {}

    def run(self, size, cutouts, models=PUBLISHED, iterations=3):
        key = size, cutouts, models, iterations
        if key not in self.runs:
            which = ["--model", models] if models == "bundled" else ["--models", models]
            options = ["--size", size, "--cutouts", cutouts, *which, "--iterations", iterations]
            self.runs[key] = congeal.measure(*options, jar=self.jar)
        return self.runs[key]

    def pytorch(self):
        """A whole iteration, and the memory of it, against PyTorch."""
        compare.require_pytorch()
        found = compare.compare("480x480", 64, PUBLISHED, iterations=2, rounds=2, jar=self.jar)
        ours, theirs = found["seconds"]
        row("iteration against PyTorch", f"{ours:.2f} s / {theirs:.2f} s = {ours / theirs:.2f}", ours / theirs, at_most(0.6, 0.4))
        ours, theirs = found["bytes"]
        row("memory against PyTorch", f"{giga(ours)} / {giga(theirs)} = {ours / theirs:.2f}", ours / theirs, at_most(0.4, 0.25))

    def peak(self):
        """The share of the machine's peak."""
        found = self.run("480x480", 64)
        share = found["shareOfPeak"]
        speeds = f"{found['gflopsReached']:.0f} of {found['peakGflops']:.0f} GFLOP/s"
        row("share of the measured peak", f"{100 * share:.0f} % ({speeds})", 100 * share, at_least(60, 80, " %"))

    def memory(self):
        """Peak resident memory at two sizes."""
        for size, iterations, must, aim in (("480x480", 3, 3.0, 2.2), ("1024x1024", 1, 9.0, 5.0)):
            peak = self.run(size, 64, iterations=iterations)["peakResidentBytes"] / 1e9
            row(f"peak resident at {size}", f"{peak:.2f} GB", peak, at_most(must, aim, " GB"))

    def growth(self):
        """Seconds per pixel, large against small; CLIP's part is the same at both, so the decoder's is told too."""
        small, large = self.run("256x256", 64), self.run("1024x1024", 64, iterations=1)
        whole = large["secondsPerIteration"] / small["secondsPerIteration"] / 16
        decoder = sum(decoding(large)) / sum(decoding(small)) / 16
        row("seconds per pixel, 256² to 1024²", f"{whole:.2f}x", whole, at_most(1.15, 1, "x"))
        row("the same of the decoder alone", f"{decoder:.2f}x", decoder, at_most(1.15, 1, "x"))

    def cutouts(self):
        """Memory against the number of cutouts."""
        few, many = (self.run("256x256", count, iterations=1)["peakResidentBytes"] for count in (16, 128))
        row("memory, 16 to 128 cutouts", f"{giga(few)} to {giga(many)}: {change(few, many)}", percent(few, many), at_most(3, unit=" %"))

    def steady(self):
        """Resident memory after many iterations."""
        for size, models in (("64x64", "bundled"), ("128x128", PUBLISHED)):
            resident = self.run(size, 4, models, iterations=1000)["residentBytes"]
            # The mean of fifty, as each may be taken just before the collector looks, or just after.
            early, late = statistics.mean(resident[9:59]), statistics.mean(resident[950:])
            name = f"resident after 1000 iterations, {size}, {models}"
            row(name, f"{giga(early)} to {giga(late)}: {change(early, late)}", percent(early, late), at_most(2, unit=" %"))

    def start(self):
        """From the start of the JVM to the first frame, the median of five."""
        size = congeal.measure("--model", "bundled", "--iterations", 1, jar=self.jar)  # warms the cache
        seconds = [
            congeal.measure("--model", "bundled", "--iterations", 1, jar=self.jar)["secondsToFirstFrame"] for _ in range(5)
        ]
        name = f"start to first frame, bundled, {size['width']}²"
        row(name, f"{statistics.median(seconds):.2f} s", statistics.median(seconds), at_most(3, 1.5, " s"))

    def estimate(self):
        """What the engine says beforehand against what is then measured."""
        for size, cutouts, models in GRID:
            found = self.run(size, cutouts, models, iterations=3 if (size, cutouts, models) == ("480x480", 64, PUBLISHED) else 1)
            estimated, measured = found["estimatedBytes"], found["peakResidentBytes"]
            name = f"estimate, {size}, {cutouts}, {models}"
            row(name, f"{giga(estimated)} for {giga(measured)}: {change(measured, estimated)}", abs(percent(measured, estimated)), at_most(15, unit=" %"))


def decoding(found):
    return found["parts"]["decode"], found["parts"]["decodeBackward"]


def giga(count):
    return f"{count / 1e9:.2f} GB"


def percent(before, after):
    return 100 * (after / before - 1)


def change(before, after):
    return f"{percent(before, after):+.1f} %"


def at_most(must, aim=None, unit=""):
    return must, aim, unit, lambda found, bound: found <= bound


def at_least(must, aim=None, unit=""):
    return must, aim, unit, lambda found, bound: found >= bound


def row(what, measured, found, bounds):
    must, aim, unit, holds = bounds
    texts = [f"{bound:g}{unit}" if bound is not None else "" for bound in (must, aim)]
    reached = "**no**" if not holds(found, must) else "must" if aim is None or not holds(found, aim) else "aim"
    print(f"| {what} | {measured} | {' | '.join(texts)} | {reached} |", flush=True)


def main():
    names = [name for name in vars(Figures) if not name.startswith("_") and name != "run"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=names, default=[name for name in names if name != "pytorch"])
    parser.add_argument("--jar", type=Path, default=congeal.JAR)
    arguments = parser.parse_args()
    if not Path("/proc/self/status").exists():
        sys.exit("memory can be measured on Linux only")
    figures = Figures(arguments.jar)
    print("| what | measured | must | aim | reached |\n|---|---|---|---|---|", flush=True)
    for name in arguments.only:
        getattr(figures, name)()


if __name__ == "__main__":
    main()
