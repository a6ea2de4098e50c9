import { factorLabelsCy } from "../generated/factor-labels-cy.ts";
import type { QuestionnaireWords } from "./questionnaire-words.ts";

/**
 * The words of the Questionnaire in plain Welsh (Cymraeg Clir).
 *
 * Not yet reviewed by a Welsh speaker: have it read before it is shown to reporters. LFPSE publishes its seven texts in
 * English only, so those in `involvement` are ours.
 *
 * @example
 * toQuestionnaire({ words: questionnaireWordsCy }).language; // "cy"
 */
export const questionnaireWordsCy: QuestionnaireWords = {
  language: "cy",
  title: "Ffactorau digidol mewn digwyddiad diogelwch cleifion",
  labels: factorLabelsCy,
  screens: {
    "part-played": "A oedd gan system ran",
    "what-went-wrong": "Beth aeth o'i le",
    "which-fits": "Disgrifiad gorau",
    "yellow-card-screen": "Cerdyn Melyn",
    "check-answers": "Gwiriwch eich atebion",
  },
  questions: {
    part: "A oedd gan gyfrifiadur, ffôn, ap neu ddyfais gysylltiedig ran yn hyn?",
    system: "Pa system?",
    group: "Beth aeth o'i le gyda hi?",
    factors: "Pa rai o'r rhain sy'n disgrifio hyn orau?",
    "still-happening": "A yw'n dal i ddigwydd?",
    "others-affected": "A allai effeithio ar gleifion eraill?",
    description: "Mewn ychydig eiriau, beth welsoch chi?",
    "medical-device": "A yw'r system yn cyfrifo dosau, yn rhoi diagnosis, yn monitro neu'n arwain triniaeth?",
    harm: "Beth oedd yr effaith ar y claf?",
    "yellow-card": "A oes adroddiad wedi'i anfon?",
    involvement: "Sut dylen ni ei ddisgrifio i LFPSE?",
  },
  hints: {
    factors: "Dewiswch hyd at dri.",
    description: "Rhowch enw'r system a'r hyn roedd yn ei ddangos. Dim enwau cleifion na staff.",
    "medical-device": "Os ydyw, gall fod yn ddyfais feddygol.",
    harm: "Mae hyn yn penderfynu pwy arall ddylai wybod.",
    "yellow-card-reference-value": "Mae yn yr e-bost gan yr MHRA. Gadewch hwn yn wag os nad yw gennych.",
  },
  systemName: "Ei henw, os ydych chi'n ei wybod",
  reference: "Cyfeirnod y Cerdyn Melyn",
  referenceCovers: "Ar gyfer beth mae'r rhif?",
  noneOfThese: "Dim un o'r rhain, neu ddim yn siŵr",
  part: {
    main: "Oedd, rhan fawr",
    contributed: "Oedd, gwnaeth bethau'n waeth neu'n fwy tebygol",
    possible: "Efallai",
    helped: "Helpodd i sylwi arno neu i'w atal",
    none: "Nac oedd",
    unknown: "Ddim yn siŵr",
  },
  yesNoUnknown: { yes: "Ie", no: "Na", unknown: "Ddim yn siŵr" },
  harm: {
    actual: "Cafodd rhywun niwed",
    "near-miss": "Bu bron i rywun gael niwed",
    "delayed-or-wrong-care": "Roedd y gofal yn hwyr neu'n anghywir",
    none: "Dim effaith",
    unknown: "Ddim yn siŵr",
  },
  yellowCardStatus: {
    reported: "Rydw i wedi anfon un",
    "reported-no-number": "Rydw i wedi anfon un ond does gen i ddim y rhif",
    "someone-else-will": "Bydd rhywun arall yn gwneud",
    "not-reported": "Ddim eto",
    unknown: "Ddim yn siŵr",
  },
  covers: { device: "Y ddyfais neu'r system", medicine: "Y feddyginiaeth", both: "Y ddau", unknown: "Ddim yn siŵr" },
  involvement: {
    "1": "Defnyddiwyd y system TG neu'r feddalwedd anghywir",
    "2": "Defnyddiwyd systemau TG neu feddalwedd mewn ffordd na chawsant eu dylunio ar ei chyfer",
    "3": "Ni ddefnyddiwyd systemau TG neu feddalwedd pan ddylid bod wedi gwneud hynny",
    "4": "Roedd systemau TG neu feddalwedd yn ddiffygiol/heb weithio'n iawn",
    "5": "Nid oedd systemau TG neu feddalwedd yn addas i'r diben/yn perfformio'n ddigonol",
    "6": "Arall",
    "7": "Dydw i ddim yn gwybod",
  },
};
