/**
 * The systems of this trust, as its digital team keeps them: given to the element, so that a reporter picks a name and is
 * never asked for a supplier or a version. All names are made up.
 */
export const trustSystems = [
  {
    type: "epr",
    name: "Marram EPR",
    supplier: "Dunlin Health Systems",
    version: "2026.2",
    functions: ["record-keeping"],
  },
  {
    type: "prescribing",
    name: "Samphire ePMA",
    supplier: "Dunlin Health Systems",
    version: "7.3.1",
    functions: ["prescribing", "dose-calculation"],
  },
  {
    type: "tests",
    name: "Sandpiper Order Comms",
    supplier: "Estuary Diagnostics",
    version: "12.4",
    functions: ["record-keeping", "messaging"],
  },
  {
    type: "imaging",
    name: "Lantern PACS",
    supplier: "Brightwater Imaging",
    version: "5.0",
    functions: ["image-analysis"],
  },
  {
    type: "observations",
    name: "Tidewatch e-Obs",
    supplier: "Kittiwake Clinical",
    version: "3.8",
    functions: ["alarm-monitoring", "simple-score"],
  },
  {
    type: "patient-admin",
    name: "Groyne PAS",
    supplier: "Dunlin Health Systems",
    version: "2025.4",
    functions: ["scheduling", "administration"],
  },
  {
    type: "phones-and-bleeps",
    name: "Curlew Messaging",
    supplier: "Saltmarsh Communications",
    version: "4.1",
    functions: ["messaging"],
  },
  {
    type: "network-and-logins",
    name: "Trust network and logins",
    inHouse: "yes",
    functions: ["network", "login"],
  },
];
