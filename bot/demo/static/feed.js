// Hears what changed and tells what a thumb did.

/** Stay connected; `heard` gets every piece of news, `online` whether somebody is there. */
export function connect(heard, online) {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/phones/events`);
  socket.addEventListener("open", () => online(true));
  socket.addEventListener("message", (event) => heard(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    online(false);
    setTimeout(() => connect(heard, online), 1000);
  });
}

/** Post to the server; what it answers, or null where it did not take it. */
export async function post(path, body = {}) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** What one person's thumb can do. */
export function thumb(chat) {
  const act = (action) => (body) => post(`/phones/${chat}/${action}`, body);
  return {
    type: (text) => act("type")({ text }),
    tap: (message_id, data) => act("tap")({ message_id, data }),
    share: (lat, lon) => act("share")({ lat, lon }),
    other: (kind) => act("other")({ kind }),
    block: (blocked) => act("block")({ blocked }),
  };
}
