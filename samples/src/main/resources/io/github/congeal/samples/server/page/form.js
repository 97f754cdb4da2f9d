/** The form: words with weights, a picture, and a field for each control that the server has. */
import {dataUrl} from "./api.js";
import * as brushed from "./mask.js";

const $ = selector => document.querySelector(selector);
const OWN = ["prompt", "size", "iterations", "seed"];
const fields = new Map();
let picture = null;
let controls = [];

export function build(setup, changed) {
  controls = setup.controls;
  const usual = Object.fromEntries(controls.map(control => [control.name, control.usual]));
  $("#size").placeholder = usual.size;
  $("#iterations").placeholder = usual.iterations;
  $("#sizes").replaceChildren(...sizes(usual.size, setup.pixels).map(size => new Option(size, size)));
  for (const [name, settings] of Object.entries(setup.presets)) {
    const option = new Option(name, name);
    option.title = Object.entries(settings).map(([control, value]) => `${control}: ${value}`).join("\n");
    $("#preset").append(option);
  }
  $("#fields").replaceChildren(...controls.filter(control => !OWN.includes(control.name)).map(field));
  $("#find").oninput = () => find($("#find").value.toLowerCase());
  $("#more-words").onclick = () => addPrompt("", 1).querySelector("textarea").focus();
  $("#preset").onchange = () => {
    const said = setup.presets[$("#preset").value] ?? {};
    $("#size").placeholder = said.size ?? usual.size;
    $("#iterations").placeholder = said.iterations ?? usual.iterations;
  };
  $("#form").addEventListener("input", () => {
    count();
    changed();
  });
  addPrompt("", 1);
  acceptPictures();
}

/** The model's own shape and others of about its area, in blocks of 16 pixels. */
function sizes(usual, pixels) {
  const [width, height] = usual.split("x").map(Number);
  const area = width * height;
  const all = [usual];
  for (const [shape, scale] of [[1, 4], [4 / 3, 1], [3 / 4, 1], [16 / 9, 1], [9 / 16, 1], [1, 0.25]]) {
    const side = Math.sqrt(area * scale * shape);
    const size = [side, side / shape].map(length => Math.round(length / 16) * 16);
    if (size[0] * size[1] <= pixels) {
      all.push(size.join("x"));
    }
  }
  return [...new Set(all)];
}

function field(control) {
  const label = document.createElement("label");
  const name = document.createElement("b");
  name.textContent = control.name.replaceAll("-", " ");
  name.className = control.live ? "live" : "";
  const input = control.closed ? select(control) : text(control);
  input.name = control.name;
  const says = document.createElement("small");
  says.textContent = control.says;
  says.title = `Must be ${control.allowed}, such as ${control.example}`;
  label.dataset.words = `${control.name} ${control.says}`.toLowerCase();
  label.append(name, input, says);
  fields.set(control.name, input);
  return label;
}

function select(control) {
  const input = document.createElement("select");
  input.append(new Option(control.usual ? `${control.usual} (as usual)` : "as usual", ""));
  input.append(...control.choices.map(choice => new Option(choice, choice)));
  return input;
}

function text(control) {
  const input = document.createElement("input");
  input.placeholder = control.usual ?? `such as ${control.example}`;
  input.spellcheck = false;
  input.autocapitalize = "off";
  if (control.choices.length > 0) {
    const list = document.createElement("datalist");
    list.id = `choices-${control.name}`;
    list.append(...control.choices.map(choice => new Option(choice, choice.replace(/\(.*/, ""))));
    $("#form").append(list);
    input.setAttribute("list", list.id);
  }
  return input;
}

function find(words) {
  for (const label of $("#fields").children) {
    label.hidden = !label.dataset.words.includes(words);
  }
}

function count() {
  const set = [...fields.values()].filter(input => input.value.trim() !== "").length;
  $("#changed").hidden = set === 0;
  $("#changed").textContent = set;
}

function addPrompt(words, weight) {
  const row = $("#prompt-row").content.firstElementChild.cloneNode(true);
  const area = row.querySelector("textarea");
  const count = row.querySelector(".weight");
  area.value = words;
  count.value = weight;
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
    row.classList.toggle("away", Number(count.value) < 0);
  };
  area.oninput = fit;
  new ResizeObserver(fit).observe(row);
  count.oninput = fit;
  area.onkeydown = event => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      $("#form").requestSubmit();
    }
  };
  row.querySelector(".remove").onclick = () => {
    row.remove();
    $("#form").dispatchEvent(new Event("input"));
  };
  $("#prompts").append(row);
  fit();
  return row;
}

function acceptPictures() {
  $("#file").onchange = () => take($("#file").files[0]);
  $("#drop-clear").onclick = () => showPicture(null);
  $("#mask-clear").onclick = brushed.clear;
  for (const use of document.querySelectorAll("[name=use]")) {
    use.onchange = offerPart;
  }
  addEventListener("dragover", event => {
    event.preventDefault();
    $("#drop").classList.add("over");
  });
  addEventListener("dragleave", () => $("#drop").classList.remove("over"));
  addEventListener("drop", event => {
    event.preventDefault();
    $("#drop").classList.remove("over");
    take(event.dataTransfer.files[0]);
  });
  addEventListener("paste", event => take([...event.clipboardData.files].find(file => file.type.startsWith("image/"))));
}

async function take(file) {
  if (file) {
    try {
      await showPicture(await dataUrl(file));
    } catch {
      await showPicture(null);
      complain(`${file.name} is no picture that this browser can show`);
    }
  }
}

/** Only what is begun with can stay. */
function offerPart() {
  $("#part").hidden = !picture || $("[name=use]:checked").value !== "initial";
}

export async function showPicture(url, use = "initial", mask = null) {
  picture = url;
  $("#dropped").hidden = !url;
  $("#drop-text").hidden = Boolean(url);
  $("#picture-use").hidden = !url;
  if (url) {
    $("#dropped").src = url;
    $(`[name=use][value=${use}]`).checked = true;
  } else {
    $("#dropped").removeAttribute("src");
    $("#file").value = "";
  }
  brushed.clear();
  $("#part").open = Boolean(mask);
  offerPart();
  if (url) {
    await brushed.over(url, mask);
  }
}

/** The words as the server writes them: a weight of 1 is left out. */
function prompts() {
  return [...$("#prompts").children]
      .map(row => [row.querySelector("textarea").value.trim(), row.querySelector(".weight").value.trim()])
      .filter(([words]) => words !== "")
      .map(([words, weight]) => weight === "" || weight === "1" ? words : `${words}:${weight}`);
}

function settings() {
  const said = {};
  const own = prompts();
  const story = own.find(words => words.includes("||"));
  if (story) {
    said.story = story;
  } else if (own.length > 0) {
    said.prompt = own.length === 1 ? own[0] : own;
  }
  for (const name of ["size", "iterations", "seed"]) {
    const value = $(`#${name}`).value.trim();
    if (value !== "") {
      said[name] = name === "size" ? value.replace(/\s*[×x*]\s*/i, "x") : value;
    }
  }
  for (const [name, input] of fields) {
    const value = input.value.trim();
    if (value !== "") {
      said[name] = value;
    }
  }
  return said;
}

/** What is asked for. */
export function order() {
  const asked = {settings: settings()};
  if ($("#preset").value) {
    asked.preset = $("#preset").value;
  }
  if (picture) {
    asked[$("[name=use]:checked").value] = picture;
    if (!$("#part").hidden && brushed.mask()) {
      asked.mask = brushed.mask();
    }
  }
  return asked;
}

/** Those of the settings that may change in mid-run. */
export function changes() {
  const live = new Set(controls.filter(control => control.live).map(control => control.name));
  return Object.fromEntries(Object.entries(settings()).filter(([name]) => live.has(name)));
}

const written = value => Array.isArray(value) ? value.join(" | ") : String(value);

/** Shows the settings of a picture, for another like it. */
export function show({settings: said, preset}, seed) {
  $("#prompts").replaceChildren();
  const words = said.story ? [said.story] : [said.prompt ?? []].flat();
  for (const each of words.length > 0 ? words : [""]) {
    const weighted = /^(.*[^\s\d]):(-?\d*\.?\d+)$/s.exec(each);
    addPrompt(weighted ? weighted[1] : each, weighted ? weighted[2] : 1);
  }
  $("#preset").value = preset ?? "";
  $("#preset").onchange();
  $("#size").value = said.size ?? "";
  $("#iterations").value = said.iterations ?? "";
  $("#seed").value = seed;
  for (const [name, input] of fields) {
    input.value = said[name] === undefined || name === "story" ? "" : written(said[name]);
  }
  count();
}

export function complain(sentence) {
  $("#problem").textContent = sentence ?? "";
  $("#problem").hidden = !sentence;
}
