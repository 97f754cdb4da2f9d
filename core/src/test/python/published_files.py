"""What the programs that the published models come from write around their weights, and how they call them."""

import re

import torch
from flax import serialization
from pytorch_lightning.callbacks import ModelCheckpoint
from reference_models import openai


def adam(moments):
    """The state of an optimiser that has moved parameters for some steps.

    moments are pairs of averages, of the gradient and of its square, one pair for each parameter.
    """
    state = {i: {"step": 7, "exp_avg": mean, "exp_avg_sq": square} for i, (mean, square) in enumerate(moments)}
    return {
        "state": state,
        "param_groups": [{"lr": 4.5e-06, "betas": (0.5, 0.9), "eps": 1e-08, "weight_decay": 0, "params": list(state)}],
    }


def lightning(state_dict, *optimizer_states):
    """What pytorch-lightning 1.x wrote around a state dict."""
    return {
        "epoch": 3,
        "global_step": 12345,
        "pytorch-lightning_version": "1.0.8",
        "callbacks": {ModelCheckpoint: {"best_model_score": torch.tensor(0.5), "best_model_path": "a/b.ckpt"}},
        "optimizer_states": list(optimizer_states),
        "lr_schedulers": [],
        "state_dict": state_dict,
    }


def script(net, picture, texts):
    """OpenAI's CLIP as it is published: traced, in float16, with its sizes beside the weights. The net itself changes."""
    openai.convert_weights(net)
    sizes = dict(input_resolution=picture.shape[-1], context_length=texts.shape[-1], vocab_size=net.vocab_size)
    for name, size in sizes.items():
        if hasattr(net, name):
            delattr(net, name)
        net.register_buffer(name, torch.tensor(size))
    return torch.jit.trace(net, (picture.half(), texts), check_trace=False)


def of_training(state_dict, optimizer):
    """As open_clip's training saves, and TinyCLIP's, which grew from it."""
    return {"epoch": 32, "name": "a run", "state_dict": state_dict, "optimizer": optimizer}


def flax_name(name, shape):
    """Name and shape that convert_pt_model_to_jax.py of vqgan-jax gives a tensor of taming's."""
    for part in re.findall(r"\w+[.]\d+", name):
        name = name.replace(part, part.replace(".", "_"))
    stem, _, kind = name.rpartition(".")
    if "norm" in name:
        return (stem + (".scale" if kind == "weight" else ".bias")), (1, 1, 1, *shape)
    if len(shape) == 4:
        return stem + ".kernel", (shape[2], shape[3], shape[1], shape[0])
    return (stem + ".embedding" if kind == "weight" else name), shape


def flax(tensors):
    """The bytes of flax's file of tensors, which are called and lie as in flax: maps within maps."""
    root = {}
    for name, tensor in tensors.items():
        *path, leaf = name.split(".")
        node = root
        for part in path:
            node = node.setdefault(part, {})
        node[leaf] = tensor.contiguous().numpy()
    return serialization.to_bytes(root)
