"""Made-up weights, the same as those of the Java test class HashWeights: each number is a hash of its tensor's name and place."""

import numpy as np
import torch


def _fnv1a(name):
    value = 0x811C9DC5
    for byte in name.encode("utf-8"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def _mix(x):
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return x ^ (x >> np.uint32(16))


def values(name, shape):
    """The tensor of this name and shape, float32."""
    shape = tuple(shape)
    count = int(np.prod(shape, dtype=np.int64))
    places = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
    hashed = _mix(np.uint32(_fnv1a(name)) + places)
    u = (hashed >> np.uint32(8)).astype(np.float32) / np.float32(1 << 23) - np.float32(1)
    scale, centre = np.float32(0.25), np.float32(0)
    if len(shape) > 1:
        scale = np.float32(np.sqrt(3.0 * shape[0] / count))
    elif len(shape) == 1 and name.endswith(("weight", "running_var")):
        centre = np.float32(1)
    return torch.from_numpy((centre + scale * u).reshape(shape))


def fill(module, prefix=""):
    """Overwrites every floating-point parameter and buffer of a module; returns the description that HashWeights reads."""
    lines = []
    with torch.no_grad():
        for name, tensor in module.state_dict().items():
            if tensor.is_floating_point():
                tensor.copy_(values(prefix + name, tensor.shape))
                lines.append(f"{prefix}{name} {','.join(map(str, tensor.shape))}")
    return "\n".join(lines)
