/** Talks to the server. What it refuses becomes an Error with its sentence. */

const door = document.querySelector("#door");
let opened = null;

/** Asks for the token until it is right; the server then remembers it in a cookie that only its page sends. */
function knock() {
  opened ??= new Promise(resolve => {
    door.showModal();
    document.querySelector("#key").onsubmit = async event => {
      event.preventDefault();
      const answer = await send("POST", "/api/token", {token: document.querySelector("#token").value});
      if (answer.ok) {
        door.close();
        opened = null;
        resolve();
      } else {
        document.querySelector("#wrong").textContent = "That is not it.";
      }
    };
    door.oncancel = event => event.preventDefault();
  });
  return opened;
}

function send(method, path, body) {
  const headers = body === undefined ? {} : {"Content-Type": "application/json"};
  return fetch(path, {method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
}

export async function ask(method, path, body) {
  let answer;
  try {
    answer = await send(method, path, body);
  } catch {
    throw new Error("The server does not answer.");
  }
  if (answer.status === 401) {
    await knock();
    return ask(method, path, body);
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const error = new Error(json.detail ?? `The server answered ${answer.status}.`);
    error.field = json.error?.param;
    throw error;
  }
  return json;
}

/** Follows the news of a picture; the returned function ends that. */
export function follow(id, {place, frame, end, lost}) {
  const events = new EventSource(`/api/pictures/${id}/news`);
  events.addEventListener("place", event => place(JSON.parse(event.data)));
  events.addEventListener("frame", event => frame(JSON.parse(event.data)));
  events.addEventListener("end", event => {
    events.close();
    end(JSON.parse(event.data));
  });
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) {
      lost();
    }
  };
  return () => events.close();
}

/** A picture's file as a data: URL, in which form it can be sent back. */
export async function fetched(path) {
  const blob = await (await fetch(path)).blob();
  return dataUrl(blob);
}

export function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error("The picture cannot be read."));
    reader.readAsDataURL(blob);
  });
}
