"""Writes torch's results for the test TorchValuesTest of io.github.congeal.internal.nn.

    python nn_fixtures.py ../resources/io/github/congeal/internal/nn/torch.safetensors

Weights and inputs are made up by hash_weights, so only results are stored: NAME.output and, for the functional NAME.functional of
the output, NAME.gradient with respect to the input. Pictures are channels last. All is computed in float64 and kept as float32.
"""

import sys

import hash_weights
import torch
import torch.nn.functional as F
from safetensors.torch import save_file

results = {}


def numbers(name, *shape):
    count = 1
    for size in shape:
        count *= size
    return hash_weights.values(name, (count, 1)).double().reshape(shape)


def picture(function):
    """From a function of [N, C, H, W] to one of [N, H, W, C]."""
    return lambda x: function(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)


def case(name, function, *shape):
    x = numbers(name + ".input", *shape).requires_grad_()
    out = function(x)
    out.backward(numbers(name + ".functional", *out.shape))
    results[name + ".output"] = out.detach().float().contiguous()
    results[name + ".gradient"] = x.grad.float().contiguous()


def filled(name, module):
    module = module.double()
    with torch.no_grad():
        for key, tensor in module.state_dict().items():
            tensor.copy_(hash_weights.values(f"{name}.{key}", tensor.shape))
    return module


def convolution(name, inputs, outputs, kernel, **options):
    return filled(name, torch.nn.Conv2d(inputs, outputs, kernel, **options))


def pad_after(x):
    return F.pad(x, (0, 1, 0, 1))


def attention(heads, mask=None):
    def function(x):
        n, t, _ = x.shape
        q, k, v = (part.reshape(n, t, heads, -1).transpose(1, 2) for part in x.chunk(3, dim=-1))
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(n, t, -1)

    return function


def main(path):
    case("conv3", picture(convolution("conv3", 5, 7, 3, padding=1)), 2, 6, 9, 5)
    case("conv1", picture(convolution("conv1", 5, 3, 1, bias=False)), 1, 7, 5, 5)
    case("centred", picture(convolution("centred", 4, 6, 3, stride=2, padding=1)), 2, 8, 6, 4)
    after = convolution("after", 4, 6, 3, stride=2)
    case("after", picture(lambda x: after(pad_after(x))), 2, 8, 6, 4)
    case("tiled", picture(convolution("tiled", 8, 6, 3, padding=1)), 2, 9, 7, 8)
    enlarged = convolution("enlarged", 6, 5, 3, padding=1)
    case("enlarged", picture(lambda x: enlarged(F.interpolate(x, scale_factor=2.0, mode="nearest"))), 1, 5, 6, 6)
    case("linear", filled("linear", torch.nn.Linear(6, 9)), 2, 5, 6)
    norm = filled("group", torch.nn.GroupNorm(4, 12, eps=1e-6))
    case("group", picture(norm), 2, 5, 7, 12)
    swished = filled("groupswish", torch.nn.GroupNorm(32, 64, eps=1e-6))
    case("groupswish", picture(lambda x: F.silu(swished(x))), 2, 6, 4, 64)
    case("layer", filled("layer", torch.nn.LayerNorm(16)), 2, 7, 16)
    case("swish", F.silu, 3, 5, 7)
    case("quickgelu", lambda x: x * torch.sigmoid(1.702 * x), 3, 5, 7)
    case("gelu", F.gelu, 3, 5, 7)
    case("relu", F.relu, 3, 5, 7)
    case("upsample", picture(lambda x: F.interpolate(x, scale_factor=2.0, mode="nearest")), 2, 3, 5, 4)
    case("pool2", picture(lambda x: F.avg_pool2d(x, 2)), 2, 6, 4, 3)
    case("pool3", picture(lambda x: F.avg_pool2d(x, 3)), 1, 6, 9, 3)
    case("attention", attention(3), 2, 7, 3 * 12)
    causal = torch.full((5, 5), float("-inf"), dtype=torch.float64).triu(1)
    case("masked", attention(2, causal), 2, 5, 3 * 8)
    save_file(results, path)


main(sys.argv[1])
