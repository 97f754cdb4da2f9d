"""What the programs that the published models come from write around their weights."""

import torch
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
