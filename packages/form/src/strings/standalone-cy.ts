import type { StandaloneStrings } from "./standalone-en.ts";

/** Welsh words of the elements that stand alone. Not yet reviewed by a Welsh speaker. See `standalone-en.ts`. */
export const standaloneStringsCy: StandaloneStrings = {
  why: "Pam ydw i'n gweld hwn?",
  source: "Ffynhonnell:",
  because: {
    "lfpse-device-criteria":
      "Rydyn ni'n gofyn oherwydd cafodd blwch ei dicio am ddyfais feddygol a all fod yn ddiffygiol, yn ffug neu'n hawdd ei chamddefnyddio.",
    "lfpse-medicine-criteria":
      "Rydyn ni'n gofyn oherwydd cafodd blwch ei dicio am feddyginiaeth a all fod wedi achosi niwed, neu a all fod yn ddiffygiol, yn ffug neu'n hawdd ei drysu.",
    "scotland-iric": "Yn yr Alban, mae IRIC yn cymryd yr adroddiadau hyn gan staff iechyd.",
    "northern-ireland-niaic": "Yng Ngogledd Iwerddon, mae NIAIC yn cymryd yr adroddiadau hyn gan staff iechyd.",
    "reference-covers-unknown":
      "Mae adroddiad wedi'i anfon. Dydyn ni ddim yn gwybod eto a oedd ar gyfer y system, y feddyginiaeth neu'r ddau.",
    "supplier-reports-to-mhra":
      "Mae gan wneuthurwr dyfais ei ffordd ei hun o ddweud wrth yr MHRA. Mae Cerdyn Melyn i bawb arall.",
  },
  medicineToo:
    "Gall meddyginiaeth fod â rhan yn hyn hefyd. Ar gyfer meddyginiaeth, mae Cerdyn Melyn yn mynd at yr MHRA.",
  noPart: "Nid oedd gan unrhyw system ran yn hyn, felly does dim angen dweud wrth neb arall am system.",
  who: {
    system: "Mae hyn yn mynd ohono'i hun.",
    reporter: "Chi sy'n anfon hwn.",
    organisation: "Eich sefydliad sy'n gwneud hyn.",
    "clinical-safety-officer": "Maen nhw'n ei ychwanegu at y rhestr o beryglon.",
    "data-protection-officer": "Nhw sy'n penderfynu pwy sydd angen gwybod.",
    "transfusion-team": "Nhw sy'n rhoi gwybod.",
    supplier: "Mae gwneuthurwr dyfais yn dweud wrth yr MHRA ei hun.",
  },
  sources: "O ble daw hyn",
};
