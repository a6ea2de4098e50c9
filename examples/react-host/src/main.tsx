import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { IncidentForm } from "./incident-form.tsx";

const place = document.querySelector("#incident");
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <IncidentForm />
    </StrictMode>,
  );
}
