"""Writes models of random weights at full size, in the very layout of the published files, and what the reference computes with them.

    python write.py FOLDER imagenet_f16_16384 gumbel_f8_8192 ViT-B/32 RN50

The names are those below. VQGANs become NAME.ckpt, as Lightning wrote them, with the states of two optimisers, a callback and the
losses; CLIPs become NAME.pt, TorchScript in float16 as OpenAI published them; and some are in the files of other programs.
NAME.values.safetensors beside each holds inputs and results.
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

sys.path.insert(0, str(Path(__file__).parents[2] / "core/src/test/python"))
import later_clips  # noqa: E402
import published_files  # noqa: E402
from reference_models import (  # noqa: E402
    CLIPS, CONTEXT, DEVIATION, MEAN, TEXT_LAYERS, VOCABULARY, VQGANS, published_clip, published_vqgan,
)  # fmt: skip

folder = Path(sys.argv[1])
# As many numbers as LPIPS and the discriminator have.
LOSS_SIZES = {"loss.perceptual_loss.net.weight": 14_714_688, "loss.discriminator.main.weight": 663_745}
# About as many as the transformer of sflckr has.
TRANSFORMER_SIZE = 307_000_000
TINY = (512, 224, 12, 512, 16, 512, CONTEXT, VOCABULARY, 6)
VIT_B_32 = (*CLIPS["ViT-B/32"], CONTEXT, VOCABULARY, TEXT_LAYERS)


def moments(tensors):
    return published_files.adam([(torch.zeros_like(tensor), torch.ones_like(tensor)) for tensor in tensors])


def save_values(name, **values):
    save_file({key: value.contiguous() for key, value in values.items()}, folder / f"{name}.values.safetensors")


def vqgan(name, published):
    net = published_vqgan(published).eval()
    table = net.codebook()
    with torch.no_grad():
        table.normal_(0, 0.5)
        codes = torch.arange(24) * 7919 % len(table)
        decoded = net.decode(table[codes].reshape(1, 4, 6, -1).permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        picture = torch.rand(1, 64, 96, 3) * 2 - 1
        chosen = net.choose(net.encode(picture.permute(0, 3, 1, 2)))
    save_values(name, codes=codes.int(), decoded=decoded, picture=picture, chosen=chosen.int())
    return net


def save_vqgan(name):
    net = vqgan(name, name)
    losses = {key: torch.zeros(size) for key, size in LOSS_SIZES.items()}
    states = moments(net.parameters()), moments([losses["loss.discriminator.main.weight"]])
    torch.save(published_files.lightning({**net.state_dict(), **losses}, *states), folder / f"{name}.ckpt")


def save_first_stage(name):
    """The first stage of a transformer checkpoint, behind the states of the transformer's optimiser."""
    net = vqgan(name, "imagenet_f16_1024")
    transformer = torch.zeros(TRANSFORMER_SIZE)
    state = {"transformer.weight": transformer}
    state |= {"first_stage_model." + key: tensor for key, tensor in net.state_dict().items()}
    torch.save(published_files.lightning(state, moments([transformer])), folder / f"{name}.ckpt")


def save_flax(name):
    net = vqgan(name, "imagenet_f16_16384")
    tensors = {}
    for key, tensor in net.state_dict().items():
        there, shape = published_files.flax_name(key, tensor.shape)
        tensors[there] = tensor.permute(2, 3, 1, 0) if tensor.dim() == 4 else tensor.reshape(shape)
    (folder / f"{name}.msgpack").write_bytes(published_files.flax(tensors))


def clip(name, net, resolution):
    """Keeps what a CLIP computes in float32."""
    picture, normalised, texts = inputs(resolution)
    with torch.no_grad():
        images, words = net.encode_image(normalised), net.encode_text(texts)
        cosines = torch.nn.functional.cosine_similarity(images[:, None], words[None], dim=-1)
    save_values(name, pictures=picture, tokens=texts, images=images, texts=words, cosines=cosines)


def inputs(resolution):
    generator = torch.Generator().manual_seed(2)
    picture = torch.rand(2, resolution, resolution, 3, generator=generator)
    texts = torch.zeros(2, CONTEXT, dtype=torch.int32)
    texts[0, :4] = torch.tensor([49406, 320, 736, 49407])
    texts[1, :7] = torch.tensor([49406, 320, 4287, 539, 320, 1929, 49407])
    return picture, (picture.permute(0, 3, 1, 2) - MEAN) / DEVIATION, texts


def save_clip(name):
    net = published_clip(name).eval()
    resolution = CLIPS[name][1]
    file = name.replace("/", "-").replace("@", "-")
    _, normalised, texts = inputs(resolution)
    with torch.no_grad():
        published_files.script(net, normalised, texts).save(str(folder / f"{file}.pt"))
    clip(file, net.float(), resolution)


def of_open_clip(name, sizes):
    """One whose activation is said by the JSON file beside it."""
    net = later_clips.of_open_clip(*sizes, quick_gelu=False).eval()
    (folder / f"{name}.json").write_text(json.dumps(later_clips.configuration(*sizes)))
    clip(name, net, sizes[1])
    return net


def save_open_clip(name):
    torch.save(of_open_clip(name, VIT_B_32).state_dict(), folder / f"{name}.bin")


def save_tiny_clip(name):
    net = of_open_clip(name, TINY)
    state = {later_clips.tiny(key): tensor for key, tensor in net.state_dict().items()}
    torch.save(published_files.of_training(state, moments(net.parameters())), folder / f"{name}.pt")


def save_transformers(name):
    net = later_clips.of_transformers(*VIT_B_32).eval()
    clip(name, net, VIT_B_32[1])
    later_clips.save_transformers(net, folder / f"{name}.safetensors")


WAYS = {
    **{name: save_vqgan for name in VQGANS},
    **{name: save_clip for name in CLIPS},
    "sflckr": save_first_stage,
    "flax_f16_16384": save_flax,
    "open_clip-ViT-B-32": save_open_clip,
    "TinyCLIP-ViT-39M-16-Text-19M": save_tiny_clip,
    "clip-vit-base-patch32": save_transformers,
}

folder.mkdir(parents=True, exist_ok=True)
for name in sys.argv[2:]:
    torch.manual_seed(1)
    WAYS[name](name)
    print(name, flush=True)
