#!/bin/sh
# Builds the stand-in of the driver and the tests of kernels where g++ is, unless they are newer than their sources.
# Use: build.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/../../main/cuda
resources=$here/../../main/resources/io/github/congeal/cuda/engine
mkdir -p "$1"
cd "$1"
if ! command -v g++ > /dev/null; then
    echo "There is no g++: what needs a stand-in of the driver is not tested." >&2
    exit 0
fi
# Tests run in several processes.
if command -v flock > /dev/null; then
    exec 9> lock
    flock 9
fi
if [ -f libcuda.so.1 ] && [ -z "$(find "$here" "$sources" "$resources" -newer libcuda.so.1 -type f)" ]; then
    exit 0
fi
sed -n 's/^\(KERNEL\|CONVOLUTION\|HOPPER\)(\([a-z0-9_]*\).*/NAMED(\2)/p' "$sources"/*.cu > names.inc
flags="-O3 -march=native -ffp-contract=off -std=c++17 -Wall -Wno-unknown-pragmas -Wno-unused-function -I$sources -I$here -I."
# shellcheck disable=SC2086 # several flags
g++ $flags "$here/kernel_test.cpp" -o kernel_test
# The code in the jar, if Python can translate it; of the machine code for 9.0, what it was assembled from.
if command -v python3 > /dev/null; then
    python3 "$here/translate.py" "$resources/kernels-8.0.ptx" "$here/kernels-9.0a.ptx" > translated.inc
else
    echo "There is no python3: the code in the jar is not tested." >&2
    echo "#define TRANSLATED" > translated.inc
fi
# shellcheck disable=SC2086
g++ $flags -fPIC -O2 -w -c "$here/translated.cpp" -o translated.o
# shellcheck disable=SC2086
g++ $flags -fPIC -shared "$here/standin.cpp" translated.o -o unfinished.so
mv unfinished.so libcuda.so.1
