"""Paints the sketcher's scenes, so that a caption has one picture: each colour name one shade, each phrase for a place one scenery.

With random shades, adjacent codes decide for different ones, and objects become speckled.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from colours import RGB
from plans import PLACE_NAMES, VARIANTS

SCENERY = 128  # the side of a place's picture
NEAR = 0.22  # how far from the main colour's tint a colour may be to be repainted


def _axis() -> Tensor:
    return torch.linspace(0, 1, SCENERY).view(1, -1, 1).expand(1, SCENERY, SCENERY)


def _blend(top: tuple, bottom: tuple) -> Tensor:
    top, bottom = (torch.tensor(c).view(3, 1, 1) for c in (top, bottom))
    return top * (1 - _axis()) + bottom * _axis()


def _land(sky: Tensor, land: Tensor, horizon: Tensor | float) -> Tensor:
    edge = ((_axis() - horizon) * 60).sigmoid()
    return sky * (1 - edge) + land * edge


def _flat(*colour: float) -> Tensor:
    return torch.tensor(colour).view(3, 1, 1)


def _dots(seed: int, count: int, radius: float, lowest: float = 1.0) -> Tensor:
    places = torch.rand(count, 2, generator=torch.Generator().manual_seed(seed))
    places[:, 1] *= lowest
    y, x = torch.meshgrid(torch.linspace(0, 1, SCENERY), torch.linspace(0, 1, SCENERY), indexing="ij")
    distance = ((x[None] - places[:, :1, None]) ** 2 + (y[None] - places[:, 1:, None]) ** 2).sqrt().amin(0)
    return ((radius - distance) * 300).sigmoid()[None]


def _hills(height: float, bumps: float, phase: float) -> Tensor:
    x = torch.linspace(0, 1, SCENERY).view(1, 1, -1)
    return height + 0.05 * torch.sin(bumps * x + phase)


def scenery(variant: int) -> Tensor:
    """One picture for each place, [places, 3, S, S]."""
    night = _blend((0.03, 0.04, 0.16), (0.13, 0.15, 0.38))
    stars = _dots(10 + variant, 36, 0.008, 0.8)
    night = night * (1 - stars) + stars
    if variant % 2:
        night = _land(night, _flat(0.05, 0.09, 0.08), _hills(0.8, 7, variant))
    moon = _dots(50 + variant, 1, 0.06, 0.3)
    night = night * (1 - moon) + moon * _flat(0.98, 0.95, 0.75)
    far = _dots(20 + variant, 60, 0.007)
    flakes = _dots(30 + variant, 24, 0.012)
    snow = _land(_blend((0.62, 0.74, 0.88), (0.85, 0.91, 0.97)), _flat(0.97, 0.98, 1.0), _hills(0.68, 6, variant))
    sea = _land(_blend((0.6, 0.82, 0.97), (0.85, 0.93, 0.99)), _blend((0.2, 0.55, 0.85), (0.08, 0.3, 0.6)), 0.6 + 0.012 * torch.sin(40 * torch.linspace(0, 1, SCENERY)).view(1, 1, -1))
    sun = _dots(60 + variant, 1, 0.08, 0.6)
    sunset = _blend((0.35, 0.2, 0.5), (1.0, 0.62, 0.25)) * (1 - sun) + sun * _flat(1.0, 0.85, 0.4)
    sky = _blend((0.35, 0.66, 0.95), (0.72, 0.88, 1.0))
    cloud = torch.stack([_dots(70 + variant, 5, 0.1), _dots(80 + variant, 5, 0.07)]).amax(0)
    sky = sky * (1 - 0.85 * cloud) + 0.85 * cloud
    trunks = ((torch.sin(26 * torch.linspace(0, 1, SCENERY) + variant) - 0.75) * 30).sigmoid().view(1, 1, -1).expand(1, SCENERY, -1)
    forest = _blend((0.12, 0.4, 0.2), (0.2, 0.52, 0.25)) * (1 - trunks) + trunks * _flat(0.32, 0.2, 0.11)
    forest = _land(forest, _flat(0.25, 0.45, 0.18), 0.82)
    bubbles = _dots(90 + variant, 14, 0.018)
    under = _land(_blend((0.2, 0.65, 0.85), (0.04, 0.25, 0.5)), _flat(0.75, 0.66, 0.45), _hills(0.88, 8, variant))
    under = under * (1 - 0.6 * bubbles) + 0.6 * bubbles
    pictures = {
        "night": night,
        "space": _flat(0.02, 0.02, 0.06) * (1 - far) + far,
        "sunset": _land(sunset, _flat(0.3, 0.17, 0.25), _hills(0.8, 5, variant)),
        "snow": snow * (1 - flakes) + flakes,
        "sea": sea,
        "grass": _land(_blend((0.5, 0.77, 0.97), (0.85, 0.94, 1.0)), _blend((0.42, 0.76, 0.3), (0.25, 0.55, 0.2)), _hills(0.66, 5, variant)),
        "desert": _land(_blend((0.55, 0.8, 0.97), (0.9, 0.94, 0.95)), _blend((0.96, 0.85, 0.6), (0.88, 0.72, 0.45)), _hills(0.66, 4, variant)),
        "sky": sky,
        "forest": forest,
        "underwater": under,
        "room": _land(_flat(0.93, 0.88, 0.78), _blend((0.66, 0.43, 0.24), (0.5, 0.31, 0.17)), 0.68),
    }
    return torch.stack([pictures[name].clamp(0, 1).expand(3, -1, -1) for name in PLACE_NAMES])


def lattice(side: int, device: torch.device) -> Tensor:
    """The middles of the pixels as [1, side, side, 2] in -1..1."""
    axis = (torch.arange(side, device=device) + 0.5) * 2 / side - 1
    return torch.stack(torch.meshgrid(axis, axis, indexing="xy"), -1)[None]


class Canvas:
    """Paints scenes from a table of drawings [N, 4, 256, 256] (bytes, colour times alpha), which may stay on the disk."""

    def __init__(self, table: Tensor, device: torch.device) -> None:
        self.device = device
        self.tables = [table]
        for _ in range(2):
            self.tables.append(torch.cat([F.avg_pool2d(part.float().to(device), 2).round().byte() for part in self.tables[-1].split(256)]))
        light, cover = [], []
        for part in self.tables[2].split(512):
            part = part.float() / 255
            light.append(part[:, :3].mean(1).sum((1, 2)))
            cover.append(part[:, 3].sum((1, 2)))
        self.middle = torch.cat(light) / torch.cat(cover).clamp(min=1)
        self.main, self.share = self._main_colours()
        self.paints = torch.from_numpy(RGB).to(device)
        self.places = torch.stack([scenery(variant) for variant in range(VARIANTS)], 1).to(device)

    def _main_colours(self) -> tuple[Tensor, Tensor]:
        """Of each drawing the mean of the most frequent of 64 kinds of colour, of which dark ones count less; and which share of it is like that."""
        main, share = [], []
        for part in self.tables[2].split(512):
            part = F.avg_pool2d(part.float() / 255, 2).flatten(2)
            alpha = part[:, 3] * (part[:, 3] > 0.5)
            colour = part[:, :3] / part[:, 3:].clamp(min=1e-3)
            bins = (colour.clamp(0, 1) * 3.999).floor().long()
            number = (bins[:, 0] * 16 + bins[:, 1] * 4 + bins[:, 2]).clamp(0, 63)
            weight = alpha * (1 - 0.7 * (colour.amax(1) < 0.25).float())
            counts = torch.zeros(len(part), 64, device=self.device).scatter_add_(1, number, weight)
            inside = alpha * (number == counts.argmax(1, keepdim=True))
            mean = (colour * inside[:, None]).sum(2) / inside.sum(1, keepdim=True).clamp(min=1e-3)
            main.append(mean)
            share.append((self.closeness(colour[..., None], mean)[:, 0, :, 0] * alpha).sum(1) / alpha.sum(1).clamp(min=1e-3))
        return torch.cat(main), torch.cat(share)

    @staticmethod
    def closeness(colour: Tensor, main: Tensor) -> Tensor:
        """How much colours [B, 3, H, W] are of the tint of main ones [B, 3], in 0..1, [B, 1, H, W]."""
        def tint(c: Tensor) -> Tensor:
            c = c / (c.amax(1, keepdim=True) + 0.12)
            return torch.stack([c[:, 0] - c[:, 1], c[:, 1] - c[:, 2], c[:, 2] - c[:, 0]], 1)
        apart = (tint(colour) - tint(main[:, :, None, None])).pow(2).sum(1, keepdim=True) / 2
        return (-apart / NEAR**2).exp()

    def tint(self, layer: Tensor, rows: Tensor, paint: Tensor) -> Tensor:
        """Replaces the drawing's main colour, of which a trace stays, by shades of one paint; replaces all colours if few are similar to the main one."""
        colour, alpha = layer[:, :3], layer[:, 3:]
        natural = colour / alpha.clamp(min=1e-3)
        t = (0.5 + 0.95 * (natural.mean(1, keepdim=True) - self.middle[rows].view(-1, 1, 1, 1))).clamp(0, 1)
        paint = paint[:, :, None, None]
        shade = torch.where(t < 0.5, paint * (0.2 + 1.6 * t), paint + (1 - paint) * (t - 0.5) * 1.3)
        close = self.closeness(natural, self.main[rows])
        close = torch.where(self.share[rows].view(-1, 1, 1, 1) < 0.3, torch.ones_like(close), close)
        return torch.cat([torch.lerp(colour, (0.94 * shade + 0.06 * natural) * alpha, close), alpha], 1)

    def grounds(self, scenes: list[dict], grid: Tensor) -> Tensor:
        """White, or as named."""
        ground, place, variant = (torch.tensor([scene[name] for scene in scenes], device=self.device) for name in ("ground", "place", "variant"))
        colour = torch.where((ground >= 0)[:, None], self.paints[ground.clamp(min=0)], torch.ones(len(scenes), 3, device=self.device))
        canvas = colour[:, :, None, None].repeat(1, 1, *grid.shape[1:3])
        quiet = ((ground < 0) & (place < 0) & (torch.rand(len(scenes), device=self.device) < 0.5)).nonzero()[:, 0]
        if len(quiet):  # pale backgrounds that captions do not mention
            pale = 1 - 0.22 * torch.rand(len(quiet), 3, device=self.device)
            end = (pale + 0.12 * (torch.rand(len(quiet), 1, device=self.device) - 0.3)).clamp(0, 1)
            down = (grid[quiet][..., 1][:, None] + 1) / 2
            canvas[quiet] = pale[:, :, None, None] * (1 - down) + end[:, :, None, None] * down
        placed = (place >= 0).nonzero()[:, 0]
        if len(placed):
            canvas[placed] = F.grid_sample(self.places[place[placed], variant[placed]], grid[placed].clamp(-1, 1), padding_mode="border", align_corners=False)
        return canvas

    def posed(self, rows: Tensor, grid: Tensor, middle: Tensor, extent: Tensor, flip: Tensor) -> Tensor:
        """Drawings upright at their places, [B, 4, S, S]; none where a row is negative."""
        count, side = len(rows), grid.shape[1]
        inside = (grid - middle[:, None, None]) / extent.view(-1, 1, 1, 1)
        inside = torch.stack([inside[..., 0] * flip.view(-1, 1, 1), inside[..., 1]], 3)
        level = (self.tables[0].shape[2] / (extent * side)).log2().round().clamp(0, 2).long()
        out = torch.zeros(count, 4, side, side, device=self.device)
        for number, table in enumerate(self.tables):
            for part in ((level == number) & (rows >= 0)).nonzero()[:, 0].split(256):
                out[part] = F.grid_sample(table[rows[part].to(table.device)].to(self.device).float() / 255, inside[part], align_corners=False)
        return out

    @torch.no_grad()
    def scenes(self, scenes: list[dict], side: int, flips: Tensor, instead: list[list[int]] | None = None) -> Tensor:
        """Pictures [B, 3, S, S] in 0..1; with `instead`, other drawings for each kind of thing in their own colours, on white."""
        count = len(scenes)
        grid = lattice(side, self.device).expand(count, -1, -1, -1)
        canvas = self.grounds(scenes, grid) if instead is None else torch.ones(count, 3, side, side, device=self.device)
        first = torch.zeros(count, 3, device=self.device)
        of_two_kinds = torch.tensor([len(scene["phrases"]) > 1 for scene in scenes], device=self.device)[:, None]
        for number in range(max((len(scene["things"]) for scene in scenes), default=0)):
            things = [scene["things"][number] if number < len(scene["things"]) else (-1, -1, 0.0, 0.0, 1.0) for scene in scenes]
            rows = torch.tensor([thing[0] for thing in things], device=self.device)
            if instead is not None:
                rows = torch.tensor([-1 if thing[0] < 0 else drawn[min(number, len(scene["phrases"]) - 1)] for thing, drawn, scene in zip(things, instead, scenes)], device=self.device)
            where = torch.tensor([thing[2:] for thing in things], device=self.device)
            layer = self.posed(rows, grid, where[:, :2], where[:, 2], flips)
            if instead is None:
                paint = torch.tensor([thing[1] for thing in things], device=self.device)
                fresh = self.paints[paint.clamp(min=0)]
                first = fresh if number == 0 else first
                shade = torch.where(of_two_kinds, fresh, first)  # things that are alike have one shade
                tinted = ((paint >= 0) & (rows >= 0)).nonzero()[:, 0]
                if len(tinted):
                    layer[tinted] = self.tint(layer[tinted], rows[tinted], shade[tinted])
            canvas = layer[:, :3] + canvas * (1 - layer[:, 3:])
        return canvas.clamp(0, 1)
