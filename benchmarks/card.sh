#!/usr/bin/env bash
# Everything that only a real GPU can tell, in under four minutes: each kernel against the CPU, a step of the bundled model against
# stored values, the time of an iteration, and PyTorch beside it where this Python has it. Needs a JVM and the built jar.
#
#     mvn -q -Dmaven.test.skip package
#     benchmarks/card.sh [JAVA_HOME-OR-ARCHIVE [FOLDER-FOR-REPORTS]]
#
# A short table comes last; the reports lie in the folder. What takes too long is ended, so that the table always comes.
# Without a GPU, the script itself is rehearsed to its last line on the stand-in of the driver that the tests build, with a small
# picture and all the time that it needs:
#
#     cuda-backend/src/test/cpp/build.sh cuda-backend/target/standin
#     JAVA_TOOL_OPTIONS=-Djna.library.path=$PWD/cuda-backend/target/standin benchmarks/card.sh
set -uo pipefail
cd "$(dirname "$0")/.."
jar=samples/target/congeal.jar
out=${2:-${OUT:-card}}
read -ra work <<< "${WORK:---models imagenet_f16_16384+ViT-B/32}"
picture=()
iterations=${ITERATIONS:-20}
all=${SECONDS_IN_ALL:-225}
mkdir -p "$out"

# A JVM: a folder, an archive to be unpacked, or the system's.
java=java
if [ -d "${1:-}" ]; then
    java=$1/bin/java
elif [ -f "${1:-}" ]; then
    mkdir -p "$out/jvm"
    tar -xzf "$1" -C "$out/jvm" --strip-components=1
    java=$out/jvm/bin/java
fi
PATH=$(cd "$(dirname "$(command -v "$java")")" && pwd):$PATH
export PATH
[ -f "$jar" ] || { echo "$jar is not there; make it with: mvn -q -Dmaven.test.skip package" >&2; exit 1; }

say() { echo "== $* ($SECONDS s)"; }

# Runs something for at most a share of the time, in percent, and of what is left of it; a table needs a second.
within() {
    local most=$((all * $1 / 100)) left=$((all - SECONDS - 1))
    shift
    [ "$left" -gt 0 ] || return 124
    timeout -k 5 "$((most < left ? most : left))" "$@"
}

say "doctor"
within 20 java -jar "$jar" doctor | tee "$out/doctor.txt"
grep -q "Congeal will use the GPU" "$out/doctor.txt" || exit 1
if grep -q "GPU *stand-in" "$out/doctor.txt"; then
    echo "This is a rehearsal: no figure below means anything."
    picture=(--size 32x32 --cutouts 1)
    work=(--model bundled "${picture[@]}")
    iterations=1
    all=36000
fi

say "self-test: each kernel, the cutouts, a step of the bundled model"
within 40 java -jar "$jar" doctor --self-test --device gpu > "$out/self-test.txt" 2> "$out/self-test.log"
self_test=$?
grep -E "FAULT|bounds" "$out/self-test.txt"

say "the bundled model's first frame"
began=$(date +%s%N)
within 20 java -jar "$jar" generate "a red apple" "${picture[@]}" --iterations 0 --seed 1 --device gpu --out "$out/first.png" > /dev/null 2> "$out/first.log"
first=$?
milliseconds=$((($(date +%s%N) - began) / 1000000))

# The most of the GPU's memory that is in use while something runs.
watch_memory() {
    while sleep 0.5; do
        nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits 2> /dev/null || break
    done > "$out/$1.memory"
}

for precision in exact fast; do
    watch_memory "$precision" &
    watcher=$!
    say "benchmark, $precision"
    within 25 java -jar "$jar" benchmark "${work[@]}" --iterations "$iterations" --precision "$precision" --device gpu \
        --json "$out/$precision.json" > "$out/$precision.txt" 2> "$out/$precision.log" || tail -3 "$out/$precision.log"
    kill "$watcher" 2> /dev/null
done
nvidia-smi --query-gpu=name,driver_version,memory.used --format=csv,noheader > "$out/gpu.txt" 2> /dev/null

if [ -z "${PYTHON:-}" ]; then PYTHON=python3; fi
if within 10 "$PYTHON" -c "import torch, kornia, taming, clip; assert torch.cuda.is_available()" 2> /dev/null; then
    for variant in notebook batched graph; do
        say "PyTorch, $variant"
        within 20 "$PYTHON" benchmarks/pytorch_step.py "${work[@]}" --iterations 10 --threads 4 --device cuda --variant "$variant" \
            > "$out/pytorch-$variant.json" 2> "$out/pytorch-$variant.log" || tail -1 "$out/pytorch-$variant.log"
    done
fi

outcome() { case $1 in 0) echo passed ;; 124 | 137) echo "NOT FINISHED in time" ;; *) echo FAILED ;; esac; }
row() { printf '%-44s %s\n' "$1" "${2:-NOT MEASURED}"; }
number() { grep -o "\"$2\" *: *\[*[0-9.eE-]*" "$1" 2> /dev/null | head -1 | grep -o '[0-9.eE-]*$'; }
echo
row "self-test" "$(outcome $self_test)"
row "bundled model, JVM's start to the first frame" "$([ $first -eq 0 ] && echo "$milliseconds ms" || outcome $first)"
for precision in exact fast; do
    row "Congeal, $precision: s/iteration" "$(number "$out/$precision.json" secondsPerIteration)"
    row "    MiB of the GPU, at most" "$(sort -n "$out/$precision.memory" 2> /dev/null | tail -1)"
done
for variant in notebook batched graph; do
    [ -s "$out/pytorch-$variant.json" ] && row "PyTorch, $variant: s" "$(tail -1 "$out/pytorch-$variant.json" | cut -c1-110)"
done
cat "$out/gpu.txt"
echo "$SECONDS s in all"
