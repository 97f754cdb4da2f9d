"""A training run: its folder, its clock and its newest checkpoint."""

import math
import os
import signal
import time
from pathlib import Path

import torch
from torch import nn
from torch.optim import Optimizer

from settings import RUNS

SAVE_SECONDS = 240


class Run:
    """Counts steps and minutes over all sessions of one run, and saves both with the weights.

    Minutes are processor time of this process, so that a busy machine makes a run longer, but not worse.
    """

    def __init__(self, name: str, minutes: float, model: nn.Module, optimizer: Optimizer, extra: dict[str, torch.Tensor]) -> None:
        self.file = RUNS / f"{name}.pt"
        self.model, self.optimizer, self.extra = model, optimizer, extra
        self.seconds = 60 * minutes
        self.step, self.spent = 0, 0.0
        if self.file.exists():
            self._resume()
        self._started, self._saved = time.process_time(), time.monotonic()
        self._stopped = False
        signal.signal(signal.SIGTERM, self._stop)

    def _stop(self, *_: object) -> None:
        self._stopped = True

    def _resume(self) -> None:
        state = torch.load(self.file)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        for name, tensor in self.extra.items():
            tensor.copy_(state["extra"][name])
        self.step, self.spent = state["step"], state["spent"]
        print(f"resumed {self.file.name} at step {self.step}")

    @property
    def elapsed(self) -> float:
        return self.spent + time.process_time() - self._started

    @property
    def progress(self) -> float:
        return min(1.0, self.elapsed / self.seconds)

    def set_rate(self, highest: float, warm_up: int = 100) -> None:
        """Cosine over the run's minutes, after a short warm-up; a group of weights may have a share of it."""
        rate = highest * min(1.0, (self.step + 1) / warm_up) * (0.02 + 0.49 * (1 + math.cos(math.pi * self.progress)))
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group.get("share", 1.0)

    def learn(self, loss: torch.Tensor, highest_rate: float) -> None:
        """One optimiser step on a contrastive loss; the model's temperature is clamped."""
        self.set_rate(highest_rate)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 2.0)
        self.optimizer.step()
        with torch.no_grad():
            self.model.logit_scale.clamp_(max=4.0)

    def tick(self) -> bool:
        """Ends a step; false when the run's time is up or it was asked to stop."""
        self.step += 1
        done = self.progress >= 1 or self._stopped
        if done or time.monotonic() - self._saved > SAVE_SECONDS:
            self.save()
        return not done

    def save(self) -> None:
        RUNS.mkdir(parents=True, exist_ok=True)
        part = Path(f"{self.file}.part")
        state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "extra": self.extra}
        torch.save(state | {"step": self.step, "spent": self.elapsed}, part)
        os.replace(part, self.file)
        self._saved = time.monotonic()
