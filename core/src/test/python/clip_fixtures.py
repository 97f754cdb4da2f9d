"""Writes what CLIP and open_clip compute, for the tests of io.github.congeal.internal.clip.

    python clip_fixtures.py ../resources/io/github/congeal/internal/clip/clip.safetensors

Weights and inputs are made up by hash_weights, so only results are stored, channels last, float32.
"""

import sys

import hash_weights
import torch
from later_clips import of_open_clip
from reference_models import DEVIATION, MEAN, clip
from reference_models import openai as reference
from safetensors.torch import save_file

CONTEXT, VOCABULARY, DIMENSION = 12, 60, 32
TEXT_WIDTH, TEXT_LAYERS = 128, 2
# The end of a text is the largest token; behind it are zeros.
TEXTS = torch.tensor(
    [
        [58, 3, 17, 59, 0, 0, 0, 0, 0, 0, 0, 0],
        [58, 59, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [58, 8, 44, 21, 5, 5, 30, 1, 57, 12, 40, 59],
    ]
)

results = {}
descriptions = {}


def numbers(name, *shape):
    """Random-looking numbers of unit variance."""
    count = 1
    for size in shape:
        count *= size
    return hash_weights.values(name, (count, 1)).reshape(shape)


def pictures(name, *shape):
    """[N, C, H, W] of values between 0 and 1; the numbers run over [N, H, W, C]."""
    return (numbers(name, *shape) / 3.5 + 0.5).permute(0, 3, 1, 2).contiguous()


def keep(name, tensor):
    results[name] = tensor.detach().contiguous()


def last(x):
    return x.permute(0, 2, 3, 1)


def first(x):
    return x.permute(0, 3, 1, 2).contiguous()


def block(case, module, shape, before=lambda x: x, after=lambda y: y):
    """Keeps a part's output and the gradient of its input; before and after translate from and to Java's shapes."""
    descriptions[case] = hash_weights.fill(module)
    x = numbers(f"{case}.input", *shape).requires_grad_()
    y = after(module.eval()(before(x)))
    y.backward(numbers(f"{case}.gradient", *y.shape))
    keep(f"{case}.output", y)
    keep(f"{case}.result", x.grad)


def model(case, net, resolution):
    """Keeps embeddings of pictures with the gradient of the pixels, embeddings of texts, and logits."""
    descriptions[case] = hash_weights.fill(net)
    net = net.eval()
    image = pictures("picture", 2, resolution, resolution, 3).requires_grad_()
    normalised = (image - MEAN) / DEVIATION
    embedding = net.encode_image(normalised)
    embedding.backward(numbers("gradient", *embedding.shape))
    keep(f"{case}.embedding", embedding)
    keep(f"{case}.result", last(image.grad))
    with torch.no_grad():
        keep(f"{case}.texts", net.encode_text(TEXTS))
        image_features, text_features = net.encode_image(normalised), net.encode_text(TEXTS)
        cosines = torch.nn.functional.cosine_similarity(image_features[:, None], text_features[None], dim=-1)
        keep(f"{case}.probabilities", (net.logit_scale.exp() * cosines).softmax(-1))
        keep(f"{case}.cosines", cosines)


def openai(resolution, layers, width, patch):
    return clip(DIMENSION, resolution, layers, width, patch, TEXT_WIDTH, CONTEXT, VOCABULARY, TEXT_LAYERS)


def laion(resolution, layers, width, patch):
    sizes = DIMENSION, resolution, layers, width, patch, TEXT_WIDTH, CONTEXT, VOCABULARY, TEXT_LAYERS
    return of_open_clip(*sizes, quick_gelu=True)


def tokens_first(x):
    return x.permute(1, 0, 2)


mask = torch.full((5, 5), float("-inf")).triu_(1)
block("block", reference.ResidualAttentionBlock(128, 2), (2, 5, 128), tokens_first, tokens_first)
block("causal", reference.ResidualAttentionBlock(128, 2, mask), (2, 5, 128), tokens_first, tokens_first)
block("pool", reference.AttentionPool2d(3, 128, 2, 32), (2, 3, 3, 128), first)
block("bottleneck", reference.Bottleneck(32, 8, 1), (2, 6, 6, 32), first, last)
block("shrinking", reference.Bottleneck(16, 8, 2), (2, 6, 6, 16), first, last)

VIT = (24, 3, 128, 8)
RESNET = (64, (1, 2, 1, 1), 4, None)
model("openai.vit", openai(*VIT), VIT[0])
model("openai.resnet", openai(*RESNET), RESNET[0])
model("open_clip.vit", laion(*VIT), VIT[0])
model("open_clip.resnet", laion(*RESNET), RESNET[0])

save_file(results, sys.argv[1], metadata=descriptions)
