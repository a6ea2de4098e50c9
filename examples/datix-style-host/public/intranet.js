import { keepInStep } from "./digital-factors-element.js";

keepInStep(document.getElementById("incident-form"));
