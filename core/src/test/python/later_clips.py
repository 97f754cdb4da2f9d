"""CLIPs published after OpenAI's, for the fixtures and for benchmarks/. Sizes are as reference_models.clip has them."""

import open_clip
import torch
from transformers import CLIPConfig, CLIPModel


def of_open_clip(
    dimension, resolution, layers, width, patch, text_width, context, vocabulary, text_layers, quick_gelu, net=open_clip.CLIP
):
    vision = open_clip.CLIPVisionCfg(layers=layers, width=width, patch_size=patch, image_size=resolution)
    text = open_clip.CLIPTextCfg(
        context_length=context, vocab_size=vocabulary, width=text_width, heads=text_width // 64, layers=text_layers
    )
    return net(dimension, vision, text, quick_gelu=quick_gelu)


def configuration(dimension, resolution, layers, width, patch, text_width, context, vocabulary, text_layers):
    """What open_clip's model_configs say of such a net, whose activation is the exact GELU."""
    return {
        "embed_dim": dimension,
        "vision_cfg": {"image_size": resolution, "layers": layers, "width": width, "patch_size": patch},
        "text_cfg": {
            "context_length": context,
            "vocab_size": vocabulary,
            "width": text_width,
            "heads": text_width // 64,
            "layers": text_layers,
        },
    }


def tiny(name):
    """The name of a tensor of open_clip's in a file of TinyCLIP's training, which wraps the towers."""
    if name == "logit_scale":
        return "_logit_scale.module.logit_scale"
    wrapper = "_image_encoder" if name.startswith("visual.") else "_text_encoder"
    return f"{wrapper}.module.{name}"


def of_transformers(
    dimension, resolution, layers, width, patch, text_width, context, vocabulary, text_layers, activation="quick_gelu"
):
    vision = dict(
        hidden_size=width,
        intermediate_size=4 * width,
        num_hidden_layers=layers,
        num_attention_heads=width // 64,
        image_size=resolution,
        patch_size=patch,
        hidden_act=activation,
    )
    text = dict(
        hidden_size=text_width,
        intermediate_size=4 * text_width,
        num_hidden_layers=text_layers,
        num_attention_heads=text_width // 64,
        max_position_embeddings=context,
        vocab_size=vocabulary,
        bos_token_id=vocabulary - 2,
        eos_token_id=vocabulary - 1,
        hidden_act=activation,
    )
    net = CLIPModel(CLIPConfig(projection_dim=dimension, vision_config=vision, text_config=text))
    # As the others call it.
    net.encode_image = lambda pictures: _embedding(net.get_image_features(pixel_values=pictures))
    net.encode_text = lambda texts: _embedding(net.get_text_features(input_ids=texts))
    return net


def _embedding(output):
    return output if torch.is_tensor(output) else output.pooler_output


def save_transformers(net, file):
    """model.safetensors as transformers saves it, under another name; the configuration beside it under that name, too."""
    folder = file.with_suffix("")
    net.save_pretrained(folder)
    (folder / "model.safetensors").rename(file)
    (folder / "config.json").rename(file.with_suffix(".json"))
    folder.rmdir()
