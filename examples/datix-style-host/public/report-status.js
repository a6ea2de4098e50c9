const pauseMs = 1_000;
const finalStates = ["accepted", "rejected"];
const outcome = document.getElementById("outcome");
const status = outcome.querySelector("[role='status']");

/** Shows what became of the report, in the place that is read out. */
function show({ state, referenceNumber }) {
  if (state === "accepted" && referenceNumber !== undefined) {
    const label = document.createElement("p");
    label.textContent = "National reference number";
    const number = document.createElement("p");
    number.className = "reference";
    number.textContent = referenceNumber;
    status.replaceChildren(label, number);
    return;
  }
  // Words for the rarer endings are written once, on the server.
  location.reload();
}

async function ask() {
  try {
    const response = await fetch(outcome.dataset.delivery, { headers: { accept: "application/json" } });
    const delivery = response.ok ? await response.json() : undefined;
    if (delivery !== undefined && finalStates.includes(delivery.state)) return show(delivery);
  } catch {
    // The network is away: asked again below.
  }
  setTimeout(ask, pauseMs);
}

ask();
