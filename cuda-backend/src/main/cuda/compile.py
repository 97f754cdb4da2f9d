"""Compiles the kernels to the resources that the jar holds, by NVRTC, which needs neither a GPU nor nvcc.

    python -m pip install nvidia-cuda-nvrtc-cu12==12.1.105
    python compile.py

Of CUDA 12.1, since its PTX is of version 8.1, which drivers from 530 on read; newer compilers write what these do not. Tests
run PTX on the CPU, so that of the kernels for Hopper alone is kept for them.
"""

import ctypes
import hashlib
import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "resources/io/github/congeal/cuda/engine"
TESTS = HERE.parents[1] / "test/cpp"
ENTRY = b".visible .entry "
SOURCES = sorted([*HERE.glob("*.cu"), *HERE.glob("*.h")])


def library():
    """NVRTC out of its wheel."""
    package = importlib.util.find_spec("nvidia.cuda_nvrtc")
    if package is None:
        sys.exit("NVRTC is missing: python -m pip install nvidia-cuda-nvrtc-cu12==12.1.105")
    folder = Path(package.submodule_search_locations[0])
    return ctypes.CDLL(str(next(folder.glob("lib/libnvrtc.so.1[0-9]*"), None) or next(folder.glob("bin/nvrtc64*"))))


def digest():
    """The SHA-256 of the sources, which a test compares: names and texts, in the order of names."""
    hashed = hashlib.sha256()
    for source in SOURCES:
        hashed.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return hashed.hexdigest()


def compiled(nvrtc, architecture, kind):
    """The kernels for an architecture: PTX that drivers translate, or machine code (CUBIN)."""

    def read(what):
        size = ctypes.c_size_t()
        getattr(nvrtc, f"nvrtcGet{what}Size")(program, ctypes.byref(size))
        buffer = ctypes.create_string_buffer(size.value)
        getattr(nvrtc, f"nvrtcGet{what}")(program, buffer)
        return buffer.raw

    headers = [source for source in SOURCES if source.name != "kernels.cu"]
    texts = (ctypes.c_char_p * len(headers))(*[source.read_bytes() for source in headers])
    names = (ctypes.c_char_p * len(headers))(*[source.name.encode() for source in headers])
    options = [f"-arch={architecture}", "-std=c++17", *sys.argv[1:]]
    program = ctypes.c_void_p()
    main = (HERE / "kernels.cu").read_bytes()
    nvrtc.nvrtcCreateProgram(ctypes.byref(program), main, b"kernels.cu", len(headers), texts, names)
    failed = nvrtc.nvrtcCompileProgram(program, len(options), (ctypes.c_char_p * len(options))(*map(str.encode, options)))
    log = read("ProgramLog").rstrip(b"\0").decode().strip()
    if log:
        print(log)
    if failed:
        sys.exit(f"the kernels could not be compiled for {architecture}")
    code = read(kind)
    return code.rstrip(b"\0") if kind == "PTX" else code


def additional(ptx, known):
    """PTX with those of its kernels that other PTX does not have."""
    head, *entries = ptx.split(ENTRY)
    names = {entry.split(b"(")[0] for entry in known.split(ENTRY)[1:]}
    return ENTRY.join([head, *(entry for entry in entries if entry.split(b"(")[0] not in names)])


def write(target, code):
    target.write_bytes(code)
    print(target.name, len(code), "bytes")


def main():
    RESOURCES.mkdir(parents=True, exist_ok=True)
    nvrtc = library()
    portable = compiled(nvrtc, "compute_80", "PTX")
    write(RESOURCES / "kernels-8.0.ptx", portable)
    write(RESOURCES / "kernels-9.0a.cubin", compiled(nvrtc, "sm_90a", "CUBIN"))
    write(TESTS / "kernels-9.0a.ptx", additional(compiled(nvrtc, "compute_90a", "PTX"), portable))
    (RESOURCES / "sources.sha256").write_text(digest() + "\n")


main()
