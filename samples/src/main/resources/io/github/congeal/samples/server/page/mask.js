/** Where to paint: brushed over the picture that the run begins with. */

const canvas = document.querySelector("#brushed");
const strokes = document.createElement("canvas");
const LONGEST = 512;
const BRUSH = 1 / 12;
let picture = null;
let isPainted = false;
/** Where the keyboard's brush is, while it is used. */
let held = null;

function context(of) {
  return of.getContext("2d");
}

function redraw() {
  const pen = context(canvas);
  pen.globalAlpha = 1;
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  pen.globalAlpha = 0.6;
  pen.drawImage(strokes, 0, 0);
  if (held) {
    outline(pen);
  }
}

/** The keyboard's brush, to be seen on dark and on light. */
function outline(pen) {
  pen.globalAlpha = 1;
  pen.beginPath();
  pen.arc(...held, radius(), 0, 2 * Math.PI);
  for (const [color, width] of [["#000", 0.3], ["#fff", 0.12]]) {
    pen.strokeStyle = color;
    pen.lineWidth = width * radius();
    pen.stroke();
  }
}

function radius() {
  return BRUSH * Math.max(canvas.width, canvas.height);
}

function place(event) {
  const box = canvas.getBoundingClientRect();
  return [(event.clientX - box.x) * canvas.width / box.width, (event.clientY - box.y) * canvas.height / box.height];
}

function brush(from, to) {
  const pen = context(strokes);
  pen.strokeStyle = "#fff";
  pen.lineCap = "round";
  pen.lineWidth = 2 * radius();
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
  isPainted = true;
  redraw();
}

/** Lets a mask be brushed over a picture, beginning with one that was brushed before, if any. */
export async function over(url, before) {
  picture = await loaded(url);
  const scale = Math.min(1, LONGEST / Math.max(picture.naturalWidth, picture.naturalHeight));
  canvas.width = strokes.width = Math.max(1, Math.round(scale * picture.naturalWidth));
  canvas.height = strokes.height = Math.max(1, Math.round(scale * picture.naturalHeight));
  isPainted = false;
  held = null;
  if (before) {
    await take(before);
  }
  redraw();
}

/** White is where to paint. */
async function take(url) {
  const pen = context(strokes);
  pen.drawImage(await loaded(url), 0, 0, strokes.width, strokes.height);
  const pixels = pen.getImageData(0, 0, strokes.width, strokes.height);
  for (let i = 0; i < pixels.data.length; i += 4) {
    pixels.data[i + 3] = pixels.data[i];
    pixels.data.fill(255, i, i + 3);
  }
  pen.putImageData(pixels, 0, 0);
  isPainted = true;
}

async function loaded(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/** Paints everywhere again. */
export function clear() {
  isPainted = false;
  context(strokes).clearRect(0, 0, strokes.width, strokes.height);
  if (picture) {
    redraw();
  }
}

/** The mask as a picture, white where to paint; null if everywhere. */
export function mask() {
  if (!isPainted) {
    return null;
  }
  const whole = document.createElement("canvas");
  whole.width = picture.naturalWidth;
  whole.height = picture.naturalHeight;
  const pen = context(whole);
  pen.fillRect(0, 0, whole.width, whole.height);
  pen.drawImage(strokes, 0, 0, whole.width, whole.height);
  return whole.toDataURL("image/png");
}

let last = null;
canvas.onpointerdown = event => {
  held = null;
  canvas.setPointerCapture(event.pointerId);
  last = place(event);
  brush(last, last);
};
canvas.onpointermove = event => {
  if (last) {
    const here = place(event);
    brush(last, here);
    last = here;
  }
};
canvas.onpointerup = canvas.onpointercancel = () => { last = null; };

const WAYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

/** To the next place for the keyboard's brush, half its width away, within the picture. */
function moved([x, y], [right, down]) {
  const within = (value, length) => Math.min(length, Math.max(0, value));
  return [within(x + right * radius(), canvas.width), within(y + down * radius(), canvas.height)];
}

canvas.onkeydown = event => {
  if (event.key !== " " && !WAYS[event.key]) {
    return;
  }
  event.preventDefault();
  const from = held ?? [canvas.width / 2, canvas.height / 2];
  held = moved(from, WAYS[event.key] ?? [0, 0]);
  if (event.key === " " || event.shiftKey) {
    brush(from, held);
  } else {
    redraw();
  }
};
canvas.onfocus = () => {
  if (canvas.matches(":focus-visible")) {
    held = [canvas.width / 2, canvas.height / 2];
    redraw();
  }
};
canvas.onblur = () => {
  held = null;
  if (picture) {
    redraw();
  }
};
