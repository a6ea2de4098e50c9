/*
 * What became of the reports of this computer: the one just sent on top, the others under it. Written with text nodes
 * only, so that it needs no Trusted Types policy of its own.
 */

const mostShown = 5;
const finalStates = ["accepted", "rejected", "unknown"];

/**
 * Shows what became of the reports in the outbox, and keeps it up to date.
 *
 * @param {import("@digital-factors/client").RelayClient} client
 * @param {HTMLFormElement} form Gives way to the panel once its report is kept.
 */
export function showDeliveries(client, form) {
  const place = document.getElementById("delivery");
  /** What the relay told of each report, by id. */
  const told = new Map();
  let newest;

  const status = element("div", { role: "status" });
  const heading = element("h2", { id: "outcome-title", tabindex: "-1" });
  const again = element("button", { type: "button" }, "Report another incident");
  const outcome = element("section", { class: "outcome", id: "outcome", "aria-labelledby": "outcome-title" });
  outcome.append(heading, status, again);
  outcome.hidden = true;

  const waiting = element("p", { id: "waiting" });
  const list = element("ul", { id: "sent-list" });
  const sent = element("section", { class: "sent", "aria-labelledby": "sent-title" });
  sent.append(element("h2", { id: "sent-title" }, "Reports from this computer"), waiting, list);
  sent.hidden = true;
  place.append(outcome, sent);

  const sections = document.querySelector(".sections");
  again.addEventListener("click", () => {
    newest = undefined;
    outcome.hidden = true;
    form.hidden = sections.hidden = false;
    form.querySelector("input:not([type=hidden])").focus();
  });

  let entries = [];

  function refresh() {
    const count = entries.filter(({ state }) => state === "waiting" || state === "sending").length;
    waiting.textContent = count === 1 ? "1 report is waiting to be sent." : `${count} reports are waiting to be sent.`;
    waiting.hidden = count === 0;
    const settled = entries.filter(({ state }) => state !== "waiting" && state !== "sending");
    const shown = settled.slice(-mostShown).reverse();
    list.replaceChildren(...shown.map(lineOf));
    list.hidden = shown.length === 0;
    sent.hidden = entries.length === 0;
    for (const { id, state } of shown) {
      if (state === "accepted" && !told.has(id)) follow(id);
    }
    const entry = entries.find(({ id }) => id === newest);
    if (entry !== undefined) show(entry, told.get(entry.id));
  }

  /** One report that is no longer waiting, with its number or the way on. */
  function lineOf(entry) {
    const line = element("li", { class: "sent-line" }, `${timeOf(entry)}: `);
    const number = told.get(entry.id)?.lfpse?.referenceNumber;
    if (entry.state !== "accepted") {
      const retry = element("button", { type: "button", class: "small" }, "Try again");
      retry.addEventListener("click", () => client.retry(entry.id));
      line.append("kept here, because it was not taken. ", retry);
    } else if (number !== undefined) {
      line.append("national reference number ", element("strong", {}, number));
    } else if (finalStates.includes(told.get(entry.id)?.state)) {
      line.append("with the safety team");
    } else {
      line.append("on its way to the national service");
    }
    return line;
  }

  /** Asks the relay until LFPSE has answered. */
  async function follow(id) {
    told.set(id, undefined);
    await client.watchDelivery(id, (delivery) => {
      told.set(id, delivery);
      refresh();
    });
  }

  function show(entry, delivery) {
    const { kind, title, words } = wordsFor(entry, delivery);
    outcome.className = `outcome outcome-${kind}`;
    setText(heading, title);
    // The same words again would be read out again.
    if (status.dataset.words === JSON.stringify(words)) return;
    status.dataset.words = JSON.stringify(words);
    status.replaceChildren(
      ...words.map(([text, className]) => element("p", className === undefined ? {} : { class: className }, text)),
    );
  }

  client.subscribe((items) => {
    entries = items;
    refresh();
  });

  return {
    /**
     * Puts the panel in the place of the form: the report is in the outbox, or the relay has it already.
     *
     * @param {import("@digital-factors/client").Receipt} receipt
     */
    async showKept(receipt) {
      newest = receipt.id;
      const kept = await client.list().catch(() => []);
      const sentDirectly = { ...receipt, storedAt: receipt.receivedAt };
      entries = kept.some(({ id }) => id === newest) ? kept : [...kept, sentDirectly];
      form.hidden = sections.hidden = true;
      form.reset();
      outcome.hidden = again.hidden = false;
      status.replaceChildren();
      delete status.dataset.words;
      refresh();
      heading.focus();
    },

    /** This browser keeps nothing and the relay cannot be reached: the form stays, with everything in it. */
    showNotKept() {
      outcome.hidden = false;
      outcome.className = "outcome outcome-rejected";
      again.hidden = true;
      setText(heading, "Your report was not sent");
      status.replaceChildren(
        element(
          "p",
          {},
          "This computer could not keep it, and the network is away. Leave this page open and press Send report again.",
        ),
      );
      heading.focus();
    },
  };
}

/** What to say of one report: what it is in colour, in one line, and in a few words. */
function wordsFor(entry, delivery) {
  const safe = "Your report is kept safe";
  if (delivery?.state === "accepted") {
    const number = delivery.lfpse?.referenceNumber;
    const words =
      number === undefined
        ? [["The national service has it, and gave no reference number."]]
        : [["National reference number"], [number, "reference"]];
    return { kind: "safe", title: safe, words };
  }
  if (delivery?.state === "rejected" || entry.state === "rejected" || entry.state === "expired") {
    const why = delivery?.issues.map(({ message }) => [message]) ?? [[entry.error?.message ?? "It waited too long."]];
    return {
      kind: "rejected",
      title: "Kept safe, but not taken",
      words: [["The safety team will put it right."], ...why],
    };
  }
  if (delivery?.state === "unknown") {
    return {
      kind: "waiting",
      title: safe,
      words: [["We could not tell whether the national service has it. The safety team will find out."]],
    };
  }
  if (entry.state === "accepted") {
    return {
      kind: "safe",
      title: safe,
      words: [["It has been sent. The national reference number will be shown here."]],
    };
  }
  if (entry.error !== undefined) {
    return { kind: "waiting", title: safe, words: [["Saved on this computer. It will be sent by itself."]] };
  }
  return { kind: "safe", title: safe, words: [["Saved on this computer. It is being sent now."]] };
}

function timeOf({ storedAt }) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(storedAt));
}

function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}
