import { DigitalFactorsForm } from "./components/digital-factors-form.ts";
import { defineElement } from "./define-element.ts";

defineElement("digital-factors-form", DigitalFactorsForm);
