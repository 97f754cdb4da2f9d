"""Writes models of random weights at full size, in the very layout of the published files, and what the reference computes with them.

    python write.py FOLDER imagenet_f16_16384 gumbel_f8 ViT-B-32 RN50

VQGANs become NAME.ckpt, as Lightning wrote them, with the states of two optimisers, a callback and the losses; CLIPs become NAME.pt,
TorchScript in float16 as OpenAI published them. NAME.values.safetensors beside each holds inputs and results.
"""

import os
import sys
from collections import OrderedDict

import torch
from pytorch_lightning.callbacks import ModelCheckpoint
from reference import CLIPS, VQGANS, Vqgan, clip, openai
from safetensors.torch import save_file

MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073]).reshape(3, 1, 1)
DEVIATION = torch.tensor([0.26862954, 0.26130258, 0.27577711]).reshape(3, 1, 1)
# As many numbers as LPIPS and the discriminator have.
LOSS_SIZES = {"loss.perceptual_loss.net.weight": 14_714_688, "loss.discriminator.main.weight": 663_745}


def optimizer_state(parameters):
    state = {i: {"step": 1, "exp_avg": torch.zeros_like(p), "exp_avg_sq": torch.ones_like(p)} for i, p in enumerate(parameters)}
    return {"state": state, "param_groups": [{"lr": 4.5e-6, "betas": (0.5, 0.9), "params": list(range(len(state)))}]}


def save_vqgan(folder, name):
    net = Vqgan(name).eval()
    with torch.no_grad():
        net.codebook().normal_(0, 0.5)
        codes = torch.arange(24) * 7919 % VQGANS[name][3]
        latent = net.codebook()[codes].reshape(1, 4, 6, -1).permute(0, 3, 1, 2)
        decoded = net.decoder(net.post_quant_conv(latent)).permute(0, 2, 3, 1)
        picture = torch.rand(1, 64, 96, 3) * 2 - 1
        features = net.quant_conv(net.encoder(picture.permute(0, 3, 1, 2)))
        if VQGANS[name][4]:
            chosen = net.quantize.proj(features).argmax(1).flatten()
        else:
            chosen = net.quantize(features)[2][2].flatten()
    values = dict(codes=codes.int(), decoded=decoded, picture=picture, chosen=chosen.int())
    save_file({k: v.contiguous() for k, v in values.items()}, os.path.join(folder, name + ".values.safetensors"))
    state = OrderedDict(net.state_dict())
    state.update((key, torch.zeros(size)) for key, size in LOSS_SIZES.items())
    checkpoint = {
        "epoch": 1,
        "global_step": 2,
        "pytorch-lightning_version": "1.0.8",
        "callbacks": {ModelCheckpoint: {"best_model_score": torch.tensor(0.5), "best_model_path": "last.ckpt"}},
        "optimizer_states": [optimizer_state(net.parameters()), optimizer_state([torch.zeros(LOSS_SIZES["loss.discriminator.main.weight"])])],
        "lr_schedulers": [],
        "state_dict": state,
    }
    torch.save(checkpoint, os.path.join(folder, name + ".ckpt"))


def save_clip(folder, name):
    net = clip(name).eval()
    resolution = CLIPS[name][1]
    openai.convert_weights(net)
    texts = torch.zeros(2, 77, dtype=torch.int32)
    texts[0, :4] = torch.tensor([49406, 320, 736, 49407])
    texts[1, :7] = torch.tensor([49406, 320, 4287, 539, 320, 1929, 49407])
    picture = torch.rand(2, resolution, resolution, 3)
    normalised = (picture.permute(0, 3, 1, 2) - MEAN) / DEVIATION
    # The published files, too, remember three numbers beside the weights.
    for key, value in dict(input_resolution=resolution, context_length=77, vocab_size=49408).items():
        if hasattr(net, key):
            delattr(net, key)
        net.register_buffer(key, torch.tensor(value))
    with torch.no_grad():
        torch.jit.trace(net, (normalised.half(), texts), check_trace=False).save(os.path.join(folder, name + ".pt"))
        net = net.float()
        images, words = net.encode_image(normalised), net.encode_text(texts)
        cosines = torch.nn.functional.cosine_similarity(images[:, None], words[None], dim=-1)
    values = dict(pictures=picture, tokens=texts, images=images, texts=words, cosines=cosines)
    save_file({k: v.contiguous() for k, v in values.items()}, os.path.join(folder, name + ".values.safetensors"))


folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
for name in sys.argv[2:]:
    torch.manual_seed(1)
    save_vqgan(folder, name) if name in VQGANS else save_clip(folder, name)
    print(name, flush=True)
