"""The networks of the reference implementations, for the fixtures and for benchmarks/."""

import importlib.util

import torch
from taming.modules.diffusionmodules.model import Decoder, Encoder
from taming.modules.vqvae.quantize import GumbelQuantize, VectorQuantizer2

# The package's __init__ asks for tools that it does not need to compute.
package = importlib.util.find_spec("clip").submodule_search_locations[0]
spec = importlib.util.spec_from_file_location("clip_model", package + "/model.py")
openai = importlib.util.module_from_spec(spec)
spec.loader.exec_module(openai)

# Of CLIP's pictures, [C, 1, 1].
MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).reshape(3, 1, 1)
DEVIATION = torch.tensor([0.26862954, 0.26130258, 0.27577711]).reshape(3, 1, 1)

# The published ones: ch_mult, attention's resolutions, z_channels = embed_dim, codes, whether Gumbel.
VQGANS = {
    "imagenet_f16_1024": ((1, 1, 2, 2, 4), [16], 256, 1024, False),
    "coco": ((1, 1, 2, 2, 4), [16], 256, 8192, False),
    "imagenet_f16_16384": ((1, 1, 2, 2, 4), [16], 256, 16384, False),
    "gumbel_f8_8192": ((1, 1, 2, 4), [32], 256, 8192, True),
    "ldm_vq_f4": ((1, 2, 4), [], 3, 8192, False),
    "ldm_vq_f8": ((1, 2, 2, 4), [32], 4, 16384, False),
}

# The published ones: embedding, resolution, image layers, image width, patch, text width.
CLIPS = {
    "ViT-B/32": (512, 224, 12, 768, 32, 512),
    "ViT-B/16": (512, 224, 12, 768, 16, 512),
    "ViT-L/14": (768, 224, 24, 1024, 14, 768),
    "ViT-L/14@336px": (768, 336, 24, 1024, 14, 768),
    "RN50": (1024, 224, (3, 4, 6, 3), 64, None, 512),
    "RN101": (512, 224, (3, 4, 23, 3), 64, None, 512),
    "RN50x4": (640, 288, (4, 6, 10, 6), 80, None, 640),
    "RN50x16": (768, 384, (6, 8, 18, 8), 96, None, 768),
    "RN50x64": (1024, 448, (3, 15, 36, 10), 128, None, 1024),
}
CONTEXT, VOCABULARY, TEXT_LAYERS = 77, 49408, 12


class Vqgan(torch.nn.Module):
    """The modules of VQModel and GumbelVQ in taming and of VQModelInterface in latent-diffusion, under their names there."""

    def __init__(self, ch_mult, attention, z, codes, gumbel=False, ch=128, blocks=2, width=None):
        super().__init__()
        width = width or z
        config = dict(
            ch=ch,
            out_ch=3,
            ch_mult=ch_mult,
            num_res_blocks=blocks,
            attn_resolutions=attention,
            in_channels=3,
            resolution=256,
            z_channels=z,
            double_z=False,
        )
        self.encoder = Encoder(**config)
        self.decoder = Decoder(**config)
        self.quantize = GumbelQuantize(z, width, codes) if gumbel else VectorQuantizer2(codes, width, beta=0.25)
        self.quant_conv = torch.nn.Conv2d(z, width, 1)
        self.post_quant_conv = torch.nn.Conv2d(width, z, 1)
        self.gumbel = gumbel
        self.factor = 2 ** (len(ch_mult) - 1)

    def codebook(self):
        """[codes, width]"""
        return (self.quantize.embed if self.gumbel else self.quantize.embedding).weight

    def encode(self, picture):
        """[N, 3, H, W] to [N, width, h, w], before there are codes."""
        return self.quant_conv(self.encoder(picture))

    def choose(self, features):
        """The codes of what was encoded, row by row; Gumbel's likeliest, as nothing is drawn."""
        return (self.quantize.proj(features).argmax(1) if self.gumbel else self.quantize(features)[2][2]).flatten()

    def decode(self, latent):
        """[N, width, h, w] to [N, 3, H, W]."""
        return self.decoder(self.post_quant_conv(latent))


def published_vqgan(name):
    return Vqgan(*VQGANS[name])


def clip(dimension, resolution, layers, width, patch, text_width, context, vocabulary, text_layers):
    """OpenAI's, in float32."""
    heads = text_width // 64
    return openai.CLIP(
        dimension, resolution, layers, width, patch, context, vocabulary, text_width, heads, text_layers
    ).float()


def published_clip(name):
    return clip(*CLIPS[name], CONTEXT, VOCABULARY, TEXT_LAYERS)
