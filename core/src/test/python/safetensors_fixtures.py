"""Writes dtypes.safetensors with the reference implementation: one tensor of every type that SafetensorsReader knows.

    python safetensors_fixtures.py

SafetensorsReaderTest expects the values below, rounded to the type and then to float.
"""

from pathlib import Path

import torch
from safetensors.torch import save_file

TARGET = Path(__file__).parent.parent / "resources/io/github/congeal/internal/checkpoint/dtypes.safetensors"

if __name__ == "__main__":
    save_file(
        {
            "f64": torch.tensor([[0.1], [-1e300], [1e-300]], dtype=torch.float64),
            "f32": torch.tensor([[0.1], [-3.4e38], [1e-45]], dtype=torch.float32),
            "f16": torch.tensor([[0.1], [-65504.0], [6e-8]], dtype=torch.float16),
            "bf16": torch.tensor([[0.1], [-3.3e38], [1e-40]], dtype=torch.bfloat16),
            "i64": torch.tensor([[-(2**63)], [2**63 - 1], [2**24 + 3]], dtype=torch.int64),
            "u64": torch.tensor([[0], [2**64 - 1], [2**40 + 1]], dtype=torch.uint64),
            "i32": torch.tensor([[-(2**31)], [2**31 - 1], [7]], dtype=torch.int32),
            "u32": torch.tensor([[0], [2**32 - 1], [2**31]], dtype=torch.uint32),
            "i16": torch.tensor([[-32768], [32767], [-1]], dtype=torch.int16),
            "u16": torch.tensor([[0], [65535], [32768]], dtype=torch.uint16),
            "i8": torch.tensor([[-128], [127], [-1]], dtype=torch.int8),
            "u8": torch.tensor([[0], [255], [128]], dtype=torch.uint8),
            "bool": torch.tensor([[False], [True], [False]]),
            "a scalar": torch.tensor(2.5),
            "empty": torch.zeros(2, 0),
        },
        TARGET,
        metadata={"format": "pt", "größe": "klein \U0001f34e"},
    )
