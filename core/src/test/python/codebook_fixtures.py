"""Writes the fixture of the codebook sampling canvas: what it draws of logits, their gradient and a step, by torch.

    .venv/bin/python core/src/test/python/codebook_fixtures.py

multinomial() does not reveal the random number by which it draws a code: the one stored is the middle of the code's interval
of cumulative probabilities. The gradient goes to the probabilities, as with replace_grad in
VQGAN+CLIP_(codebook_sampling_method).ipynb (EleutherAI/vqgan-clip). The loss is the sum of the picture's values, each times
a stored number.
"""

from pathlib import Path

import hash_weights
import torch
import torch.nn.functional as F
from notebook import ClampWithGrad, ReplaceGrad
from reference_models import Vqgan
from safetensors.torch import save_file

OUT = Path(__file__).parents[1] / "resources/io/github/congeal/internal/engine/codebook.safetensors"
CODES, WIDTH = 64, 8
HEIGHT, LENGTH = 4, 6
STEP_SIZE = 0.05


def main():
    torch.manual_seed(5)
    vqgan = Vqgan((1, 1, 2), [64], 16, CODES, ch=32, blocks=1, width=WIDTH)
    description = hash_weights.fill(vqgan)
    codebook = vqgan.codebook().detach()

    def synth(one_hot):
        z = (one_hot @ codebook).view(1, HEIGHT, LENGTH, WIDTH).movedim(3, 1)
        return ClampWithGrad.apply((vqgan.decode(z) + 1) / 2)

    logits = (2 * torch.randn(HEIGHT * LENGTH, CODES)).requires_grad_()
    tensors = {"logits": logits.detach().clone()}
    probabilities = logits.softmax(1)
    drawn = probabilities.multinomial(1)[..., 0]
    own = probabilities.detach().double().gather(1, drawn[:, None])[:, 0]
    # None so unlikely that rounding could choose another code.
    assert own.min() > 1e-4, own.min()
    tensors["uniforms"] = (probabilities.detach().double().cumsum(1).gather(1, drawn[:, None])[:, 0] - own / 2).float()
    picture = synth(ReplaceGrad.apply(F.one_hot(drawn, CODES).float(), probabilities))
    weights = torch.randn_like(picture)
    optimizer = torch.optim.AdamW([logits], lr=STEP_SIZE, weight_decay=0)
    (picture * weights).sum().backward()
    tensors |= {
        "drawn": drawn.float(),
        "picture": picture[0].movedim(0, 2),
        "weights": weights[0].movedim(0, 2),
        "gradient": logits.grad.clone(),
        "shown": synth(F.one_hot(logits.detach().argmax(1), CODES).float())[0].movedim(0, 2),
    }
    optimizer.step()
    tensors["after"] = logits
    OUT.parent.mkdir(parents=True, exist_ok=True)
    save_file(
        {name: tensor.detach().contiguous() for name, tensor in tensors.items()},
        str(OUT),
        metadata={"vqgan": description},
    )


if __name__ == "__main__":
    main()
