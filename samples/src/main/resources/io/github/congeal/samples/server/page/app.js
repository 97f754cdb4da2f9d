/** The page: what its buttons and keys do. */
import {ask, fetched} from "./api.js";
import * as form from "./form.js";
import * as gallery from "./gallery.js";
import * as stage from "./stage.js";

const $ = selector => document.querySelector(selector);

function look(picture) {
  stage.show(picture, () => redraw(), gallery.look);
  gallery.mark(picture.id);
}

async function redraw() {
  return gallery.refresh(stage.current()?.id, look);
}

function make() {
  return attempt(() => pressed($("#make"), async () => {
    const picture = await ask("POST", "/api/pictures", form.order());
    look(picture);
    await redraw();
    if (innerWidth <= 820) {
      $("#stage").scrollIntoView({behavior: "smooth"});
    }
  }));
}

/** A button cannot be pressed again until its action has ended, and then has the focus again, if it had it. */
async function pressed(button, action) {
  const hadFocus = document.activeElement === button;
  button.disabled = true;
  try {
    await action();
  } finally {
    button.disabled = false;
    if (hadFocus && document.activeElement === document.body) {
      button.focus({preventScroll: true});
    }
  }
}

async function attempt(action) {
  form.complain();
  try {
    await action();
  } catch (error) {
    form.complain(error.message);
  }
}

const path = more => `/api/pictures/${stage.current().id}${more}`;

async function takeOver(picture, seed) {
  form.show(picture, seed);
  const use = picture.hasInitial ? "initial" : "target";
  const file = name => fetched(`/api/pictures/${picture.id}/${name}.png`);
  await form.showPicture(picture.hasInitial || picture.hasTarget ? await file(use) : null, use,
      picture.hasMask ? await file("mask") : null);
}

$("#form").onsubmit = event => {
  event.preventDefault();
  make();
};
$("#apply").onclick = () => attempt(() =>
    pressed($("#apply"), () => ask("POST", path("/change"), {settings: form.changes()})));
$("#stop").onclick = () => attempt(() => ask("POST", path("/stop")));
$("#again").onclick = () => attempt(() => takeOver(stage.current(), stage.current().seed));
$("#vary").onclick = () => attempt(async () => {
  await takeOver(stage.current(), String(BigInt(stage.current().seed) + 1n));
  await make();
});
$("#go-on").onclick = () => attempt(async () => {
  const picture = stage.current();
  form.show(picture, "");
  await form.showPicture(await fetched(`/api/pictures/${picture.id}/picture.png`));
  await make();
});
$("#forget").onclick = () => attempt(async () => {
  await ask("DELETE", path(""));
  const byKeyboard = $("#forget").matches(":focus-visible");
  stage.clear();
  await redraw();
  if (byKeyboard) {
    $("#prompts textarea").focus();
  }
});
addEventListener("keydown", event => {
  const writing = /INPUT|TEXTAREA|SELECT/.test(event.target.tagName);
  if (event.key === "Escape" && !$("#stop").hidden && !$("#door").open) {
    // In a search field that is not empty, the key empties it.
    if (event.target.type !== "search" || event.target.value === "") {
      $("#stop").click();
    }
  } else if (event.key === "/" && !writing) {
    event.preventDefault();
    $("#prompts textarea").focus();
  }
});

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
function dress() {
  root.dataset.theme = localStorage.getItem("congeal-theme") ?? (dark.matches ? "dark" : "light");
}
dark.onchange = dress;
$("#theme").onclick = () => {
  localStorage.setItem("congeal-theme", root.dataset.theme === "dark" ? "light" : "dark");
  dress();
};
dress();

attempt(async () => {
  const setup = await ask("GET", "/api/setup");
  $("#model").textContent = setup.model;
  form.build(setup, () => {});
  const pictures = await redraw();
  const running = pictures.find(picture => picture.state === "running" || picture.state === "waiting") ?? pictures[0];
  if (running) {
    look(running);
  }
  // Who is quicker than the server goes on typing where they are.
  if (innerWidth > 820 && document.activeElement === document.body) {
    $("#prompts textarea").focus();
  }
});
