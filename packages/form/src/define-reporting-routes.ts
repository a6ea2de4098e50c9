import { ReportingRoutes } from "./components/reporting-routes.ts";
import { defineElement } from "./define-element.ts";

defineElement("reporting-routes", ReportingRoutes);
