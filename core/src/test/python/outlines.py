"""Files without their tensors' values: the test class Outline restores the values, and with them the identical file.

The elements of most tensors in a fixture are made up by hash_weights from a name, so a file of megabytes can be kept in a few
kilobytes: as what its program wrote between the tensors, and the names of those. Compressed with gzip, all numbers big-endian:

    any number of times:  the length of a piece of the file in 4 bytes, and the piece;
                          the name of a tensor, its length in 2 bytes before it;
                          the bytes of an element (4: float32, 2: float16), the number of dimensions, a byte each;
                          the dimensions, 4 bytes each
    at the end:           the last piece, and an empty name;
                          the SHA-256 of the file
"""

import gzip
import hashlib
import struct
from pathlib import Path

import hash_weights

# Below this, a tensor is shorter than what would stand for it.
LEAST_BYTES = 48


def write(file, outline, names):
    """Keeps a file's outline.

    names are those of hashed tensors that are in it, with shapes, in about the order in which they are there. Whether as float32 or as
    float16 is seen. Returns how many bytes were left out.
    """
    content = Path(file).read_bytes()
    places, begin = [], 0
    for name, shape in names.items():
        values = hash_weights.values(name, shape)
        for elements in (values, values.half()):
            needle = elements.numpy().tobytes()
            if len(needle) < LEAST_BYTES:
                continue
            at = content.find(needle, begin)
            at = at if at >= 0 else content.find(needle)
            if at >= 0:
                places.append((at, len(needle), name, elements))
                begin = at + len(needle)
                break
    pieces, end = [], 0
    for at, length, name, elements in sorted(places, key=lambda place: place[0]):
        assert at >= end, f"{name} lies in another tensor"
        pieces.append(struct.pack(">I", at - end) + content[end:at])
        pieces.append(struct.pack(">H", len(name)) + name.encode("ascii"))
        pieces.append(struct.pack(f">BB{elements.dim()}I", elements.element_size(), elements.dim(), *elements.shape))
        end = at + length
    pieces.append(struct.pack(">I", len(content) - end) + content[end:] + struct.pack(">H", 0))
    pieces.append(hashlib.sha256(content).digest())
    Path(outline).write_bytes(gzip.compress(b"".join(pieces), mtime=0))
    return sum(place[1] for place in places)
