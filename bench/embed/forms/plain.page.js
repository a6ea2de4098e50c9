import { mostFactors, noFactors, partsWithSystem, tooManyFactors } from "bench:rules";

const form = document.querySelector("#report");
const system = document.querySelector("#system");
const boxes = [...form.querySelectorAll("[name=factors]")];

function update() {
  system.disabled = system.hidden = !partsWithSystem.includes(form.elements.part.value);
  const picked = boxes.filter(({ checked }) => checked).length;
  boxes[0].setCustomValidity(picked === 0 ? noFactors : picked > mostFactors ? tooManyFactors : "");
}

form.addEventListener("change", update);
form.addEventListener("submit", (event) => event.preventDefault());
update();
