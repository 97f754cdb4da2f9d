"""Writes the checkpoint files of CheckpointFormatsTest: each format as its own reference implementation writes it.

    python checkpoint_fixtures.py

Every file NAME comes with NAME's tensors in a safetensors file of the reference implementation, which the readers must
reproduce byte for byte, under the same names.
"""

import io
import json
import pickle
import struct
import zipfile
from collections import OrderedDict
from pathlib import Path

import msgpack
import numpy as np
import torch
from published_files import adam, lightning
from safetensors.torch import save_file
from torch import nn

TARGET = Path(__file__).parent.parent / "resources/io/github/congeal/internal/checkpoint"


def contiguous(tensors):
    return {name: tensor.detach().clone(memory_format=torch.contiguous_format) for name, tensor in tensors.items()}


def write(name, content):
    (TARGET / name).write_bytes(content)


def saved(value, **options):
    buffer = io.BytesIO()
    torch.save(value, buffer, **options)
    return buffer.getvalue()


def state_dict():
    base = torch.arange(60, dtype=torch.float32).reshape(3, 4, 5) / 7
    halves = torch.linspace(-4, 4, 24).half().reshape(2, 3, 4)
    return OrderedDict(
        {
            "f64": torch.tensor([[0.1], [-1e300], [1e-300]], dtype=torch.float64),
            "f32": base,
            "f16": halves,
            "bf16": torch.tensor([0.1, -3.3e38, 1e-40], dtype=torch.bfloat16),
            "i64": torch.tensor([-(2**63), 2**63 - 1, 2**24 + 3]),
            "i32": torch.tensor([-(2**31), 2**31 - 1, 7], dtype=torch.int32),
            "i16": torch.tensor([-32768, 32767, -1], dtype=torch.int16),
            "i8": torch.tensor([-128, 127, -1], dtype=torch.int8),
            "u8": torch.tensor([0, 255, 128], dtype=torch.uint8),
            "bool": torch.tensor([False, True, False]),
            "scalar": torch.tensor(2.5),
            "empty": torch.zeros(2, 0),
            "shared": base,
            "tail": base[2],
            "transposed": base.permute(2, 0, 1),
            "every other": base[:, ::2, 1:5:3],
            "expanded": torch.tensor([[1.5], [-2.5]]).expand(2, 6),
            "channels last": halves.unsqueeze(0).contiguous(memory_format=torch.channels_last),
            "f64 transposed": torch.arange(6, dtype=torch.float64).reshape(2, 3).t(),
            "i8 transposed": torch.arange(6, dtype=torch.int8).reshape(2, 3).t(),
            "parameter": nn.Parameter(torch.tensor([1.0, -1.0])),
            "loss.logits": torch.tensor([0.25]),
        }
    )


def lightning_tensors(state, mean, square):
    return contiguous(
        state
        | {
            "callbacks.pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint.best_model_score": torch.tensor(0.5),
            "optimizer_states.0.state.0.exp_avg": mean,
            "optimizer_states.0.state.0.exp_avg_sq": square,
        }
    )


def zipped(archive, compression=zipfile.ZIP_DEFLATED):
    """The same entries as another program would put them into an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w", compression) as target:
        for name in source.namelist():
            target.writestr("another root/" + name.split("/", 1)[1], source.read(name))
    return buffer.getvalue()


def zip64(archive):
    """With the 64-bit records of archives beyond four gigabytes: for all sizes and places from 20 on."""
    limit, zipfile.ZIP64_LIMIT = zipfile.ZIP64_LIMIT, 20
    try:
        return zipped(archive, zipfile.ZIP_STORED)
    finally:
        zipfile.ZIP64_LIMIT = limit


def big_endian(archive):
    """As a big-endian machine would have written an archive of float32 storages."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if "/data/" in name:
                content = np.frombuffer(content, "<f4").astype(">f4").tobytes()
            target.writestr(name, b"big" if name.endswith("byteorder") else content)
    return buffer.getvalue()


def legacy_view():
    """The layout of torch before 0.4: a storage that is a view of another one, and no hooks."""

    class Pickler(pickle._Pickler):
        def save(self, value, save_persistent_id=True):
            if isinstance(value, Storage):
                self.save(value.persistent_id())
                self.write(pickle.BINPERSID)
            elif isinstance(value, Global):
                self.write(b"c" + value.path.encode() + b"\n")
            elif isinstance(value, Tensor):
                self.save(Global("torch._utils\n_rebuild_tensor"))
                self.save((value.storage, value.offset, value.size, value.stride))
                self.write(pickle.REDUCE)
            else:
                super().save(value, save_persistent_id)

    class Global:
        def __init__(self, path):
            self.path = path

    class Storage:
        def __init__(self, view):
            self.view = view

        def persistent_id(self):
            return ("storage", Global("torch\nFloatStorage"), "94", "cpu", 6, self.view)

    class Tensor:
        def __init__(self, storage, offset, size, stride):
            self.storage, self.offset, self.size, self.stride = storage, offset, size, stride

    buffer = io.BytesIO()
    for value in (
        0x1950A86A20F9469CFC6C,
        1001,
        {"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2, "int": 4, "long": 4}},
    ):
        pickle.dump(value, buffer, protocol=2)
    Pickler(buffer, protocol=2).dump(
        {"whole": Tensor(Storage(None), 0, (2, 3), (3, 1)), "view": Tensor(Storage(("95", 2, 4)), 1, (3,), (1,))}
    )
    pickle.dump(["94"], buffer, protocol=2)
    buffer.write(struct.pack("<q6f", 6, *range(6)))
    return buffer.getvalue()


class Inner(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(3, 2).half())
        self.register_buffer("mask", torch.triu(torch.ones(3, 3)))
        self.scale = 2.5

    def forward(self, x):
        return x @ self.weight.float().t() * self.scale @ self.mask


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(nn.Linear(4, 2), nn.ReLU(), Inner())
        self.logit_scale = nn.Parameter(torch.tensor(4.6))
        self.register_buffer("steps", torch.tensor(7))

    def forward(self, x):
        return self.blocks(x) * self.logit_scale.exp() + torch.tensor([1.0, 2.0, 3.0])


def script(module):
    buffer = io.BytesIO()
    torch.jit.save(module, buffer)
    return buffer.getvalue()


def flax_bytes(tree, chunk=None):
    """The rules of flax.serialization: arrays are extension 1, those above a size are cut into a map of chunks."""

    def packed(array):
        name = "bfloat16" if isinstance(array, Bfloat16) else array.dtype.name
        return msgpack.packb((array.shape, name, array.tobytes("C")), use_bin_type=True)

    def chunked(value):
        if isinstance(value, dict):
            return {key: chunked(entry) for key, entry in value.items()}
        if chunk is None or not isinstance(value, np.ndarray) or value.nbytes <= chunk:
            return value
        flat, step = value.reshape(-1), max(1, chunk // value.itemsize)
        chunks = [flat[i : i + step] for i in range(0, flat.size, step)]
        return {
            "__msgpack_chunked_array__": True,
            "shape": {str(i): size for i, size in enumerate(value.shape)},
            "chunks": {str(i): part for i, part in enumerate(chunks)},
        }

    def extension(value):
        if isinstance(value, (np.ndarray, Bfloat16)):
            return msgpack.ExtType(1, packed(value))
        if isinstance(value, np.generic):
            return msgpack.ExtType(3, packed(np.asarray(value)))
        raise TypeError(type(value))

    return msgpack.packb(chunked(tree), default=extension, strict_types=True)


class Bfloat16:
    """numpy has no such type."""

    def __init__(self, tensor):
        self.shape, self.bits = tuple(tensor.shape), tensor.view(torch.int16).numpy()

    def tobytes(self, order):
        return self.bits.tobytes(order)


def main():
    torch.manual_seed(5)
    state = state_dict()
    moments = torch.ones(2, 2), torch.full((2, 2), 0.5)
    checkpoint = lightning(state, adam([moments]))
    archive = saved(checkpoint)
    write("lightning.ckpt", archive)
    write("legacy.ckpt", saved(checkpoint, _use_new_zipfile_serialization=False))
    write("deflated.ckpt", zipped(archive))
    write("zip64.ckpt", zip64(archive))
    read_by_torch = torch.load(TARGET / "zip64.ckpt", weights_only=False)["state_dict"]
    assert all(torch.equal(read_by_torch[name], tensor) for name, tensor in state.items())
    write("protocol4.ckpt", saved(checkpoint, pickle_protocol=4))
    save_file(lightning_tensors(state, *moments), TARGET / "lightning.safetensors")

    plain = {"b": torch.tensor([1.5, -2.0]), "a": torch.arange(6.0).reshape(2, 3).t()}
    write("big_endian.pt", big_endian(saved(plain)))
    save_file(contiguous(plain), TARGET / "big_endian.safetensors")

    write("view.pt", legacy_view())
    save_file({"whole": torch.arange(6.0).reshape(2, 3), "view": torch.arange(3.0, 6.0)}, TARGET / "view.safetensors")

    unsigned = {f"u{bits}": torch.tensor([0, 2**bits - 1], dtype=getattr(torch, f"uint{bits}")) for bits in (16, 32, 64)}
    write("unsigned.pt", saved({"model": unsigned}))
    save_file(unsigned, TARGET / "unsigned.safetensors")

    odd = {"complex": torch.tensor([1j]), "sparse": torch.eye(3).to_sparse(), "array": np.ones(2), "fine": torch.ones(1)}
    write("odd.pt", saved(odd))

    module = nn.Sequential(nn.Conv2d(2, 3, 1), nn.BatchNorm2d(3))
    write("module.pt", saved(module))
    save_file(module.state_dict(), TARGET / "module.safetensors")

    outer = Outer().eval()
    for name, scripted in (("scripted", torch.jit.script(outer)), ("traced", torch.jit.trace(outer, torch.ones(1, 4)))):
        content = script(scripted)
        write(f"{name}.pt", content)
        save_file(contiguous(torch.jit.load(io.BytesIO(content)).state_dict()), TARGET / f"{name}.safetensors")

    kernel = np.arange(24, dtype=np.float32).reshape(1, 2, 3, 4)
    tree = {
        "decoder": {"conv_in": {"kernel": kernel, "bias": np.array([1, -2], np.float16)}},
        "steps": np.array(7, np.int64),
        "bits": np.array([True, False]),
        "half": Bfloat16(torch.tensor([0.1, -7.0]).bfloat16()),
        "a number": 3,
        "scalar": np.float32(0.5),
    }
    expected = {
        "decoder.conv_in.kernel": torch.from_numpy(kernel),
        "decoder.conv_in.bias": torch.tensor([1, -2]).half(),
        "steps": torch.tensor(7),
        "bits": torch.tensor([True, False]),
        "half": torch.tensor([0.1, -7.0]).bfloat16(),
        "scalar": torch.tensor(0.5),
    }
    write("flax.msgpack", flax_bytes(tree))
    write("chunked.msgpack", flax_bytes(tree, chunk=20))
    save_file(expected, TARGET / "flax.safetensors")

    shards = {"one-00001-of-00002.safetensors": ["f32", "i64"], "one-00002-of-00002.safetensors": ["f16", "bool"]}
    folder = TARGET / "sharded"
    folder.mkdir(exist_ok=True)
    for shard, names in shards.items():
        save_file({name: state[name] for name in names}, folder / shard)
    index = {"metadata": {"total_size": 1}, "weight_map": {name: shard for shard, names in shards.items() for name in names}}
    (folder / "one.safetensors.index.json").write_text(json.dumps(index, indent=2))
    save_file({name: state[name] for names in shards.values() for name in names}, TARGET / "sharded.safetensors")


if __name__ == "__main__":
    main()
