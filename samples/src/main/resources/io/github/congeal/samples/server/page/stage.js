/** The picture that is looked at: coming into focus, or done. */
import {follow} from "./api.js";

const $ = selector => document.querySelector(selector);
let leave = () => {};
let losses = [];
let shown = null;

export const current = () => shown;

function shape(width, height) {
  $("#stage").style.setProperty("--shape", `${width} / ${height}`);
  $("#stage").style.setProperty("--ratio", width / height);
}

function duration(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

function say(...parts) {
  $("#status").replaceChildren(...parts.flatMap((part, i) => {
    const element = document.createElement(i === 0 ? "b" : "span");
    element.textContent = part;
    return i === 0 ? [element] : [document.createTextNode(" · "), element];
  }));
}

function progress(step, steps) {
  $("#bar i").style.width = `${100 * step / Math.max(1, steps)}%`;
  $("#bar").setAttribute("aria-valuenow", step);
  $("#bar").setAttribute("aria-valuemax", steps);
}

/** The losses as a line; the first steps, which fall from far above, do not flatten the rest. */
function curve(steps) {
  const values = losses.map(([, loss]) => loss).filter(Number.isFinite);
  if (values.length < 2) {
    $("#curve .line").setAttribute("d", "");
    $("#curve .area").setAttribute("d", "");
    return;
  }
  const low = Math.min(...values);
  const high = Math.max(...values, low + 1e-6);
  const points = losses.map(([step, loss]) =>
      `${(200 * step / Math.max(1, steps)).toFixed(1)} ${(42 - 40 * (loss - low) / (high - low)).toFixed(1)}`);
  const line = `M${points.join("L")}`;
  $("#curve .line").setAttribute("d", line);
  $("#curve .area").setAttribute("d", `${line}L${points.at(-1).split(" ")[0]} 44L${points[0].split(" ")[0]} 44Z`);
  $("#curve").setAttribute("aria-label", `The loss, from ${values[0].toFixed(2)} to ${values.at(-1).toFixed(2)}`);
}

function buttons(state, hasPicture) {
  const focused = document.activeElement;
  const running = state === "running" || state === "waiting";
  $("#tools").hidden = false;
  $("#stop").hidden = !running;
  $("#stop").textContent = state === "waiting" ? "Leave the queue" : "Stop here";
  for (const id of ["#png", "#mp4", "#go-on"]) {
    $(id).hidden = running || !hasPicture;
  }
  $("#again").hidden = $("#vary").hidden = $("#forget").hidden = running;
  $("#apply").hidden = state !== "running";
  document.body.classList.toggle("busy", running);
  $("#frame").classList.toggle("waits", running && !hasPicture);
  if (focused.hidden && $("#tools").contains(focused)) {
    $("#tools > :not([hidden])").focus({preventScroll: true});
  }
}

function showImage(url) {
  $("#picture").src = url;
  $("#picture").hidden = false;
  $("#placard").hidden = true;
}

function placard(sentence) {
  $("#picture").hidden = true;
  $("#picture").removeAttribute("src");
  $("#placard").hidden = false;
  $("#invite").textContent = sentence;
}

function words(picture) {
  return picture.settings.story ?? [picture.settings.prompt ?? []].flat().join(", ");
}

/**
 * Shows a picture, and follows it as long as it is made: `changed` is called when it is no longer, `glance` with each look.
 */
export function show(picture, changed, glance) {
  leave();
  shown = picture;
  losses = picture.losses;
  shape(picture.width, picture.height);
  $("#picture").alt = words(picture);
  $("#png").href = `/api/pictures/${picture.id}/picture.png`;
  $("#png").download = `congeal-${picture.seed}.png`;
  $("#mp4").href = `/api/pictures/${picture.id}/film.mp4`;
  $("#mp4").download = `congeal-${picture.seed}.mp4`;
  progress(picture.step, picture.steps);
  curve(picture.steps);
  if (picture.state === "done") {
    done(picture);
    return;
  }
  placard("It is about to begin.");
  buttons(picture.state, false);
  leave = follow(picture.id, {
    place({place}) {
      buttons("waiting", false);
      placard(place === 1 ? "You are next." : `${place - 1} before you.`);
      say(place === 1 ? "Next in the queue" : `Place ${place} in the queue`);
    },
    frame(frame) {
      reached(picture, frame);
      glance(picture, frame.picture);
    },
    end(end) {
      picture.state = end.state;
      ended(picture, end.sentence);
      changed(picture);
    },
    lost() {
      say("The server does not answer", "reload the page to look again");
    }
  });
}

function reached(picture, frame) {
  Object.assign(picture, {state: "running", step: frame.step, loss: frame.loss, seconds: frame.seconds});
  losses.push(...frame.losses);
  showImage(frame.picture);
  progress(frame.step, frame.steps);
  curve(frame.steps);
  buttons("running", true);
  // Each step need not be read aloud.
  $("#status").ariaLive = "off";
  const pace = frame.step / frame.seconds;
  const left = (frame.steps - frame.step) / pace;
  say(`Step ${frame.step} of ${frame.steps}`, `loss ${frame.loss.toFixed(3)}`,
      ...(frame.step > 1 ? [`${pace.toFixed(pace < 10 ? 1 : 0)} steps/s`, `${duration(left)} left`] : []));
}

function ended(picture, sentence) {
  $("#status").ariaLive = "polite";
  if (picture.state === "done") {
    done(picture);
  } else {
    buttons(picture.state, false);
    placard(sentence ?? "It was not made.");
    say(picture.state === "failed" ? "It failed" : "Not made");
  }
}

function done(picture) {
  showImage(`/api/pictures/${picture.id}/picture.png`);
  progress(picture.step, picture.step);
  curve(picture.step);
  buttons("done", true);
  say(words(picture), `seed ${picture.seed}`, `${picture.step} steps`, duration(picture.seconds ?? 0));
}

export function clear() {
  leave();
  shown = null;
  placard("Say what the picture should show.");
  $("#tools").hidden = true;
  $("#apply").hidden = true;
  document.body.classList.remove("busy");
  say("");
  losses = [];
  curve(1);
  progress(0, 1);
}
