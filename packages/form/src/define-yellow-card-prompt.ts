import { YellowCardPrompt } from "./components/yellow-card-prompt.ts";
import { defineElement } from "./define-element.ts";

defineElement("yellow-card-prompt", YellowCardPrompt);
