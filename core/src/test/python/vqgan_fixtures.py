"""Writes what taming-transformers computes, for the tests of io.github.congeal.internal.vqgan.

    python vqgan_fixtures.py ../resources/io/github/congeal/internal/vqgan/taming.safetensors

Weights and inputs are made up by hash_weights, so only results are stored, channels last. All is computed in float64.
"""

import sys

import hash_weights
import torch
from reference_models import Vqgan
from safetensors.torch import save_file
from taming.modules.diffusionmodules.model import AttnBlock, Downsample, ResnetBlock, Upsample
from taming.modules.vqvae.quantize import VectorQuantizer2

results = {}
descriptions = {}


def numbers(name, *shape):
    """Random-looking numbers of unit variance, [N, H, W, C] to [N, C, H, W] if there are four dimensions."""
    count = 1
    for size in shape:
        count *= size
    tensor = hash_weights.values(name, (count, 1)).double().reshape(shape)
    return tensor.permute(0, 3, 1, 2).contiguous() if len(shape) == 4 else tensor


def keep(name, tensor):
    if tensor.dim() == 4:
        tensor = tensor.permute(0, 2, 3, 1)
    if tensor.is_floating_point():
        tensor = tensor.float()
    else:
        tensor = tensor.int()
    results[name] = tensor.detach().contiguous()


def both_ways(case, layer, name, *shape):
    """Keeps a layer's output and the gradient of its input."""
    x = numbers(f"{case}.{name}", *shape).requires_grad_()
    y = layer(x)
    n, c, h, w = y.shape
    y.backward(numbers(f"{case}.{name}.gradient", n, h, w, c))
    keep(f"{case}.{name}.output", y)
    keep(f"{case}.{name}.result", x.grad)
    return y


def block(case, module, *shape):
    descriptions[case] = hash_weights.fill(module)
    module = module.double().eval()
    both_ways(case, lambda x: module(x, None) if isinstance(module, ResnetBlock) else module(x), "input", *shape)


def model(case, rows, columns, **config):
    net = Vqgan(**config)
    descriptions[case] = hash_weights.fill(net)
    net = net.double().eval()
    h, w, d = rows // net.factor, columns // net.factor, net.codebook().shape[1]

    features = both_ways(case, net.encode, "picture", 1, rows, columns, 3)
    both_ways(case, net.decode, "latent", 1, h, w, d)

    if net.gumbel:
        uniform = (numbers(f"{case}.noise", 1, h, w, config["codes"]) / 3.5 + 0.5).float()
        keep(f"{case}.uniform", uniform)
        real = torch.Tensor.exponential_
        torch.Tensor.exponential_ = lambda tensor: -uniform.double().log()
        quantised, _, (_, _, codes) = net.quantize(features)
        torch.Tensor.exponential_ = real
    else:
        quantised, _, (_, _, codes) = net.quantize(features)
    assert codes.unique().numel() > 3, "too few codes for a test"
    keep(f"{case}.codes", codes.flatten())
    keep(f"{case}.reconstruction", net.decode(quantised))


block("residual", ResnetBlock(in_channels=32, out_channels=32, temb_channels=0, dropout=0.0), 1, 5, 7, 32)
block("widening", ResnetBlock(in_channels=32, out_channels=64, temb_channels=0, dropout=0.0), 2, 3, 5, 32)
block("attention", AttnBlock(32), 1, 6, 5, 32)
block("attention_of_two", AttnBlock(64), 2, 2, 3, 64)
block("downsample", Downsample(32, True), 1, 8, 6, 32)
block("upsample", Upsample(32, True), 1, 3, 4, 32)

# As the models of ImageNet with f = 16: five levels, attention in the last.
model("f16", 32, 64, ch=32, ch_mult=(1, 1, 1, 1, 2), blocks=1, attention=[16], z=16, width=16, codes=50)
# As the Gumbel model with f = 8.
model("gumbel", 40, 24, ch=32, ch_mult=(1, 1, 2, 2), blocks=2, attention=[32], z=24, width=24, codes=70, gumbel=True)
# As the f = 4 model of latent diffusion: narrow codes, attention in the middle only.
model("f4", 28, 20, ch=32, ch_mult=(1, 2, 3), blocks=2, attention=[], z=3, width=4, codes=90)
# Attention wherever there can be.
model("attentive", 6, 10, ch=64, ch_mult=(1, 1), blocks=1, attention=[256, 128], z=8, width=6, codes=20)

quantizer = VectorQuantizer2(33, 7, beta=0.25)
descriptions["quantizer"] = hash_weights.fill(quantizer)
latent = numbers("quantizer.latent", 1, 5, 9, 7) * 0.7
quantised, _, (_, _, codes) = quantizer.double()(latent)
keep("quantizer.codes", codes)
keep("quantizer.output", quantised)

save_file(results, sys.argv[1], metadata=descriptions)
