"""Rewrites model files, without numpy or torch.

`python model_file.py half clip.safetensors out.safetensors` rounds matrices and kernels to float16.
`python model_file.py say clip.safetensors congeal.step_size=0.03 congeal.start=` rewrites the metadata in place; what is empty is left out.
"""

import array
import json
import struct
import sys
from pathlib import Path


def read(file: Path) -> tuple[dict, dict[str, str], bytes]:
    """What the header says of each tensor, the metadata, and the numbers."""
    content = file.read_bytes()
    end = 8 + struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:end])
    return header, header.pop("__metadata__", {}), content[end:]


def write(file: Path, tensors: list[tuple[str, str, list[int], bytes]], metadata: dict[str, str]) -> None:
    """Tensors as name, type, shape and bytes, the larger elements first so that all are aligned."""
    header, at = {"__metadata__": metadata}, 0
    tensors = sorted(tensors, key=lambda tensor: (-int(tensor[1][1:]), tensor[0]))
    for name, kind, shape, data in tensors:
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [at, at + len(data)]}
        at += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(data for *_, data in tensors))


def tensors(file: Path) -> list[tuple[str, str, list[int], bytes]]:
    header, _, data = read(file)
    return [(name, one["dtype"], one["shape"], data[slice(*one["data_offsets"])]) for name, one in header.items()]


def rounded(name: str, kind: str, shape: list[int], data: bytes) -> tuple[str, str, list[int], bytes]:
    if kind != "F32" or len(shape) < 2:
        return name, kind, shape, data
    numbers = array.array("f", data)
    return name, "F16", shape, struct.pack(f"<{len(numbers)}e", *numbers)


def main() -> None:
    task, source, *rest = sys.argv[1:]
    source = Path(source)
    metadata = read(source)[1]
    if task == "half":
        write(Path(rest[0]), [rounded(*tensor) for tensor in tensors(source)], metadata)
    elif task == "say":
        said = metadata | dict(argument.split("=", 1) for argument in rest)
        write(source, tensors(source), {key: value for key, value in said.items() if value})
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
