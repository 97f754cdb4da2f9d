"""Writes the fixture of the optimisers: where parameters are after some steps, by torch's own optimisers.

    .venv/bin/python core/src/test/python/optimizer_fixtures.py

Two optimisers are not torch's: DiffGrad (arXiv 1909.11015, equations 4 to 7) and AdamP (arXiv 2006.08217, algorithm 2) are
written out here in numpy. The gradient at a step is a stored array plus 0.3 times the parameters.
"""

from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/engine/optimizers.safetensors"
STEPS, LOOKS = 20, (1, 2, 6, 20)
RATE, PULL = 0.1, 0.3
SHAPE = (1, 3, 4, 5)


def moments(betas, gradient, state):
    state["mean"] = betas[0] * state.get("mean", 0) + (1 - betas[0]) * gradient
    state["square"] = betas[1] * state.get("square", 0) + (1 - betas[1]) * gradient**2
    state["step"] = state.get("step", 0) + 1
    return 1 - betas[0] ** state["step"], 1 - betas[1] ** state["step"]


def diff_grad(x, gradient, state, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
    gradient = gradient + weight_decay * x
    first, second = moments(betas, gradient, state)
    friction = 1 / (1 + numpy.exp(-abs(state.get("before", numpy.zeros_like(x)) - gradient)))
    state["before"] = gradient
    rate = RATE * numpy.sqrt(second) / first
    return x - rate * friction * state["mean"] / (numpy.sqrt(state["square"]) + eps)


def adam_p(x, gradient, state, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, delta=0.1, ratio=0.1, nesterov=False):
    first, second = moments(betas, gradient, state)
    ahead = betas[0] * state["mean"] + (1 - betas[0]) * gradient if nesterov else state["mean"]
    step = ahead / (numpy.sqrt(state["square"]) / numpy.sqrt(second) + eps)
    norm = numpy.linalg.norm(x) + eps
    cosine = abs((gradient * x).sum()) / (numpy.linalg.norm(gradient) + eps) / norm
    if cosine < delta / numpy.sqrt(x.size):
        step = step - x / norm * (x / norm * step).sum()
        weight_decay *= ratio
    return x * (1 - RATE * weight_decay) - RATE / first * step


def by_torch(make, clip=lambda x: None):
    def run(start, gradients):
        x = torch.nn.Parameter(start.clone())
        optimizer = make([x])
        for gradient in gradients:
            x.grad = (gradient + PULL * x).detach().clone()
            clip(x)
            optimizer.step()
            yield x.detach().clone()

    return run


def by_numpy(step, **numbers):
    def run(start, gradients):
        x, state = start.double().numpy(), {}
        for gradient in gradients.double().numpy():
            x = step(x, gradient + PULL * x, state, **numbers)
            yield torch.from_numpy(x).float()

    return run


def cases():
    optim = torch.optim
    norm = lambda x: torch.nn.utils.clip_grad_norm_([x], 0.5)
    value = lambda x: torch.nn.utils.clip_grad_value_([x], 0.05)
    adam = lambda p: optim.Adam(p, lr=RATE)
    rms = lambda p: optim.RMSprop(p, lr=RATE)
    return {
        "adam": by_torch(adam),
        "adam(beta1=0.8, beta2=0.95, epsilon=1.0E-6, weight-decay=0.1)": by_torch(
            lambda p: optim.Adam(p, lr=RATE, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)
        ),
        "adam(beta2=0.6, amsgrad=true)": by_torch(lambda p: optim.Adam(p, lr=RATE, betas=(0.9, 0.6), amsgrad=True)),
        "adamw": by_torch(lambda p: optim.AdamW(p, lr=RATE)),
        "adamw(beta2=0.6, weight-decay=0.5, amsgrad=true)": by_torch(
            lambda p: optim.AdamW(p, lr=RATE, betas=(0.9, 0.6), weight_decay=0.5, amsgrad=True)
        ),
        "adagrad": by_torch(lambda p: optim.Adagrad(p, lr=RATE)),
        "adagrad(learning-rate-decay=0.2, weight-decay=0.1, initial-accumulator=0.3, epsilon=0.01)": by_torch(
            lambda p: optim.Adagrad(p, lr=RATE, lr_decay=0.2, weight_decay=0.1, initial_accumulator_value=0.3, eps=0.01)
        ),
        "adamax": by_torch(lambda p: optim.Adamax(p, lr=RATE)),
        "adamax(beta1=0.5, beta2=0.7, epsilon=0.01, weight-decay=0.1)": by_torch(
            lambda p: optim.Adamax(p, lr=RATE, betas=(0.5, 0.7), eps=0.01, weight_decay=0.1)
        ),
        "radam": by_torch(lambda p: optim.RAdam(p, lr=RATE)),
        "radam(beta1=0.8, beta2=0.9, epsilon=0.01, weight-decay=0.1)": by_torch(
            lambda p: optim.RAdam(p, lr=RATE, betas=(0.8, 0.9), eps=0.01, weight_decay=0.1)
        ),
        "rmsprop": by_torch(rms),
        "rmsprop(alpha=0.9, epsilon=0.01, weight-decay=0.1, momentum=0.5, centered=true)": by_torch(
            lambda p: optim.RMSprop(p, lr=RATE, alpha=0.9, eps=0.01, weight_decay=0.1, momentum=0.5, centered=True)
        ),
        "diff-grad": by_numpy(diff_grad),
        "diff-grad(beta1=0.8, beta2=0.9, epsilon=0.01, weight-decay=0.1)": by_numpy(
            diff_grad, betas=(0.8, 0.9), eps=0.01, weight_decay=0.1
        ),
        "adamp": by_numpy(adam_p),
        "adamp(beta1=0.8, beta2=0.9, epsilon=0.01, weight-decay=0.5, delta=1.5, decay-ratio=0.2, nesterov=true)": by_numpy(
            adam_p, betas=(0.8, 0.9), eps=0.01, weight_decay=0.5, delta=1.5, ratio=0.2, nesterov=True
        ),
        "adam & norm(most=0.5)": by_torch(adam, norm),
        "rmsprop & norm(most=0.5)": by_torch(rms, norm),
        "rmsprop & value(most=0.05)": by_torch(rms, value),
    }


def plateaus():
    """Step sizes that follow a sequence of losses, with the numbers of the plateau before them."""
    random = numpy.random.default_rng(8)
    losses = [float(numpy.float32(x)) for x in 1 / (1 + numpy.arange(60) / 10).clip(1, 4) + 0.02 * random.standard_normal(60)]
    runs = {
        "plateau(patience=3)": dict(patience=3),
        "plateau(factor=0.5, patience=2, threshold=0.05, cooldown=4, least=0.02)": dict(
            factor=0.5, patience=2, threshold=0.05, cooldown=4, min_lr=0.02
        ),
    }
    sizes = {}
    for name, numbers in runs.items():
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)
        scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **numbers)
        sizes[name] = []
        for loss in losses:
            sizes[name].append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step(loss)
    return losses, sizes


def main():
    generator = torch.Generator().manual_seed(5)
    start = torch.randn(SHAPE, generator=generator)
    gradients = torch.randn((STEPS, *SHAPE), generator=generator) * torch.logspace(-3, 0, SHAPE[-1])
    tensors = {"start": start, "gradients": gradients}
    for name, run in cases().items():
        for step, x in enumerate(run(start, gradients), 1):
            if step in LOOKS:
                tensors[f"{name} @ {step}"] = x.contiguous()
    losses, sizes = plateaus()
    tensors["losses"] = torch.tensor(losses)
    for name, each in sizes.items():
        tensors[name] = torch.tensor(each)
    save_file(tensors, OUT, metadata={"cases": "\n".join(cases())})
    print(OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
