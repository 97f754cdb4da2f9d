"""Writes what the reference implementations compute for each family of published models, for the tests of
io.github.congeal.internal.naming.

    python family_fixtures.py ../resources/io/github/congeal/internal/naming/families.safetensors

The models have the structure of the published ones but are narrow. Each tensor of a published file is made up by hash_weights from
the name and shape that it has *there*, so only those lists and the results are stored. Computed in float64, kept as float32; pictures
channels last. Needs, beside requirements.txt, transformers==5.14.1.
"""

import gzip
import importlib.util
import re
import sys

import hash_weights
import open_clip
import torch
from safetensors.torch import save_file
from taming.modules.diffusionmodules.model import Decoder, Encoder
from taming.modules.vqvae.quantize import GumbelQuantize, VectorQuantizer2
from transformers import CLIPConfig, CLIPModel

# The package's __init__ asks for tools that it does not need to compute.
package = importlib.util.find_spec("clip").submodule_search_locations[0]
spec = importlib.util.spec_from_file_location("clip_model", package + "/model.py")
openai = importlib.util.module_from_spec(spec)
spec.loader.exec_module(openai)

MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073], dtype=torch.float32).reshape(3, 1, 1)
DEVIATION = torch.tensor([0.26862954, 0.26130258, 0.27577711], dtype=torch.float32).reshape(3, 1, 1)

results = {}


def keep(name, tensor):
    results[name] = (tensor.float() if tensor.is_floating_point() else tensor.int()).detach().contiguous()


def describe(case, shapes):
    """Keeps the list of a file's tensors, compressed."""
    lines = "\n".join(f"{name} {','.join(map(str, shape))}" for name, shape in shapes.items())
    results[case + ".tensors"] = torch.frombuffer(bytearray(gzip.compress(lines.encode(), mtime=0)), dtype=torch.uint8)


def numbers(name, *shape):
    count = torch.Size(shape).numel()
    return hash_weights.values(name, (count, 1)).double().reshape(shape)


def fill(case, net, published=lambda name, shape: (name, tuple(shape)), back=lambda name, values: values, others=()):
    """Fills a net from the tensors of a file.

    published gives the name and shape that a tensor of the net has in the file, back turns its values there into the net's. In the
    file are others, too, which have nothing to do with the net.
    """
    shapes = dict(others)
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            if tensor.is_floating_point():
                there, shape = published(name, tensor.shape)
                shapes[there] = shape
                tensor.copy_(back(name, hash_weights.values(there, shape)))
    describe(case, shapes)
    return net.eval()


# ---------------------------------------------------------------------- VQGAN


class Model(torch.nn.Module):
    """The modules of VQModel and GumbelVQ in taming and of VQModelInterface in latent-diffusion, under their names there."""

    def __init__(self, ch, ch_mult, attention, z, width, codes, gumbel=False):
        super().__init__()
        config = dict(
            ch=ch,
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
        self.quantize = GumbelQuantize(z, width, codes) if gumbel else VectorQuantizer2(codes, width, beta=0.25)
        self.quant_conv = torch.nn.Conv2d(z, width, 1)
        self.post_quant_conv = torch.nn.Conv2d(width, z, 1)


def vqgan(case, factor, config, **layout):
    net = fill(case, Model(**config), **layout).double()
    side = 2 * factor
    picture = numbers("picture", 1, side, side, 3).permute(0, 3, 1, 2)
    if config.get("gumbel"):
        # The likeliest codes, as nothing is drawn.
        codes = net.quantize.proj(net.quant_conv(net.encoder(picture))).argmax(1).flatten()
        table = net.quantize.embed.weight
    else:
        codes = net.quantize(net.quant_conv(net.encoder(picture)))[2][2].flatten()
        table = net.quantize.embedding.weight
    keep(case + ".codes", codes)
    drawn = (torch.arange(4) * 7919 + 13) % config["codes"]
    latent = table[drawn].reshape(1, 2, 2, -1).permute(0, 3, 1, 2)
    keep(case + ".picture", net.decoder(net.post_quant_conv(latent)).permute(0, 2, 3, 1))


F16 = dict(ch=32, ch_mult=(1, 1, 2, 2, 4), attention=[16], z=16, width=16)
LOSS = {"loss.logvar": (), "loss.perceptual_loss.lin0.model.1.weight": (1, 64, 1, 1), "loss.discriminator.main.0.bias": (64,)}


def flax(name, shape):
    """As convert_pt_model_to_jax.py of vqgan-jax names and lays out taming's tensors."""
    for part in re.findall(r"\w+[.]\d+", name):
        name = name.replace(part, part.replace(".", "_"))
    stem, _, kind = name.rpartition(".")
    if "norm" in name:
        return (stem + (".scale" if kind == "weight" else ".bias")), (1, 1, 1, *shape)
    if len(shape) == 4:
        return stem + ".kernel", (shape[2], shape[3], shape[1], shape[0])
    return (stem + ".embedding" if kind == "weight" else name), tuple(shape)


def from_flax(name, values):
    if "norm" in name:
        return values.flatten()
    return values.permute(3, 2, 0, 1) if values.dim() == 4 else values


vqgan("f16_1024", 16, dict(F16, codes=1024), others=LOSS)
vqgan("f16_8192", 16, dict(F16, codes=8192))
vqgan("f16_16384", 16, dict(F16, codes=16384), others=LOSS)
vqgan("gumbel_f8", 8, dict(ch=32, ch_mult=(1, 1, 2, 4), attention=[32], z=24, width=24, codes=70, gumbel=True), others=LOSS)
vqgan(
    "first_stage",
    16,
    dict(F16, codes=1024),
    published=lambda name, shape: ("first_stage_model." + name, tuple(shape)),
    # The condition may be another VQGAN.
    others={
        "transformer.tok_emb.weight": (64, 8),
        "cond_stage_model.decoder.conv_in.weight": (64, 8, 3, 3),
        "cond_stage_model.quantize.embedding.weight": (5, 8),
        "first_stage_model.loss.logvar": (),
    },
)
LDM = {"model_ema.decay": (), "model_ema.encoderconv_inweight": (32, 3, 3, 3), **LOSS}
vqgan("ldm_f4", 4, dict(ch=32, ch_mult=(1, 2, 4), attention=[], z=3, width=3, codes=8192), others=LDM)
vqgan("ldm_f8", 8, dict(ch=32, ch_mult=(1, 2, 2, 4), attention=[32], z=4, width=4, codes=16384), others=LDM)
vqgan("flax", 16, dict(F16, codes=1024), published=flax, back=from_flax)

# ----------------------------------------------------------------------- CLIP

CONTEXT, VOCABULARY = 12, 60
TEXTS = torch.tensor(
    [
        [58, 3, 17, 59, 0, 0, 0, 0, 0, 0, 0, 0],
        [58, 8, 44, 21, 5, 5, 30, 1, 57, 12, 40, 59],
    ]
)


def clip(case, net, resolution, see, read, **layout):
    net = fill(case, net, **layout)
    picture = (numbers("picture", 2, resolution, resolution, 3) / 3.5 + 0.5).permute(0, 3, 1, 2).float()
    with torch.no_grad():
        images, texts = see(net)((picture - MEAN) / DEVIATION), read(net)(TEXTS)
        keep(case + ".images", images)
        keep(case + ".texts", texts)
        keep(case + ".cosines", torch.nn.functional.cosine_similarity(images[:, None], texts[None], dim=-1))


def ours(case, net, resolution, **layout):
    clip(case, net, resolution, lambda net: net.encode_image, lambda net: net.encode_text, **layout)


def as_openai(case, dimension, resolution, layers, width, patch, text_width, text_layers=2):
    # The published files are TorchScript, and have three numbers besides.
    sizes = {"input_resolution": (), "context_length": (), "vocab_size": ()}
    net = openai.CLIP(
        dimension, resolution, layers, width, patch, CONTEXT, VOCABULARY, text_width, text_width // 64, text_layers
    )
    ours(case, net, resolution, others=sizes)


def as_open_clip(case, dimension, resolution, layers, width, patch, text_width, quick, net=open_clip.CLIP, **layout):
    vision = open_clip.CLIPVisionCfg(layers=layers, width=width, patch_size=patch, image_size=resolution)
    text = open_clip.CLIPTextCfg(
        context_length=CONTEXT, vocab_size=VOCABULARY, width=text_width, heads=text_width // 64, layers=2
    )
    ours(case, net(dimension, vision, text, quick_gelu=quick), resolution, **layout)


as_openai("ViT-B/32", 32, 64, 3, 128, 32, 64)
as_openai("ViT-B/16", 32, 64, 3, 128, 16, 64)
as_openai("ViT-L/14", 48, 28, 4, 192, 14, 128)
as_openai("ViT-L/14@336px", 48, 42, 4, 192, 14, 128)
as_openai("RN50", 64, 64, (3, 4, 6, 3), 4, None, 64)
as_openai("RN101", 32, 64, (3, 4, 23, 3), 4, None, 64)
as_openai("RN50x4", 40, 96, (4, 6, 10, 6), 6, None, 128)
as_openai("RN50x16", 48, 128, (6, 8, 18, 8), 4, None, 192)
as_open_clip("open_clip-gelu", 32, 64, 3, 128, 32, 64, quick=False)
as_open_clip("open_clip-quickgelu", 32, 64, 3, 128, 32, 64, quick=True)
as_open_clip(
    "open_clip-distributed",
    32,
    64,
    3,
    128,
    32,
    64,
    quick=False,
    published=lambda name, shape: ("module." + name, tuple(shape)),
)
as_open_clip("open_clip-custom-text", 32, 64, 3, 128, 32, 64, quick=False, net=open_clip.CustomTextCLIP)


def tiny(name, shape):
    """As TinyCLIP's training wraps the towers."""
    if name == "logit_scale":
        return "_logit_scale.module.logit_scale", tuple(shape)
    wrapper = "_image_encoder" if name.startswith("visual.") else "_text_encoder"
    return f"{wrapper}.module.{name}", tuple(shape)


as_open_clip("TinyCLIP", 64, 64, 3, 128, 16, 64, quick=False, published=tiny)
as_open_clip("TinyCLIP-ResNet", 64, 64, (1, 2, 1, 1), 6, 16, 64, quick=False, published=tiny)

HUGGING_FACE = dict(
    projection_dim=32,
    vision_config=dict(
        hidden_size=128,
        intermediate_size=512,
        num_hidden_layers=3,
        num_attention_heads=2,
        image_size=64,
        patch_size=32,
    ),
    text_config=dict(
        hidden_size=64,
        intermediate_size=256,
        num_hidden_layers=2,
        num_attention_heads=1,
        max_position_embeddings=CONTEXT,
        vocab_size=VOCABULARY,
        eos_token_id=59,
    ),
)


def embedding(output):
    return output if torch.is_tensor(output) else output.pooler_output


def as_hugging_face(case, activation):
    config = {k: dict(v, hidden_act=activation) if isinstance(v, dict) else v for k, v in HUGGING_FACE.items()}
    clip(
        case,
        CLIPModel(CLIPConfig(**config)),
        64,
        lambda net: lambda x: embedding(net.get_image_features(pixel_values=x)),
        lambda net: lambda x: embedding(net.get_text_features(input_ids=x)),
        others={"text_model.embeddings.position_ids": (1, CONTEXT), "vision_model.embeddings.position_ids": (1, 5)},
    )


as_hugging_face("transformers", "quick_gelu")
as_hugging_face("transformers-gelu", "gelu")

save_file(results, sys.argv[1])
