import "@digital-factors/form/define";
import "./ours.page.js";
