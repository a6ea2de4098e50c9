import { reportAddresses } from "@digital-factors/core";
import { factorLabelsCy } from "@digital-factors/core/factor-labels/cy";
import type { Strings } from "./en.ts";
import { nudgeStringsCy } from "./nudge-cy.ts";
import { standaloneStringsCy } from "./standalone-cy.ts";

/**
 * Every Welsh word that the element shows, in plain Welsh (Cymraeg Clir).
 *
 * Not yet reviewed by a Welsh speaker: have it read before it is shown to reporters. LFPSE publishes its seven texts in
 * English only, so those in `involvement` are ours. See `en.ts` for where each text is shown.
 *
 * @example
 * registerStrings("cy", stringsCy);
 */
export const stringsCy: Strings = {
  lang: "cy",
  labels: factorLabelsCy,
  standalone: standaloneStringsCy,
  nudge: nudgeStringsCy,
  summary: {
    system: "System",
    version: "Fersiwn",
    supplier: "Cyflenwr",
    module: "Rhan o'r system",
    udi: "Dynodydd unigryw'r ddyfais (UDI)",
    whatWentWrong: "Beth aeth o'i le",
    whatWasSeen: "Beth a welwyd",
    effect: "Effaith ar y claf",
    effects: {
      actual: "Cafodd rhywun niwed",
      "near-miss": "Bu bron i rywun gael niwed",
      "delayed-or-wrong-care": "Roedd y gofal yn hwyr neu'n anghywir",
      none: "Dim effaith",
      unknown: "Ddim yn hysbys",
    },
    stillHappening: "Yn dal i ddigwydd",
    othersAffected: "Gallai effeithio ar gleifion eraill",
    yes: "Ydy",
    no: "Nac ydy",
    notKnown: "Ddim yn hysbys",
    removed: "[wedi'i dynnu]",
    reportId: "Adroddiad lleol",
  },

  yes: "Ie",
  no: "Na",
  unknown: "Ddim yn siŵr",

  questions: {
    part: {
      legend: "A oedd gan gyfrifiadur, ffôn, ap neu ddyfais gysylltiedig ran yn hyn?",
      short: "A oedd gan system ran",
      error: "Dewiswch a oedd gan system ran yn hyn",
    },
    system: {
      legend: "Pa system?",
      short: "System",
      error: "Dewiswch pa system oedd hi, neu dewiswch ddim yn siŵr",
    },
    group: {
      legend: "Beth aeth o'i le gyda hi?",
      short: "Beth aeth o'i le",
      error: "Dewiswch beth aeth o'i le, neu dewiswch rywbeth arall",
    },
    factors: {
      legend: "Pa rai o'r rhain sy'n disgrifio hyn orau?",
      hint: "Dewiswch hyd at dri.",
      short: "Disgrifiad gorau",
      error: "Dewiswch beth sy'n disgrifio hyn orau, neu dewiswch ddim yn siŵr",
      tooMany: "Rydych chi wedi dewis tri. Dad-diciwch un i ddewis un arall",
      none: "Dim un o'r rhain, neu ddim yn siŵr",
    },
    "still-happening": { legend: "A yw'n dal i ddigwydd?", short: "Yn dal i ddigwydd" },
    "others-affected": { legend: "A allai effeithio ar gleifion eraill?", short: "Gallai effeithio ar eraill" },
    description: {
      legend: "Mewn ychydig eiriau, beth welsoch chi?",
      helped: "Mewn ychydig eiriau, sut wnaeth hi helpu?",
      hint: "Rhowch enw'r system a'r hyn roedd yn ei ddangos. Dim enwau cleifion na staff.",
      short: "Beth welsoch chi",
      error: "Byrhewch yr hyn a welsoch i {max} o nodau neu lai",
    },
    "medical-device": {
      legend: "A yw'r system yn cyfrifo dosau, yn rhoi diagnosis, yn monitro neu'n arwain triniaeth?",
      hint: "Os ydyw, gall fod yn ddyfais feddygol.",
      short: "Dosau, diagnosis, monitro neu arwain",
    },
    harm: {
      legend: "Beth oedd yr effaith ar y claf?",
      hint: "Mae hyn yn penderfynu pwy arall ddylai wybod.",
      short: "Effaith ar y claf",
    },
    "yellow-card": { legend: "A oes adroddiad wedi'i anfon?", short: "Adroddiad wedi'i anfon" },
    involvement: { legend: "Sut dylen ni ei ddisgrifio i LFPSE?", short: "Anfonwyd at LFPSE fel" },
  },

  part: {
    main: "Oedd, rhan fawr",
    contributed: "Oedd, gwnaeth bethau'n waeth neu'n fwy tebygol",
    possible: "Efallai",
    helped: "Helpodd i sylwi arno neu i'w atal",
    none: "Nac oedd",
    unknown: "Ddim yn siŵr",
  },
  harm: {
    actual: "Cafodd rhywun niwed",
    "near-miss": "Bu bron i rywun gael niwed",
    "delayed-or-wrong-care": "Roedd y gofal yn hwyr neu'n anghywir",
    none: "Dim effaith",
    unknown: "Ddim yn siŵr",
  },

  system: {
    other: "System arall",
    search: "Chwiliwch am y system",
    found: "Systemau a gafwyd",
    matches: "{n} o systemau'n cyfateb",
    oneMatch: "1 system yn cyfateb",
    asTyped: "Defnyddio'r enw “{name}”",
    version: "fersiwn {version}",
  },

  count: {
    left: "Mae gennych {n} o nodau ar ôl",
    over: "Mae gennych {n} o nodau'n ormod",
  },

  identifier: {
    "nhs-number": "Mae hwn yn edrych fel rhif GIG. Ei dynnu?",
    email: "Mae hwn yn edrych fel cyfeiriad e-bost. Ei dynnu?",
    phone: "Mae hwn yn edrych fel rhif ffôn. Ei dynnu?",
    postcode: "Mae hwn yn edrych fel cod post. Ei dynnu?",
    date: "Mae hwn yn edrych fel dyddiad geni. Ei dynnu?",
    remove: "Tynnu",
    keep: "Cadw",
    error: "Dewiswch dynnu neu gadw'r hyn a allai ddangos pwy yw rhywun",
    removed: "Wedi'i dynnu",
  },

  yellowCard: {
    factHeading: "Un cwestiwn arall",
    bodies: {
      "yellow-card": {
        heading: "Efallai y bydd angen Cerdyn Melyn",
        what: "Mae Cerdyn Melyn yn dweud wrth yr MHRA, sy'n gwirio bod meddyginiaethau a dyfeisiau meddygol yn ddiogel, fod rhywbeth wedi mynd o'i le.",
        reference: "Cyfeirnod y Cerdyn Melyn",
        hint: "Mae yn yr e-bost gan yr MHRA. Gadewch hwn yn wag os nad yw gennych.",
        site: "Agor gwefan y Cerdyn Melyn",
        url: reportAddresses["yellow-card"],
      },
      iric: {
        heading: "Efallai y bydd angen adroddiad i IRIC",
        what: "Yn yr Alban, mae staff iechyd yn rhoi gwybod am broblemau gyda dyfeisiau meddygol i IRIC, sy'n eu hanfon ymlaen at yr MHRA.",
        reference: "Cyfeirnod IRIC",
        hint: "Daeth pan gafodd yr adroddiad ei anfon. Gadewch hwn yn wag os nad yw gennych.",
        site: "Agor gwefan IRIC",
        url: reportAddresses.iric,
      },
      niaic: {
        heading: "Efallai y bydd angen adroddiad i NIAIC",
        what: "Yng Ngogledd Iwerddon, mae staff iechyd yn rhoi gwybod am broblemau gyda dyfeisiau meddygol i NIAIC, sy'n eu hanfon ymlaen at yr MHRA.",
        reference: "Cyfeirnod NIAIC",
        hint: "Daeth pan gafodd yr adroddiad ei anfon. Gadewch hwn yn wag os nad yw gennych.",
        site: "Agor gwefan NIAIC",
        url: reportAddresses.niaic,
      },
    },
    publicWhat:
      "Adroddiad y gall unrhyw un ei anfon at yr MHRA, sy'n gwirio bod meddyginiaethau a dyfeisiau meddygol yn ddiogel, yw Cerdyn Melyn.",
    because: {
      "device-suspected-harm":
        "Rydyn ni'n gofyn oherwydd gall y system hon fod yn ddyfais feddygol, a gall fod â rhan mewn niwed neu ofal gwael.",
      "device-hazard":
        "Rydyn ni'n gofyn oherwydd gall y system hon fod yn ddyfais feddygol, a gallai niweidio rhywun y tro nesaf.",
      "device-unknown":
        "Rydyn ni'n gofyn oherwydd gallai'r system hon fod yn ddyfais feddygol. Does dim rhaid i chi fod yn siŵr.",
      "harm-unknown":
        "Rydyn ni'n gofyn oherwydd gall y system hon fod yn ddyfais feddygol. Does dim rhaid i chi wybod eto beth oedd yr effaith.",
      "device-made-in-house":
        "Rydyn ni'n gofyn oherwydd gall y system hon weithio fel dyfais feddygol, hyd yn oed os cafodd ei gwneud yma.",
      "availability-only":
        "Rydyn ni'n gofyn oherwydd gall y system hon fod yn ddyfais feddygol, ac nid oedd modd ei defnyddio pan oedd ei hangen.",
      "medicine-reaction": "Rydyn ni'n gofyn oherwydd gall meddyginiaeth fod wedi achosi niwed.",
      "medicine-defective-or-fake": "Rydyn ni'n gofyn oherwydd gall meddyginiaeth fod yn ddiffygiol neu'n ffug.",
      "medicine-involvement-unknown": "Rydyn ni'n gofyn oherwydd gall meddyginiaeth fod â rhan yn hyn.",
    },
    both: "Mae'r ddau adroddiad yn bwysig, ac mae'r un hwn yn mynd ymlaen beth bynnag yw eich ateb yma.",
    status: {
      reported: "Rydw i wedi anfon un",
      "reported-no-number": "Rydw i wedi anfon un ond does gen i ddim y rhif",
      "someone-else-will": "Bydd rhywun arall yn gwneud",
      "not-reported": "Ddim eto",
      unknown: "Heb ei ateb",
    },
    covers: {
      legend: "Ar gyfer beth mae'r rhif?",
      device: "Y ddyfais neu'r system",
      medicine: "Y feddyginiaeth",
      both: "Y ddau",
      unknown: "Ddim yn siŵr",
    },
    reference: {
      unseen: "Dydyn ni ddim wedi gweld rhif fel hwn o'r blaen. Gwiriwch ef. Gallwch ei gadw fel y mae.",
      "too-short": "Mae hwn yn rhy fyr i fod yn gyfeirnod. Gwiriwch ef, neu gadewch ef yn wag.",
      "too-long": "Mae hwn yn rhy hir i fod yn gyfeirnod. Gwiriwch ef, neu gadewch ef yn wag.",
      "no-digit": "Mae rhif mewn cyfeirnod. Gwiriwch ef, neu gadewch ef yn wag.",
      characters: "Mae nodau yma nad ydyn nhw mewn cyfeirnod. Gwiriwch ef, neu gadewch ef yn wag.",
      "web-address-or-email":
        "Mae hwn yn edrych fel cyfeiriad gwe neu e-bost. Rhowch y cyfeirnod, neu gadewch ef yn wag.",
      "nhs-number": "Mae hwn yn edrych fel rhif GIG. Tynnwch ef. Rhowch y cyfeirnod, neu gadewch ef yn wag.",
      notAdded: "Heb ei ychwanegu. Gwiriwch ef",
    },
    newTab: "(yn agor mewn tab newydd)",
    summaryLabel: "Crynodeb y gallwch ei ludo",
    summaryHint:
      "Darllenwch ef yn gyntaf. Nid yw'n cynnwys rhifau a allai ddangos pwy yw rhywun, ond gall gynnwys enwau.",
    copy: "Copïo'r crynodeb",
    copied: "Crynodeb wedi'i gopïo",
    copyByHand: "Mae'r crynodeb wedi'i ddewis. Pwyswch Ctrl ac C i'w gopïo",
    remind: "Fy atgoffa",
    reminded: "Mae nodyn atgoffa wedi'i osod",
    notReminded: "Does dim nodiadau atgoffa yma. Gwnewch nodyn i anfon un",
  },

  involvement: {
    "1": "Defnyddiwyd y system TG neu'r feddalwedd anghywir",
    "2": "Defnyddiwyd systemau TG neu feddalwedd mewn ffordd na chawsant eu dylunio ar ei chyfer",
    "3": "Ni ddefnyddiwyd systemau TG neu feddalwedd pan ddylid bod wedi gwneud hynny",
    "4": "Roedd systemau TG neu feddalwedd yn ddiffygiol/heb weithio'n iawn",
    "5": "Nid oedd systemau TG neu feddalwedd yn addas i'r diben/yn perfformio'n ddigonol",
    "6": "Arall",
    "7": "Dydw i ddim yn gwybod",
  },

  check: {
    heading: "Gwiriwch eich atebion",
    next: "Beth sy'n digwydd nesaf",
    change: "Newid",
    done: "Wedi gorffen",
    notAnswered: "Heb ei ateb",
    involvement: "Byddwn yn anfon hyn at LFPSE, y gwasanaeth diogelwch cenedlaethol, fel:",
    system: "Byddwn hefyd yn dweud wrth",
    organisation: "Bydd angen i'ch sefydliad ddweud hefyd wrth",
    organisationMay: "Efallai y bydd angen i'ch sefydliad ddweud hefyd wrth",
    reporter: "Efallai yr hoffech ddweud wrth",
    when: "Pryd: {clock}.",
    contextHeading: "Anfonir gyda'ch adroddiad",
    contextHint: "Mae hyn yn helpu i ddod o hyd i'r nam. Tynnwch unrhyw beth nad ydych am ei anfon.",
    remove: "Tynnu",
    removed: "{name} wedi'i dynnu",
  },

  routes: {
    lfpse: { name: "LFPSE", why: "Y gwasanaeth cenedlaethol sy'n dysgu o ddigwyddiadau diogelwch cleifion yn Lloegr." },
    local: { name: "Eich system ddigwyddiadau", why: "Mae eich tîm diogelwch yn dysgu ohono." },
    "yellow-card-device": { name: "Yr MHRA, gyda Cherdyn Melyn", why: "Gall y system fod yn ddyfais feddygol." },
    "yellow-card-medicine": {
      name: "Yr MHRA, gyda Cherdyn Melyn am y feddyginiaeth",
      why: "Gall meddyginiaeth fod wedi achosi niwed.",
    },
    iric: { name: "IRIC", why: "Gall y system fod yn ddyfais feddygol, ac rydych chi yn yr Alban." },
    niaic: { name: "NIAIC", why: "Gall y system fod yn ddyfais feddygol, ac rydych chi yng Ngogledd Iwerddon." },
    manufacturer: { name: "Cyflenwr y system", why: "Dim ond nhw all ei thrwsio i bawb." },
    "hazard-log": {
      name: "Y swyddog diogelwch clinigol",
      why: "Nhw sy'n cadw'r rhestr o beryglon ar gyfer pob system.",
    },
    "national-service-desk": {
      name: "Y Ddesg Gwasanaeth Genedlaethol",
      why: "Gall y nam fod mewn gwasanaeth GIG cenedlaethol.",
    },
    "national-back-office": { name: "Y Swyddfa Gefn Genedlaethol", why: "Gall manylion dau glaf fod wedi'u cymysgu." },
    cyber: { name: "Y tîm seiberddiogelwch", why: "Gall fod yn ymosodiad." },
    nis: { name: "Y rheoleiddiwr gwasanaethau hanfodol", why: "Efallai fod tarfu mawr ar ofal." },
    ico: {
      name: "Y swyddog diogelu data",
      why: "Gall data personol fod ar goll, yn anghywir neu wedi'i weld gan y person anghywir.",
    },
    "sabre-shot": { name: "Y tîm trallwyso", why: "Gall gwaed fod yn rhan o hyn." },
  },
  clocks: {
    "as soon as possible": "cyn gynted â phosibl",
    "at once": "ar unwaith",
    "72 hours": "72 awr",
    "72 hours from awareness": "72 awr o ddod yn ymwybodol",
    "2, 10 or 15 days from awareness, by seriousness": "2, 10 neu 15 diwrnod o ddod yn ymwybodol, yn ôl difrifoldeb",
  },

  context: {
    product: "Cynnyrch",
    version: "Fersiwn",
    module: "Rhan o'r cynnyrch",
    screen: "Sgrin",
    correlationId: "Rhif olrhain",
    device: "Dyfais",
    lastErrorId: "Gwall diwethaf",
  },

  continue: "Parhau",
  back: "Yn ôl",
  save: "Cadw a pharhau",
  progress: "Cwestiwn {n} o tua {total}",
  savedOnComputer: "Cadwyd ar y cyfrifiadur hwn am {time}",
  savedInTab: "Cadwyd yn y tab hwn am {time}",
  draftProblems: {
    notKept: "Ni ellir cadw dim ar y cyfrifiadur hwn nes i chi anfon eich adroddiad.",
    keptElsewhere:
      "Mae'r ffurflen hon ar agor mewn tab arall. Does dim byd yma yn cael ei gadw nes i chi anfon eich adroddiad.",
    notOpened:
      "Nid oedd modd agor drafft cynharach. Does dim byd newydd yn cael ei gadw nes i chi anfon eich adroddiad.",
  },

  errors: {
    title: "Mae problem",
    prefix: "Gwall:",
    unknownFormat:
      "Daw'r atebion cynharach o fersiwn arall o'r ffurflen hon ac ni ellir eu dangos. Nid ydynt wedi'u newid.",
  },

  done: {
    thanks: "Diolch. Does dim byd arall i'w ateb yma.",
    saved: "Mae eich atebion wedi'u cadw",
    change: "Newid atebion",
  },

  delivery: {
    safe: "Mae eich adroddiad yn ddiogel",
    waiting: "Wedi'i gadw ar y cyfrifiadur hwn. Bydd yn cael ei anfon ohono'i hun.",
    sending: "Mae'n cael ei anfon nawr.",
    accepted: "Mae wedi'i anfon.",
    rejected: "Mae wedi'i gadw, ond nid oedd modd ei anfon. Dywedwch wrth y tîm sy'n gofalu am y ffurflen hon.",
    unknown: "Mae wedi'i gadw. Rydyn ni'n gwirio ei fod wedi cyrraedd.",
    reference: "Cyfeirnod cenedlaethol:",
    oneWaiting: "Mae 1 adroddiad yn aros i gael ei anfon.",
    manyWaiting: "Mae {n} o adroddiadau'n aros i gael eu hanfon.",
  },
};
