import type { E2bR3Case } from "./e2b-r3-case.ts";

/** The smallest case: only what has no default. */
export const smallestCase: E2bR3Case = {
  batch: { number: "EXAMPLE-1", senderId: "EXAMPLE", receiverId: "EXAMPLE-RECEIVER" },
  createdAt: "2026-03-02T09:20:00.123+01:00",
  caseId: "GB-EXAMPLE-0001",
  receivedOn: "2026-03-01",
  isExpedited: false,
  sender: { type: "pharmaceutical-company", organisation: "Example Ltd" },
  patient: { initials: { nullFlavor: "MSK" } },
  meddraVersion: "28.0",
  reactions: [{ meddraLltCode: "10000000" }],
  drugs: [{ name: "Examplol 5 mg tablets", role: "suspect" }],
  createId: ids(),
};

/** A case with everything that can be given. */
export const fullCase: E2bR3Case = {
  ...smallestCase,
  message: { senderId: "EXAMPLE-M", receiverId: "EXAMPLE-RECEIVER-M" },
  worldwideCaseId: "GB-OTHER-0002",
  firstSender: "regulator",
  updatedOn: "2026-03-02",
  isExpedited: true,
  documents: ["Copy of the drug chart"],
  reporter: { qualification: "pharmacist", country: "GB" },
  patient: { initials: "A.B.", sex: "female", ageYears: 71 },
  reactions: [
    {
      meddraLltCode: "10000000",
      reportedAs: "Slept & could not be woken",
      seriousness: ["life-threatening", "hospitalisation"],
      outcome: "recovering",
      startedOn: "2026-02-27",
      endedOn: "2026-02-28",
    },
    { meddraLltCode: "10000001", outcome: "recovered" },
  ],
  drugs: [
    {
      name: "Examplol 5 mg tablets",
      role: "suspect",
      authorisation: { number: "PL 00000/0001", country: "GB", holder: "Example Ltd" },
    },
    { name: "Other <medicine>", role: "concomitant" },
  ],
  narrative: "A double dose was ordered & given.",
};

function ids(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
  };
}
