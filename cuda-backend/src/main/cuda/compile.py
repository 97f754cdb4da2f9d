"""Compiles the kernels to the resources that the jar holds, by NVRTC, which needs neither a GPU nor nvcc.

    python -m pip install nvidia-cuda-nvrtc-cu12==12.1.105
    python compile.py

Of CUDA 12.1, since its PTX is of version 8.1, which drivers from 530 on read; newer compilers write what these do not.
"""

import ctypes
import hashlib
import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "resources/io/github/congeal/cuda/engine"
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


def compile_to(nvrtc, architecture, kind, target):
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
        sys.exit(f"{target} could not be compiled")
    code = read(kind)
    if kind == "PTX":
        code = code.rstrip(b"\0")
    (RESOURCES / target).write_bytes(code)
    print(target, len(code), "bytes")


def main():
    RESOURCES.mkdir(parents=True, exist_ok=True)
    nvrtc = library()
    compile_to(nvrtc, "compute_80", "PTX", "kernels-8.0.ptx")
    compile_to(nvrtc, "sm_90a", "CUBIN", "kernels-9.0a.cubin")
    (RESOURCES / "sources.sha256").write_text(digest() + "\n")


main()
