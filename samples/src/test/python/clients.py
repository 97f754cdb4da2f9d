"""Real clients against the server: openai-python, webuiapi, and the mcp client.

    python -m venv venv && venv/bin/pip install -r samples/src/test/python/requirements.txt
    venv/bin/python samples/src/test/python/clients.py java -jar samples/target/congeal.jar

The arguments are the command that starts Congeal. Each line says what was found; the exit code is 1 if anything was wrong.
"""

import asyncio
import base64
import io
import json
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import openai
import webuiapi
from PIL import Image

SMALL = ["--size", "64x64", "--iterations", "3", "--cutouts", "1", "--threads", "1"]
COMMAND = sys.argv[1:]
FAILED = []


def check(what, right, found=""):
    print(("ok    " if right else "WRONG ") + what, found, flush=True)
    if not right:
        FAILED.append(what)


def pixels(data):
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


def generated(prompt, seed, steps):
    """What the command line makes."""
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/same.png"
        subprocess.run(
            COMMAND + ["generate", prompt, "--out", file, "--seed", str(seed), "--quiet"] + SMALL[:2]
            + ["--iterations", str(steps)] + SMALL[4:], check=True, stdout=subprocess.DEVNULL)
        with open(file, "rb") as stream:
            return pixels(stream.read())


def with_openai(port, same):
    client = openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="none")
    check("openai: models", [model.id for model in client.models.list()] == ["congeal"])
    answer = client.images.generate(
        model="congeal", prompt="a red apple", n=2, size="64x64", extra_body={"seed": 42, "steps": 3})
    made = [base64.b64decode(image.b64_json) for image in answer.data]
    check("openai: two pictures", len(made) == 2 and pixels(made[0]) != pixels(made[1]))
    check("openai: the pixels of generate", pixels(made[0]) == same)

    events = list(client.images.generate(
        model="congeal", prompt="a red apple", stream=True, partial_images=2, extra_body={"seed": 42, "steps": 8}))
    kinds = [event.type.rsplit(".", 1)[1] for event in events]
    check("openai: streamed", kinds == ["partial_image", "partial_image", "completed"], kinds)
    check("openai: parts are pictures", all(pixels(base64.b64decode(event.b64_json)) for event in events))

    photograph = Image.new("RGB", (64, 64), (200, 30, 30))
    mask = Image.new("RGBA", (64, 64), (0, 0, 0, 255))
    mask.paste((0, 0, 0, 0), (32, 0, 64, 64))
    files = []
    for image in (photograph, mask):
        stream = io.BytesIO()
        image.save(stream, "PNG")
        files.append(stream.getvalue())
    answer = client.images.edit(
        model="congeal", prompt="a green field", image=("image.png", files[0]), mask=("mask.png", files[1]))
    edited = Image.open(io.BytesIO(base64.b64decode(answer.data[0].b64_json))).convert("RGB")
    check("openai: an edit keeps what the mask keeps",
          edited.getpixel((10, 10)) == (200, 30, 30) and edited.getpixel((60, 32)) != (200, 30, 30))
    try:
        client.images.generate(model="congeal", prompt="an apple " * 200)
        check("openai: too long a prompt", False)
    except openai.BadRequestError as problem:
        check("openai: too long a prompt", problem.code == "prompt_too_long", problem.message)


def with_webuiapi(port, same):
    api = webuiapi.WebUIApi(host="127.0.0.1", port=port)
    check("webuiapi: the model", api.util_get_model_names() == ["congeal"])
    check("webuiapi: the sampler", [each["name"] for each in api.get_samplers()] == ["Congeal"])
    answer = api.txt2img(prompt="a red apple", seed=42, steps=3, width=64, height=64)
    check("webuiapi: the pixels of generate", answer.image.convert("RGB").tobytes() == same)
    check("webuiapi: the seed", answer.info["seed"] == 42)
    answer = api.img2img(images=[answer.image], prompt="a green apple", seed=1, steps=4, denoising_strength=0.5,
                         width=64, height=64)
    check("webuiapi: img2img", answer.image.size == (64, 64))
    made = []
    waiting = threading.Thread(target=lambda: made.append(
        api.txt2img(prompt="a red apple", steps=2000, width=64, height=64)))
    waiting.start()
    while waiting.is_alive() and api.get_progress()["state"]["sampling_step"] < 2:
        time.sleep(0.1)
    progress = api.get_progress()
    check("webuiapi: progress", 0 < progress["progress"] < 1 and progress["current_image"] is not None)
    api.interrupt()
    waiting.join(600)
    check("webuiapi: interrupted, it has what there is", len(made) == 1 and made[0].image.size == (64, 64))


async def with_mcp(same):
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    told = []

    async def tell(progress, total, message):
        told.append((progress, total))

    parameters = StdioServerParameters(command=COMMAND[0], args=COMMAND[1:] + ["mcp"] + SMALL)
    async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        check("mcp: the tool", [tool.name for tool in tools] == ["generate_picture"])
        result = await session.call_tool(
            "generate_picture", {"prompt": "a red apple", "seed": 42, "steps": 3}, progress_callback=tell)
        check("mcp: the pixels of generate", pixels(base64.b64decode(result.content[0].data)) == same)
        check("mcp: progress", told == [(0, 3), (1, 3), (2, 3), (3, 3)], told)
        result = await session.call_tool("generate_picture", {"prompt": "x", "size": "large"})
        check("mcp: what is wrong is told", "size was" in result.content[0].text, result.content[0].text)


def main():
    same = generated("a red apple", 42, 3)
    server = subprocess.Popen(COMMAND + ["serve", "--port", "0"] + SMALL, stdout=subprocess.PIPE, text=True)
    try:
        said = server.stdout.readline().strip()
        print(said, flush=True)
        port = int(said.rstrip("/").rsplit(":", 1)[1])
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            check("ready", json.load(answer)["status"] == "ready")
        with_openai(port, same)
        with_webuiapi(port, same)
    finally:
        server.terminate()
        server.wait(300)
    check("ends by SIGTERM", server.returncode in (0, 143, -15), server.returncode)
    asyncio.run(with_mcp(same))
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
