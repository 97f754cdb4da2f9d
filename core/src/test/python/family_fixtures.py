"""Writes the files of each family of published models, and what the reference implementations compute with them, for the tests of
io.github.congeal.internal.naming.

    python family_fixtures.py ../resources/io/github/congeal/internal/naming

The models have the structure of the published ones but are narrow. Their files are written as the published ones were: by
torch.save, by TorchScript, by safetensors, by transformers and by flax, with what the programs of then put around the weights. Of each
file its outline is kept (outlines.py), and in families.safetensors what comes of it. VQGANs compute in float64; all is kept as
float32, pictures channels last.
"""

import re
import sys
import tempfile
from pathlib import Path

import hash_weights
import later_clips
import open_clip
import outlines
import published_files
import torch
from reference_models import DEVIATION, MEAN, Vqgan
from reference_models import clip as openai_clip
from safetensors.torch import save_file

TARGET = Path(sys.argv[1])
FILES = Path(tempfile.mkdtemp())

results = {}


def keep(name, tensor):
    results[name] = (tensor.float() if tensor.is_floating_point() else tensor.int()).detach().contiguous()


def numbers(name, *shape):
    count = torch.Size(shape).numel()
    return hash_weights.values(name, (count, 1)).double().reshape(shape)


class Tensors(dict):
    """The tensors of a file. Those asked for by name and shape are hashes, and left out of outlines."""

    def __init__(self):
        super().__init__()
        self.hashed = {}

    def make(self, name, shape):
        self.hashed[name] = tuple(shape)
        return hash_weights.values(name, shape)

    def put(self, **shapes):
        """Adds hashed tensors; dots in the names are written as two underscores."""
        for name, shape in shapes.items():
            self[name.replace("__", ".")] = self.make(name.replace("__", "."), shape)
        return self

    def moments(self):
        """The state of an optimiser of all tensors that are there yet."""
        shapes = [tensor.shape for tensor in self.values() if tensor.is_floating_point()]
        mean, square = (f"{len(self.hashed)}.{kind}." for kind in ("exp_avg", "exp_avg_sq"))
        return published_files.adam(
            [(self.make(f"{mean}{i}", shape), self.make(f"{square}{i}", shape)) for i, shape in enumerate(shapes)]
        )


def fill(net, published=lambda name, shape: (name, shape), back=lambda name, values: values):
    """Fills a net with made-up numbers and returns the tensors of its file.

    published gives the name and shape that a tensor of the net has in the file, back turns its values there into the net's.
    """
    tensors = Tensors()
    with torch.no_grad():
        for name, tensor in net.state_dict().items():
            there, shape = published(name, tensor.shape)
            if tensor.is_floating_point():
                tensors[there] = tensors.make(there, shape)
                tensor.copy_(back(name, tensors[there]))
            else:
                tensors[there] = tensor.clone()
    net.eval()
    return tensors


def write(name, tensors, save):
    """Lets a file be saved, and keeps its outline."""
    save(FILES / name)
    left_out = outlines.write(FILES / name, TARGET / f"{name}.gz", tensors.hashed)
    size, kept = (FILES / name).stat().st_size, (TARGET / f"{name}.gz").stat().st_size
    print(f"{name}: {size} bytes, {size - left_out} besides the tensors, {kept} in its outline", flush=True)


def saved(value, **options):
    """As torch writes it."""
    return lambda file: torch.save(value, file, **options)


def behind(prefix):
    return lambda name, shape: (prefix + name, shape)


# ---------------------------------------------------------------------- VQGAN


def vqgan(case, net, **layout):
    """Keeps what is encoded and decoded, and returns the tensors of the file."""
    tensors = fill(net, **layout)
    net = net.double()
    picture = numbers("picture", 1, 2 * net.factor, 2 * net.factor, 3).permute(0, 3, 1, 2)
    keep(case + ".codes", net.choose(net.encode(picture)))
    table = net.codebook()
    latent = table[(torch.arange(4) * 7919 + 13) % len(table)].reshape(1, 2, 2, -1).permute(0, 3, 1, 2)
    keep(case + ".picture", net.decode(latent).permute(0, 2, 3, 1))
    return tensors


def f16(codes):
    return Vqgan((1, 1, 2, 2, 4), [16], 16, codes, ch=32)


def trained(tensors, **others):
    """With the losses and both optimisers, as training leaves them; others are further tensors."""
    generator = tensors.moments()
    discriminator = Tensors().put(loss__discriminator__main__0__weight=(8, 3, 4, 4), loss__discriminator__main__0__bias=(8,))
    states = generator, discriminator.moments()
    tensors.put(loss__perceptual_loss__lin0__model__1__weight=(1, 64, 1, 1), loss__logvar=(), **others)
    tensors.update(discriminator)
    tensors.hashed.update(discriminator.hashed)
    return published_files.lightning(dict(tensors), *states)


tensors = vqgan("f16_1024", f16(1024))
checkpoint = trained(tensors)
write("imagenet_f16_1024.ckpt", tensors, saved(checkpoint))
write("imagenet_f16_1024-legacy.ckpt", tensors, saved(checkpoint, _use_new_zipfile_serialization=False))

tensors = vqgan("f16_8192", f16(8192))
write("coco_first_stage.ckpt", tensors, saved({"state_dict": dict(tensors)}))

tensors = vqgan("f16_16384", f16(16384))
write("imagenet_f16_16384.ckpt", tensors, saved(trained(tensors)))

tensors = vqgan("gumbel_f8", Vqgan((1, 1, 2, 4), [32], 24, 8192, gumbel=True, ch=32))
write("gumbel_f8_8192.ckpt", tensors, saved(trained(tensors)))

tensors = vqgan("first_stage", f16(1024), published=behind("first_stage_model."))

transformer = Tensors().put(transformer__tok_emb__weight=(64, 8), transformer__blocks__0__ln1__weight=(8,))
state = transformer.moments()
# The condition may be another VQGAN.
tensors.put(cond_stage_model__decoder__conv_in__weight=(64, 8, 3, 3), cond_stage_model__quantize__embedding__weight=(5, 8))
tensors.put(first_stage_model__loss__logvar=())
tensors.hashed.update(transformer.hashed)
write("sflckr.ckpt", tensors, saved(published_files.lightning({**transformer, **tensors}, state)))

for case, net in (
    ("ldm_f4", Vqgan((1, 2, 4), [], 3, 8192, ch=32)),
    ("ldm_f8", Vqgan((1, 2, 2, 4), [32], 4, 16384, ch=32)),
):
    tensors = vqgan(case, net)
    averages = dict(model_ema__decay=(), model_ema__encoderconv_inweight=(32, 3, 3, 3))
    write(case.replace("ldm_", "ldm_vq_") + ".ckpt", tensors, saved(trained(tensors, **averages)))


def from_flax(name, values):
    if "norm" in name:
        return values.flatten()
    return values.permute(3, 2, 0, 1) if values.dim() == 4 else values


tensors = vqgan("flax", f16(1024), published=published_files.flax_name, back=from_flax)
write("flax_model.msgpack", tensors, lambda file: file.write_bytes(published_files.flax(tensors)))

# ----------------------------------------------------------------------- CLIP

CONTEXT, VOCABULARY, TEXT_LAYERS = 12, 60, 2
TEXTS = torch.tensor(
    [
        [58, 3, 17, 59, 0, 0, 0, 0, 0, 0, 0, 0],
        [58, 8, 44, 21, 5, 5, 30, 1, 57, 12, 40, 59],
    ]
)


def pictures(resolution):
    return (numbers("picture", 2, resolution, resolution, 3) / 3.5 + 0.5).permute(0, 3, 1, 2).float()


def clip(case, resolution, see, read):
    """Keeps what the methods see and read of a CLIP compute."""
    with torch.no_grad():
        images, texts = see((pictures(resolution) - MEAN) / DEVIATION), read(TEXTS)
        keep(case + ".images", images)
        keep(case + ".texts", texts)
        keep(case + ".cosines", torch.nn.functional.cosine_similarity(images[:, None], texts[None], dim=-1))


def as_openai(case, dimension, resolution, layers, width, patch, text_width, *more):
    """As OpenAI published it; more are ways to save its state dict alone."""
    net = openai_clip(dimension, resolution, layers, width, patch, text_width, CONTEXT, VOCABULARY, TEXT_LAYERS)
    tensors = fill(net)
    script = published_files.script(net, pictures(resolution), TEXTS)
    name = re.sub("[/@]", "-", case)
    write(name + ".pt", tensors, lambda file: script.save(str(file)))
    for ending, options in more:
        write(name + ending, tensors, saved(net.state_dict(), **options))
    net = net.float()
    clip(case, resolution, net.encode_image, net.encode_text)


def as_open_clip(case, sizes, quick, files, net=open_clip.CLIP, **layout):
    """files gives for each name how it is saved."""
    net = later_clips.of_open_clip(*sizes, CONTEXT, VOCABULARY, TEXT_LAYERS, quick, net)
    tensors = fill(net, **layout)
    for name, save in files.items():
        write(name, tensors, save(tensors))
    clip(case, sizes[1], net.encode_image, net.encode_text)


def alone(tensors):
    return saved(dict(tensors))


def in_safetensors(tensors):
    return lambda file: save_file(dict(tensors), file)


def of_training(tensors):
    return saved(published_files.of_training(dict(tensors), tensors.moments()))


as_openai("ViT-B/32", 32, 64, 3, 128, 32, 64, ("-legacy.pt", {"_use_new_zipfile_serialization": False}))
as_openai("ViT-B/16", 32, 64, 3, 128, 16, 64)
as_openai("ViT-L/14", 48, 28, 4, 192, 14, 128)
as_openai("ViT-L/14@336px", 48, 42, 4, 192, 14, 128)
as_openai("RN50", 64, 64, (3, 4, 6, 3), 4, None, 64, ("-state_dict.pt", {}))
as_openai("RN101", 32, 64, (3, 4, 23, 3), 4, None, 64)
as_openai("RN50x4", 40, 96, (4, 6, 10, 6), 6, None, 128)
as_openai("RN50x16", 48, 128, (6, 8, 18, 8), 4, None, 192)

VIT_B_32 = 32, 64, 3, 128, 32, 64
as_open_clip(
    "open_clip-gelu",
    VIT_B_32,
    False,
    {"open_clip_pytorch_model.bin": alone, "open_clip_model.safetensors": in_safetensors},
)
as_open_clip("open_clip-quickgelu", VIT_B_32, True, {"vit_b_32-quickgelu.pt": alone})
as_open_clip("open_clip-distributed", VIT_B_32, False, {"epoch_32.pt": of_training}, published=behind("module."))
as_open_clip("open_clip-custom-text", VIT_B_32, False, {"custom_text.bin": alone}, net=open_clip.CustomTextCLIP)


def tiny(name, shape):
    return later_clips.tiny(name), shape


as_open_clip("TinyCLIP", (64, 64, 3, 128, 16, 64), False, {"TinyCLIP-ViT.pt": of_training}, published=tiny)
as_open_clip("TinyCLIP-ResNet", (64, 64, (1, 2, 1, 1), 6, 16, 64), False, {"TinyCLIP-ResNet.pt": of_training}, published=tiny)


def as_hugging_face(case, activation, safetensors, torch_file):
    net = later_clips.of_transformers(*VIT_B_32, CONTEXT, VOCABULARY, TEXT_LAYERS, activation)
    tensors = fill(net)
    write(safetensors, tensors, lambda file: later_clips.save_transformers(net, file))
    # Kept in the file until transformers 4.31.
    positions = {
        "text_model.embeddings.position_ids": torch.arange(CONTEXT)[None],
        "vision_model.embeddings.position_ids": torch.arange(5)[None],
    }
    write(torch_file, tensors, saved({**positions, **tensors}))
    clip(case, 64, net.encode_image, net.encode_text)


as_hugging_face("transformers", "quick_gelu", "model.safetensors", "pytorch_model.bin")
as_hugging_face("transformers-gelu", "gelu", "model-gelu.safetensors", "pytorch_model-gelu.bin")

save_file(results, TARGET / "families.safetensors")
