/** What was made, and what is being made, newest first. */
import {ask} from "./api.js";

const list = document.querySelector("#gallery");
const BADGES = {running: "now", waiting: "waits"};

function words(picture) {
  return picture.settings.story ?? [picture.settings.prompt ?? []].flat().join(", ");
}

function entry(picture, chosen, choose) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.id = picture.id;
  button.setAttribute("aria-current", picture.id === chosen);
  button.title = `${words(picture)}\nseed ${picture.seed}, ${picture.width}x${picture.height}`;
  if (picture.state === "done") {
    glance(button, `/api/pictures/${picture.id}/small.jpg`);
  }
  const caption = document.createElement("span");
  caption.textContent = words(picture);
  button.append(caption);
  if (BADGES[picture.state]) {
    const badge = document.createElement("em");
    badge.textContent = BADGES[picture.state];
    button.append(badge);
  }
  button.onclick = () => choose(picture);
  item.append(button);
  return item;
}

function glance(button, url) {
  let image = button.querySelector("img");
  if (!image) {
    image = new Image();
    image.alt = "";
    button.prepend(image);
  }
  image.src = url;
}

/** Shows how far a picture has come. */
export function look(picture, url) {
  const button = list.querySelector(`button[data-id="${picture.id}"]`);
  if (button) {
    glance(button, url);
  }
}

/** Draws it anew, and answers what is in it. */
export async function refresh(chosen, choose) {
  const pictures = await ask("GET", "/api/pictures");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  list.replaceChildren(...pictures.map(picture => entry(picture, chosen, choose)));
  list.querySelector(`button[data-id="${focused}"]`)?.focus({preventScroll: true});
  return pictures;
}

export function mark(chosen) {
  for (const button of list.querySelectorAll("button")) {
    button.setAttribute("aria-current", button.dataset.id === chosen);
  }
}
