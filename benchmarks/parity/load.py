"""Loads a VQGAN and a CLIP as the notebooks do with PyTorch, and says how long it took and how much memory at most.

    python load.py FOLDER/imagenet_f16_16384.ckpt FOLDER/ViT-B-32.pt
"""

import resource
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parents[2] / "core/src/test/python"))
from reference_models import openai, published_vqgan  # noqa: E402

begin = time.perf_counter()
vqgan = published_vqgan(Path(sys.argv[1]).stem).eval()
vqgan.load_state_dict(torch.load(sys.argv[1], map_location="cpu", weights_only=False)["state_dict"], strict=False)
clip = openai.build_model(torch.jit.load(sys.argv[2], map_location="cpu").state_dict()).float()
seconds = time.perf_counter() - begin
used = sum(p.numel() * 4 for net in (vqgan, clip) for p in net.state_dict().values())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(f"PyTorch {torch.__version__}: {seconds:.2f} s, peak resident {peak / 1e6:.0f} MB, {peak / used:.2f} times the {used / 1e6:.0f} MB of weights")
