"""Congeal and PyTorch side by side: the same step, the same shapes, as many threads, in turns.

    python -m venv .venv && .venv/bin/pip install -r benchmarks/requirements.txt
    mvn -q -Dmaven.test.skip package
    .venv/bin/python benchmarks/compare.py

Each runs in a process of its own, by turns, so that a machine that gets slower or faster hits both. The first iteration
of a process is not counted.

With `--best` PyTorch runs in whatever way may be faster than the notebooks', on the CPU, and Congeal is held against each, as
exactly as it computes by default and with `--precision fast`, which is bf16 where the processor multiplies that.

With `--device cuda` both compute on an NVIDIA GPU, and PyTorch in three variants: as the notebooks run it, with all cutouts at
once in TF32, and the latter as a CUDA graph. Congeal computes as exactly as it does by default, and in bf16.
"""

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
from pathlib import Path

import congeal

STEP = Path(__file__).with_name("pytorch_step.py")
TOGETHER = ["--variant", "batched", "--channels-last"]
BEST = {
    "as the notebooks run it": [],
    "channels last": ["--channels-last"],
    "all cutouts at once": ["--variant", "batched"],
    "both": TOGETHER,
    "both, compiled": [*TOGETHER, "--compile"],
    "both, in bfloat16": [*TOGETHER, "--bfloat16"],
}
NEEDED = {"torch": "torch", "kornia": "kornia", "taming": "taming-transformers-rom1504", "clip": "openai-clip"}


def require_pytorch():
    missing = [package for module, package in NEEDED.items() if importlib.util.find_spec(module) is None]
    if missing:
        sys.exit(
            f"this Python lacks {', '.join(missing)}; install what the comparison needs with: "
            "pip install -r benchmarks/requirements.txt"
        )


def pytorch(work, threads, *how):
    command = [sys.executable, str(STEP), *work, "--threads", str(threads), *how]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        sys.exit("the PyTorch side failed")
    return json.loads(result.stdout.splitlines()[-1])  # taming prints too


def compare(size, cutouts, models, iterations, rounds, channels_last=False, jar=congeal.JAR):
    """The medians of all rounds: seconds per iteration and peak resident bytes of both."""
    work = ["--size", size, "--cutouts", str(cutouts), "--models", models, "--iterations", str(iterations)]
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(congeal.measure(*work, jar=jar))
        theirs.append(pytorch(work, ours[0]["threads"], *["--channels-last"] * channels_last))
    return {
        "version": theirs[0]["version"],
        "threads": ours[0]["threads"],
        "seconds": (
            statistics.median(run["secondsPerIteration"] for run in ours),
            statistics.median(second for run in theirs for second in run["secondsOfIterations"]),
        ),
        "bytes": (
            max(run["peakResidentBytes"] or 0 for run in ours),
            max(run["peakResidentBytes"] or 0 for run in theirs),
        ),
        "congeal": ours,
    }


def milliseconds(run):
    """The median of an iteration."""
    if "secondsPerIteration" in run:
        return 1e3 * run["secondsPerIteration"]
    return 1e3 * statistics.median(run["secondsOfIterations"])


def compare_on_gpu(size, cutouts, models, iterations, rounds, channels_last=False, jar=congeal.JAR):
    """Milliseconds per iteration of each variant of both, in turns."""
    work = ["--size", size, "--cutouts", str(cutouts), "--models", models, "--iterations", str(iterations)]
    found = {}
    for _ in range(rounds):
        for precision in ("exact", "fast"):
            run = congeal.measure(*work, "--precision", precision, jar=jar)
            found.setdefault(f"Congeal, {precision}", []).append(milliseconds(run))
        for variant in ("notebook", "batched", "graph"):
            run = pytorch(work, 1, "--device", "cuda", "--variant", variant, *["--channels-last"] * channels_last)
            found.setdefault(f"PyTorch {run['version']}, {variant}", []).append(milliseconds(run))
    return {name: statistics.median(times) for name, times in found.items()}


def compare_with_best(size, cutouts, models, iterations, rounds, channels_last=False, jar=congeal.JAR):
    """Milliseconds per iteration of Congeal and of each way of PyTorch, in turns."""
    work = ["--size", size, "--cutouts", str(cutouts), "--models", models, "--iterations", str(iterations)]
    found = {}
    for _ in range(rounds):
        for precision in ("exact", "fast"):
            own = congeal.measure(*work, "--precision", precision, jar=jar)
            found.setdefault(f"Congeal, {precision}", []).append(milliseconds(own))
        for name, how in BEST.items():
            run = pytorch(work, own["threads"], *how)
            found.setdefault(f"PyTorch {run['version']}, {name}", []).append(milliseconds(run))
    return {name: statistics.median(times) for name, times in found.items()}


def print_ratios(found):
    own = {name.split()[-1]: time for name, time in found.items() if name.startswith("Congeal")}
    print(f"{'':48} {'ms per iteration':>18}" + "".join(f"{name + ' / this':>16}" for name in own))
    for name, time in found.items():
        print(f"{name:48} {time:18.2f}" + "".join(f"{ours / time:16.3f}" for ours in own.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="480x480")
    parser.add_argument("--cutouts", type=int, default=64)
    parser.add_argument("--models", default="imagenet_f16_16384+ViT-B/32")
    parser.add_argument("--iterations", type=int, default=3, help="timed in each process")
    parser.add_argument("--rounds", type=int, default=1, help="how often both have their turn")
    parser.add_argument("--channels-last", action="store_true", help="PyTorch's other layout, which no notebook uses")
    parser.add_argument("--best", action="store_true", help="hold Congeal against each way that PyTorch may be faster")
    parser.add_argument("--jar", type=Path, default=congeal.JAR)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    arguments = parser.parse_args()
    require_pytorch()
    options = vars(arguments)
    best = options.pop("best")
    if options.pop("device") == "cuda":
        print(f"{arguments.models}, {arguments.size}, {arguments.cutouts} cutouts, on a GPU\n")
        print_ratios(compare_on_gpu(**options))
        return
    if best:
        print(f"{arguments.models}, {arguments.size}, {arguments.cutouts} cutouts\n")
        print_ratios(compare_with_best(**options))
        return
    found = compare(**options)
    ours, theirs = found["seconds"]
    print(f"{arguments.models}, {arguments.size}, {arguments.cutouts} cutouts, {found['threads']} threads\n")
    print(f"{'':24} {'Congeal':>10} {'PyTorch ' + found['version']:>22} {'ratio':>8}")
    print(f"{'seconds per iteration':24} {ours:10.2f} {theirs:22.2f} {ours / theirs:8.2f}")
    ours, theirs = (count / 1e9 for count in found["bytes"])
    if theirs:
        print(f"{'peak resident GB':24} {ours:10.2f} {theirs:22.2f} {ours / theirs:8.2f}")
    else:
        print("peak resident memory is not known on this system")


if __name__ == "__main__":
    main()
