"""The prompts of the sheets and of the exam."""

import json

from settings import EXAM

DEMO = ("a red apple", "a green frog", "an orange cat face", "a slice of pizza", "a snowman", "a castle at night", "a smiling yellow sun",
        "a blue sailing boat", "a purple flower", "a rocket", "a pirate ship", "a teapot", "an owl", "a green dragon", "a yellow duck",
        "a house in the snow", "a pink heart", "a blue whale", "a mushroom", "a cactus in the desert", "a red car", "a birthday cake",
        "a penguin", "a palm tree on a beach", "a robot", "a ghost", "a purple octopus", "a sunflower", "a strawberry", "a fox",
        "a cup of coffee", "a guitar")


def exam() -> dict[str, list[str]]:
    """The exam's prompts by their parts."""
    return json.loads(EXAM.read_text())
