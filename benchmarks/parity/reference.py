"""The reference implementations at the full size of the published models, with random weights."""

import importlib.util

import torch
from taming.modules.diffusionmodules.model import Decoder, Encoder
from taming.modules.vqvae.quantize import GumbelQuantize, VectorQuantizer2

# The package's __init__ asks for tools that it does not need to compute.
package = importlib.util.find_spec("clip").submodule_search_locations[0]
spec = importlib.util.spec_from_file_location("clip_model", package + "/model.py")
openai = importlib.util.module_from_spec(spec)
spec.loader.exec_module(openai)

# ch_mult, attention's resolutions, z_channels = embed_dim, codes, whether Gumbel
VQGANS = {
    "imagenet_f16_1024": ((1, 1, 2, 2, 4), [16], 256, 1024, False),
    "coco_f16_8192": ((1, 1, 2, 2, 4), [16], 256, 8192, False),
    "imagenet_f16_16384": ((1, 1, 2, 2, 4), [16], 256, 16384, False),
    "gumbel_f8": ((1, 1, 2, 4), [32], 256, 8192, True),
    "ldm_vq_f4": ((1, 2, 4), [], 3, 8192, False),
    "ldm_vq_f8": ((1, 2, 2, 4), [32], 4, 16384, False),
}

# embedding, resolution, image layers, image width, patch, text width
CLIPS = {
    "ViT-B-32": (512, 224, 12, 768, 32, 512),
    "ViT-B-16": (512, 224, 12, 768, 16, 512),
    "ViT-L-14": (768, 224, 24, 1024, 14, 768),
    "ViT-L-14-336px": (768, 336, 24, 1024, 14, 768),
    "RN50": (1024, 224, (3, 4, 6, 3), 64, None, 512),
    "RN101": (512, 224, (3, 4, 23, 3), 64, None, 512),
    "RN50x4": (640, 288, (4, 6, 10, 6), 80, None, 640),
    "RN50x16": (768, 384, (6, 8, 18, 8), 96, None, 768),
    "RN50x64": (1024, 448, (3, 15, 36, 10), 128, None, 1024),
}


class Vqgan(torch.nn.Module):
    """The modules of taming's VQModel and GumbelVQ, under their names in a checkpoint."""

    def __init__(self, name):
        super().__init__()
        ch_mult, attention, z, codes, gumbel = VQGANS[name]
        config = dict(
            ch=128,
            out_ch=3,
            ch_mult=ch_mult,
            num_res_blocks=2,
            attn_resolutions=attention,
            in_channels=3,
            resolution=256,
            z_channels=z,
            double_z=False,
        )
        self.encoder = Encoder(**config)
        self.decoder = Decoder(**config)
        self.quantize = GumbelQuantize(z, z, codes) if gumbel else VectorQuantizer2(codes, z, beta=0.25)
        self.quant_conv = torch.nn.Conv2d(z, z, 1)
        self.post_quant_conv = torch.nn.Conv2d(z, z, 1)

    def codebook(self):
        return (self.quantize.embed if isinstance(self.quantize, GumbelQuantize) else self.quantize.embedding).weight


def clip(name):
    embedding, resolution, layers, width, patch, text_width = CLIPS[name]
    return openai.CLIP(embedding, resolution, layers, width, patch, 77, 49408, text_width, text_width // 64, 12)
