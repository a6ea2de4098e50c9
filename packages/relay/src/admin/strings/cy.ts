import type { AdminStrings } from "./en.ts";

/**
 * Every Welsh word of the admin page, in plain Welsh (Cymraeg Clir). Not yet reviewed by a Welsh speaker. See `en.ts` for
 * where each text is shown.
 */
export const adminStringsCy: AdminStrings = {
  lang: "cy",
  service: "Cyfnewidfa ffactorau digidol",
  skipLink: "Neidio i'r prif gynnwys",
  errorTitle: "Gwall: {title}",
  problem: "Mae problem",
  errorPrefix: "Gwall:",
  important: "Pwysig:",
  none: "Dim",
  cancel: "Canslo",
  continue: "Parhau",

  navigation: {
    label: "Dewislen",
    overview: "Trosolwg",
    records: "Adroddiadau",
    audit: "Cofnod archwilio",
    tokens: "Tocynnau",
    signOut: "Allgofnodi",
    signedIn: "Wedi mewngofnodi ar gyfer {organisation}",
    signedInAll: "Wedi mewngofnodi ar gyfer pob sefydliad",
    language: "Iaith",
  },
  footer:
    "Mae'r amserau yn UTC. Nid yw'r dudalen hon yn dangos atebion o adroddiad oni bai eich bod yn gofyn amdanynt. Cofnodir pob cais.",

  time: {
    instant: "{day} {month} {year} am {clock} UTC",
    months: [
      "Ionawr",
      "Chwefror",
      "Mawrth",
      "Ebrill",
      "Mai",
      "Mehefin",
      "Gorffennaf",
      "Awst",
      "Medi",
      "Hydref",
      "Tachwedd",
      "Rhagfyr",
    ],
    underAMinute: "llai na munud",
    units: {
      days: ["{n} diwrnod", "{n} diwrnod"],
      hours: ["{n} awr", "{n} awr"],
      minutes: ["{n} munud", "{n} munud"],
    },
  },

  states: {
    unknown: {
      name: "Ddim yn hysbys",
      meaning:
        "Cafodd ei anfon ac ni ddaeth ateb clir yn ôl, neu daeth o gopi wrth gefn. Gall fod gan LFPSE neu beidio.",
      toDo: "Gwiriwch a yw gan LFPSE, yna dywedwch pa un.",
    },
    parked: {
      name: "Wedi stopio",
      meaning: "Methodd sawl gwaith, neu daeth o gopi wrth gefn, felly stopiodd y gyfnewidfa.",
      toDo: "Gwelwch pam. Ar ôl i hynny gael ei gywiro, anfonwch ef eto.",
    },
    rejected: {
      name: "Wedi'i wrthod",
      meaning: "Gwrthododd LFPSE ef, neu nid oedd modd ei roi yn ffurf LFPSE.",
      toDo: "Gwelwch pam. Trefnwch iddo gael ei gywiro, yna anfonwch ef eto.",
    },
    waiting: {
      name: "Yn aros",
      meaning: "Mae'n cael ei gadw'n ddiogel a bydd yn cael ei anfon ohono'i hun.",
      toDo: "Dim i'w wneud.",
    },
    sending: {
      name: "Yn cael ei anfon",
      meaning: "Mae cais i LFPSE ar y gweill.",
      toDo: "Dim i'w wneud.",
    },
    accepted: {
      name: "Wedi'i dderbyn",
      meaning: "Mae gan LFPSE.",
      toDo: "Dim i'w wneud.",
    },
    withdrawn: {
      name: "Wedi'i dynnu'n ôl",
      meaning: "Cafodd ei dynnu'n ôl, yn LFPSE hefyd os oedd yno.",
      toDo: "Dim i'w wneud.",
    },
  },

  sentFromHere: {
    unknown: "Cafodd ei anfon ac ni ddaeth ateb clir yn ôl. Gall fod gan LFPSE neu beidio.",
    parked: "Methodd sawl gwaith, felly stopiodd y gyfnewidfa.",
  },

  restored: {
    unknown: {
      meaning: "Daeth o gopi wrth gefn, lle'r oedd heb ei anfon eto. Gall fod gan LFPSE erbyn hyn.",
      toDo: "Gwiriwch a yw gan LFPSE, yna dywedwch pa un.",
    },
    parked: {
      meaning:
        "Daeth o gopi wrth gefn, lle'r oedd diweddariad ohono heb ei anfon eto. Gall fod gan LFPSE hwnnw, neu un diweddarach, erbyn hyn.",
      toDo: "Gwiriwch beth sydd gan LFPSE. Anfonwch ef eto dim ond os nad oes gan LFPSE ddim byd diweddarach.",
    },
  },

  operations: {
    create: "Adroddiad newydd",
    update: "Diweddariad",
    "yellow-card": "Ychwanegwyd cyfeirnod Cerdyn Melyn",
    withdraw: "Tynnu'n ôl",
  },

  roles: {
    reporter: "Anfon adroddiadau",
    administrator: "Gweinyddwr",
  },

  questions: {
    part: "A oedd gan system ran",
    system: "Pa system",
    group: "Beth aeth o'i le",
    factors: "Disgrifiad gorau",
    "still-happening": "A yw'n dal i ddigwydd",
    "others-affected": "A allai effeithio ar gleifion eraill",
    description: "Beth welodd y person a roddodd wybod",
    "medical-device": "A yw'r system yn cyfrifo dosau, yn rhoi diagnosis, yn monitro neu'n arwain",
    harm: "Effaith ar y claf",
    "yellow-card": "Cerdyn Melyn",
    involvement: "Sut mae'n cael ei ddisgrifio i LFPSE",
  },

  reasons: {
    "unknown-outcome": "Gadawodd yr adroddiad am LFPSE ac ni ddaeth ateb clir yn ôl.",
    "stored-form":
      "Ni all y fersiwn hon o'r gyfnewidfa ddarllen yr adroddiad a gadwyd. Gofynnwch i bwy bynnag sy'n rhedeg y gyfnewidfa.",
    "no-key":
      "Nid oes gan y gyfnewidfa allwedd danysgrifio ar gyfer y sefydliad hwn. Bydd yn cael ei anfon ohono'i hun pan fydd pwy bynnag sy'n rhedeg y gyfnewidfa wedi gosod un.",
    "relay-failed": "Methodd y gyfnewidfa ei hun gyda'r adroddiad hwn. Mae'n rhoi cynnig arall arni ohoni'i hun.",
    crashes:
      "Methodd y gyfnewidfa bob tro wrth drin yr adroddiad hwn. Gofynnwch i bwy bynnag sy'n rhedeg y gyfnewidfa edrych yn ei chofnod.",
    restored: "Daeth o gopi wrth gefn. Gall fod gan LFPSE, neu fersiwn ddiweddarach ohono, erbyn hyn.",
    "unreadable-answer":
      "Cymerodd LFPSE hyn bob tro yr anfonwyd ef, ac nid oes ateb yn dweud iddo gael ei wneud. Gwiriwch beth sydd gan LFPSE.",
    "keeps-failing":
      "Methodd LFPSE gyda hyn bob tro yr anfonwyd ef, er ei fod wedi gweithio i eraill. Dewch i wybod pam cyn ei anfon eto.",
    "sealed-content":
      "Ni all y gyfnewidfa agor yr adroddiad a gadwyd: mae ei allwedd ar goll, neu newidiwyd y ffeil. Gofynnwch i bwy bynnag sy'n rhedeg y gyfnewidfa.",
    "lfpse-version":
      "Mae'r ffurflen yn defnyddio fersiwn arall o dacsonomeg LFPSE i'r un y mae'r gyfnewidfa hon yn ei hanfon. Gofynnwch i bwy bynnag sy'n rhedeg y ffurflen osod yr un fersiwn.",
    "lfpse-network": "Nid oedd modd cyrraedd LFPSE, neu atebodd rhywbeth arall yn ei le.",
    "lfpse-timeout": "Ni atebodd LFPSE mewn pryd.",
    "lfpse-aborted": "Stopiodd y gyfnewidfa y cais.",
    "lfpse-rate-limited": "Gofynnodd LFPSE am lai o geisiadau.",
    "lfpse-auth":
      "Gwrthododd LFPSE yr allwedd danysgrifio. Gofynnwch i bwy bynnag sy'n rhedeg y gyfnewidfa wirio'r allwedd.",
    "lfpse-server": "Ni allai LFPSE drin yr adroddiad pan gafodd ei anfon.",
    "lfpse-rejected": "Gwrthododd LFPSE y cynnwys.",
    "lfpse-conflict": "Mae gan LFPSE rywbeth arall o dan y dynodydd hwn.",
    "lfpse-unknown-outcome": "Gall LFPSE fod wedi gwneud hyn neu beidio.",
  },
  otherReason: "Nid yw rheolau LFPSE yn caniatáu'r hyn sydd yma.",

  signIn: {
    title: "Mewngofnodi",
    intro: "Mae angen tocyn gweinyddwr arnoch. Gall pwy bynnag sy'n rhedeg y gyfnewidfa wneud un i chi.",
    token: "Tocyn gweinyddwr",
    tokenHint: "Mae'n dechrau gyda dft_",
    button: "Mewngofnodi",
    errors: {
      empty: "Rhowch eich tocyn gweinyddwr",
      refused: "Rhowch docyn sy'n ddilys nawr ac sy'n perthyn i weinyddwr",
      tooMany: "Arhoswch funud, yna rhowch gynnig arall arni. Bu gormod o gynigion.",
    },
  },

  overview: {
    title: "Trosolwg",
    needsYou: "Angen person",
    nothingNeeded: "Nid oes angen person ar ddim byd nawr.",
    urgent: "Angen gweithredu",
    onTheWay: "Ar y ffordd, ac wedi'i wneud",
    columns: { state: "Cyflwr", count: "Adroddiadau", meaning: "Beth mae'n ei olygu" },
    oldest: "Yr adroddiad hynaf sy'n aros",
    oldestSince: "{age}, ers {instant}",
    noneWaiting: "Nid oes un yn aros",
    yellowCards: "Cardiau Melyn heb gyfeirnod",
    yellowCardsText:
      "Anfonwyd Cerdyn Melyn, neu bydd rhywun yn anfon un, ac nid yw ei gyfeirnod yn yr adroddiad eto. Gofynnwch i'r person a roddodd wybod amdano a'i ychwanegu.",
    condition: "Sut mae pethau",
    store: "Storfa",
    storeWorks: "Yn gweithio: gellir darllen ac ysgrifennu",
    lfpse: "LFPSE",
    lfpseWorks: "Yn ateb",
    lfpsePaused: "Ddim yn ateb. Mae'r gyfnewidfa'n oedi ac yn rhoi cynnig arall arni ohoni'i hun.",
    lfpseNotAsked: "Heb ei holi ers i'r gyfnewidfa ddechrau",
    lfpsePausedFor:
      "Ddim yn ateb ar gyfer {organisation}. Mae'r gyfnewidfa'n oedi ac yn rhoi cynnig arall arni ohoni'i hun.",
  },

  records: {
    title: "Adroddiadau",
    find: "Dod o hyd i un adroddiad",
    idHint: "Y dynodydd cyfan, fel y mae'r system ddigwyddiadau yn ei ddangos",
    findButton: "Chwilio",
    filter: "Hidlo'r rhestr",
    state: "Cyflwr",
    organisation: "Sefydliad",
    organisationHint: "Ei god ODS mewn priflythrennau, fel Z01",
    yellowCard: "Cerdyn Melyn",
    yellowCardMissing: "Dim ond y rhai heb gyfeirnod",
    apply: "Defnyddio'r hidlyddion",
    clear: "Clirio'r hidlyddion",
    caption: "Adroddiadau, y rhai diweddaraf yn gyntaf",
    columns: {
      id: "Adroddiad",
      state: "Cyflwr, a pham",
      organisation: "Sefydliad",
      received: "Derbyniwyd",
      reference: "Cyfeirnod LFPSE",
    },
    shown: "Dangosir: {filters}",
    empty: "Nid oes adroddiad sy'n cyfateb.",
    newest: "Adroddiadau diweddaraf",
    older: "Adroddiadau hŷn",
    pages: "Tudalennau'r rhestr",
    export: "Lawrlwytho'r rhestr hon (CSV)",
    exportText:
      "Mae pob adroddiad sy'n cyfateb i'r hidlyddion yn y ffeil, ar bob tudalen. Nid oes atebion ynddi. Cofnodir y lawrlwytho.",
    yellowCardTag: "Cyfeirnod Cerdyn Melyn ar goll",
    errors: {
      id: "Rhowch ddynodydd cyfan adroddiad. Nid oes gennych un o dan y dynodydd hwn",
      organisation: "Rhowch god ODS: hyd at 10 llythyren a digid",
    },
    csv: {
      id: "Dynodydd yr adroddiad",
      organisation: "Sefydliad",
      state: "Cyflwr",
      received: "Derbyniwyd",
      changed: "Yn y cyflwr ers",
      revision: "Diwygiad",
      attempts: "Ceisiadau",
      lfpseId: "Dynodydd LFPSE",
      lfpseVersion: "Fersiwn LFPSE",
      reference: "Cyfeirnod LFPSE",
      yellowCard: "Cyfeirnod Cerdyn Melyn ar goll",
      rules: "Rheolau a dorrwyd",
      contentRemoved: "Tynnwyd y cynnwys",
    },
  },

  record: {
    title: "Adroddiad",
    back: "Yn ôl i'r adroddiadau",
    backToRecord: "Yn ôl i'r adroddiad",
    why: "Pam mae yma",
    andMore: "a {n} arall",
    about: "Cwestiwn: {question}",
    yellowCardToDo:
      "Mae cyfeirnod ei Gerdyn Melyn ar goll. Gofynnwch i'r person a roddodd wybod amdano, yna ychwanegwch ef.",
    noIssues: "Nid oes dim i'w ddweud amdano.",
    facts: "Am yr adroddiad hwn",
    organisation: "Sefydliad",
    apiState: "Cyflwr yn yr API",
    received: "Derbyniwyd",
    revision: "Diwygiad",
    attempts: "Ceisiadau a anfonwyd at LFPSE",
    lfpseId: "Dynodydd LFPSE",
    lfpseVersion: "Fersiwn LFPSE",
    reference: "Cyfeirnod LFPSE",
    yellowCard: "Cyfeirnod Cerdyn Melyn",
    yellowCardMissing: "Ar goll",
    yellowCardNotMissing: "Nid oes dim ar goll",
    contentRemoved: "Tynnwyd y cynnwys",
    history: "Beth ofynnwyd",
    historyColumns: {
      operation: "Gofynnwyd",
      state: "Cyflwr",
      received: "Derbyniwyd",
      attempts: "Ceisiadau",
      why: "Pam",
    },
    trail: "Pwy wnaeth beth",
    trailMore: "Cofnod archwilio cyfan yr adroddiad hwn",
    issueColumns: { reason: "Rheswm", question: "Cwestiwn", ruleCode: "Rheol" },
    noQuestion: "Dim un yn benodol",
    showWording: "Dangos yr union eiriad",
    wordingText:
      "Geiriau LFPSE neu'r mapio yw'r union eiriad, a gallant ailadrodd ateb. Cofnodir eich bod wedi edrych.",
    wordingTitle: "Union eiriad",
    wordingPlace: "Lle",
    wordingWords: "Geiriad",
    moreActions: "Rhagor y gallwch ei wneud",
    actions: {
      decide: "Dweud a yw gan LFPSE",
      atLfpse: "Cofnodi ei fod gan LFPSE",
      sendAgain: "Ei anfon eto",
      withdraw: "Ei dynnu'n ôl",
      yellowCard: "Ychwanegu cyfeirnod Cerdyn Melyn",
      content: "Lawrlwytho'r hyn y mae'n ei ddweud",
    },
  },

  decide: {
    title: "A yw'r adroddiad hwn gan LFPSE?",
    intro:
      "Ni all y gyfnewidfa ofyn i LFPSE. Pe bai'n anfon yr adroddiad eto ohoni'i hun, gallai LFPSE ei ddal ddwywaith. Felly mae'n rhaid i berson edrych yn gyntaf.",
    how: "Sut i wirio",
    howSteps: [
      "Dewch o hyd i'r digwyddiad yn eich system eich hun. Ei ddynodydd yma yw {id}.",
      "Edrychwch yn LFPSE, neu gofynnwch i'r person sy'n gallu, am adroddiad gan eich sefydliad sy'n dweud yr un peth. Byddai wedi cyrraedd ar neu ar ôl {instant}.",
      "Efallai nad yw'r dynodydd uchod yn LFPSE. Cymharwch pryd y digwyddodd a beth ddigwyddodd.",
      "Edrychwch eto ymhen ychydig os nad ydych yn siŵr. Mae'r adroddiad yn ddiogel yma nes i chi benderfynu.",
    ],
    contacts: "Pwy all helpu",
    there: "Mae yno",
    thereHint: "Byddwch yn rhoi'r dynodydd a roddodd LFPSE iddo",
    notThere: "Nid yw yno",
    notThereHint: "Bydd y gyfnewidfa'n ei anfon eto",
    unsure: "Dydw i ddim yn gwybod eto",
    unsureHint: "Nid oes dim yn newid. Mae'n aros yma nes i chi wybod",
    error: "Dewiswch a yw'r adroddiad hwn gan LFPSE",
    legend: "Beth welsoch chi?",
  },
  sendAgain: {
    title: "Anfon yr adroddiad hwn eto",
    button: "Ei anfon eto",
    consequence: {
      unknown: "Os yw gan LFPSE, gall ei anfon eto wneud ail adroddiad am yr un digwyddiad yno.",
      rejected:
        "Mae'r gyfnewidfa'n anfon yr un cynnwys eto. Os na chywirwyd dim, yn LFPSE nac yng ngosodiadau'r gyfnewidfa, bydd yn cael ei wrthod eto.",
      parked:
        "Mae'r gyfnewidfa'n rhoi cynnig arall arni o'r dechrau. Os na chywirwyd yr hyn a fethodd, bydd yn stopio eto.",
      restored:
        "Os oes gan LFPSE fersiwn ddiweddarach, mae hyn yn rhoi'r un hŷn yn ei lle. Trefnwch fod eich system ddigwyddiadau yn anfon ei fersiwn ddiweddaraf yn gyntaf: mae honno'n mynd yn syth ar ôl hon.",
    },
    checkedLegend: "Cyn i chi barhau",
    checked: "Rydw i wedi gwirio nad yw gan LFPSE",
    error: "Ticiwch y blwch ar ôl i chi wirio nad yw gan LFPSE",
    checkedRestored: "Rydw i wedi gwirio na fydd LFPSE yn cael ei adael â fersiwn hŷn",
    errorRestored: "Ticiwch y blwch ar ôl i chi wirio na fydd LFPSE yn cael ei adael â fersiwn hŷn",
  },
  atLfpse: {
    title: "Cofnodi ei fod gan LFPSE",
    consequence:
      "Mae'r adroddiad yn cyfrif fel un a dderbyniwyd o dan y dynodydd hwn ac nid yw'n cael ei anfon eto. Mae diweddariadau a thynnu'n ôl yn mynd i'r dynodydd hwn, felly gwiriwch ef lythyren wrth lythyren.",
    id: "Dynodydd LFPSE",
    idHint: "Y dynodydd a roddodd LFPSE i'r digwyddiad. Llythrennau, digidau, cysylltnodau a dotiau",
    version: "Fersiwn LFPSE (dewisol)",
    reference: "Cyfeirnod LFPSE (dewisol)",
    referenceHint: "Y rhif y mae pobl yn ei ddefnyddio amdano",
    button: "Cofnodi ei fod gan LFPSE",
    errors: {
      id: "Rhowch y dynodydd LFPSE: hyd at 64 o lythrennau, digidau, cysylltnodau a dotiau",
      version: "Rhowch fersiwn o hyd at 64 o lythrennau, digidau, cysylltnodau a dotiau, neu gadewch ef yn wag",
      reference: "Rhowch gyfeirnod o hyd at 100 o lythrennau, digidau, bylchau a - / . neu gadewch ef yn wag",
    },
  },
  withdraw: {
    title: "Tynnu'r adroddiad hwn yn ôl",
    consequence: {
      there:
        "Mae'r gyfnewidfa'n gofyn i LFPSE ei ddileu. Ni ellir dadwneud hyn, ac ni ellir anfon diweddariad ar ei ôl.",
      notThere: "Nid yw gan LFPSE, felly nid yw byth yn cael ei anfon. Ni ellir dadwneud hyn.",
      held: "Mae'n aros ei dro ar ôl yr hyn sy'n dod gyntaf: mae'n rhaid i rywun benderfynu ar hwnnw cyn i'r tynnu'n ôl gael ei wneud.",
      waiting:
        "Os nad yw wedi gadael eto, nid yw byth yn cael ei anfon. Os yw, mae'r gyfnewidfa'n gofyn i LFPSE ei ddileu. Ni ellir dadwneud hyn.",
    },
    local: "Nid yw'n newid y digwyddiad yn eich system eich hun.",
    button: "Ei dynnu'n ôl",
  },
  yellowCard: {
    title: "Ychwanegu cyfeirnod Cerdyn Melyn",
    intro: "Mae'r gyfnewidfa'n anfon diweddariad ag ef at LFPSE, fel bod y ddau adroddiad wedi'u cysylltu.",
    reference: "Cyfeirnod y Cerdyn Melyn",
    referenceHint: "Mae yn yr e-bost gan yr MHRA",
    covers: "Ar gyfer beth mae'r cyfeirnod?",
    coverings: {
      device: "Y ddyfais neu'r system",
      medicine: "Y feddyginiaeth",
      both: "Y ddau",
      unknown: "Ddim yn siŵr",
    },
    button: "Ychwanegu'r cyfeirnod",
    errors: {
      covers: "Dewiswch ar gyfer beth mae'r cyfeirnod, neu dewiswch ddim yn siŵr",
      empty: "Rhowch gyfeirnod y Cerdyn Melyn",
      "too-short": "Gwiriwch y cyfeirnod: mae'n rhy fyr",
      "too-long": "Gwiriwch y cyfeirnod: mae'n rhy hir",
      "no-digit": "Gwiriwch y cyfeirnod: nid oes rhif ynddo",
      characters: "Gwiriwch y cyfeirnod: mae nodau ynddo nad ydynt mewn cyfeirnod",
      "web-address-or-email": "Rhowch y cyfeirnod, nid cyfeiriad gwe neu e-bost",
      "nhs-number": "Rhowch y cyfeirnod, nid rhif GIG",
      refused:
        "Ni ellir ychwanegu'r cyfeirnod hwn at yr adroddiad. Gwiriwch ef, neu gofynnwch i bwy bynnag sy'n rhedeg y ffurflen",
    },
  },
  content: {
    title: "Lawrlwytho'r hyn y mae'r adroddiad hwn yn ei ddweud",
    consequence:
      "Mae popeth a ddywedodd y person a roddodd wybod yn y ffeil, a gall gynnwys manylion am gleifion neu staff. Cadwch hi fel rydych chi'n cadw'r digwyddiad ei hun. Cofnodir pwy a'i lawrlwythodd, a phryd.",
    removed:
      "Tynnwyd ei gynnwys, fel y mae'r rheol cadw yn ei ddweud, neu am iddo gael ei dynnu'n ôl. Nid oes dim i'w lawrlwytho.",
    confirm: "Mae angen y cynnwys arnaf ar gyfer fy ngwaith ar yr adroddiad hwn",
    legend: "Cyn i chi barhau",
    error: "Ticiwch y blwch os oes angen y cynnwys arnoch ar gyfer eich gwaith",
    button: "Lawrlwytho fel JSON",
  },

  audit: {
    title: "Cofnod archwilio",
    intro: "Pwy wnaeth beth, a phryd. Mae'n enwi dynodyddion yn unig, byth berson nac ateb.",
    ofRecord: "Dim ond adroddiad {id}",
    showAll: "Dangos pob adroddiad",
    caption: "Cofnodion, y rhai diweddaraf yn gyntaf",
    columns: { at: "Pryd", actor: "Pwy", action: "Beth", record: "Adroddiad", detail: "Manylion" },
    empty: "Nid oes cofnod eto.",
    newest: "Cofnodion diweddaraf",
    older: "Cofnodion hŷn",
    pages: "Tudalennau'r cofnod",
    actions: {
      create: "Anfonodd adroddiad",
      update: "Anfonodd ddiweddariad",
      "yellow-card": "Ychwanegodd gyfeirnod Cerdyn Melyn",
      withdraw: "Gofynnodd am dynnu'n ôl",
      "send-again": "Anfonodd ef eto",
      "is-at-lfpse": "Cofnododd ei fod gan LFPSE",
      "sign-in": "Mewngofnododd",
      "sign-in-refused": "Ceisiodd fewngofnodi a chafodd ei wrthod",
      "sign-out": "Allgofnododd",
      export: "Lawrlwythodd y rhestr",
      "content-exported": "Lawrlwythodd yr hyn y mae adroddiad yn ei ddweud",
      "wording-shown": "Edrychodd ar yr union eiriad",
      "token-made": "Gwnaeth docyn",
      "token-revoked": "Diddymodd docyn",
      "content-removed": "Tynnodd gynnwys, fel y mae'r rheol cadw yn ei ddweud",
    },
    system: "Y gyfnewidfa",
    unknown: "Ddim yn hysbys",
  },

  tokens: {
    title: "Tocynnau",
    intro:
      "Mae tocyn yn gadael i system ddigwyddiadau anfon adroddiadau, neu i berson fewngofnodi yma. I newid un heb doriad, gwnewch un newydd, rhowch ef yn ei le, yna diddymwch yr hen un.",
    caption: "Tocynnau",
    columns: {
      id: "Tocyn",
      organisation: "Sefydliad",
      role: "Caiff",
      created: "Gwnaed",
      expires: "Daw i ben",
      state: "Cyflwr",
      action: "Gweithred",
    },
    all: "Pob sefydliad",
    never: "Dim diwedd",
    states: { active: "Mewn defnydd", expired: "Wedi dod i ben", revoked: "Wedi'i ddiddymu" },
    yours: "eich un chi",
    make: "Gwneud tocyn",
    revoke: "Diddymu",
    revokeWhich: "tocyn {id}",
    empty: "Nid oes tocyn yn cael ei gadw yma.",
    new: {
      title: "Gwneud tocyn",
      role: "Beth gaiff ei wneud?",
      roleHints: {
        reporter: "Ar gyfer system ddigwyddiadau: mae'n anfon adroddiadau ac yn gofyn beth ddigwyddodd iddynt",
        administrator: "Ar gyfer person: mae hefyd yn mewngofnodi i'r dudalen hon",
      },
      organisation: "Sefydliad",
      organisationHint: "Ei god ODS mewn priflythrennau, fel Z01. Gadewch ef yn wag ar gyfer gweinyddwr pob sefydliad",
      days: "Diwrnodau nes daw i ben",
      daysHint: "1 i 3650. Gadewch ef yn wag ar gyfer tocyn heb ddiwedd",
      button: "Gwneud y tocyn",
      errors: {
        role: "Dewiswch beth gaiff y tocyn ei wneud",
        organisation: "Rhowch god ODS: hyd at 10 priflythyren a digid. Mae angen un ar docyn sy'n anfon adroddiadau",
        days: "Rhowch nifer cyfan o ddiwrnodau o 1 i 3650, neu gadewch ef yn wag",
        repeated: "Gwnaed y tocyn hwn o'r blaen ac ni ellir ei ddangos eto. Diddymwch ef a gwnewch un arall",
        changed:
          "Gwnaed tocyn arall gyda'r ffurflen hon o'r blaen, ac ni wnaed dim nawr. Gwiriwch yr hyn a roddwyd a'i anfon eto. Diddymwch y tocyn arall os oedd yn anghywir",
      },
    },
    made: {
      title: "Gwnaed y tocyn",
      once: "Copïwch ef nawr a'i gadw lle cedwir cyfrinachau. Dim ond y tro hwn y caiff ei ddangos, ac ni all y gyfnewidfa ei ddangos eto.",
      token: "Tocyn",
      back: "Yn ôl i'r tocynnau",
    },
    revocation: {
      title: "Diddymu'r tocyn hwn",
      consequence:
        "Bydd beth bynnag sy'n ei ddefnyddio yn cael ei wrthod, o fewn munud ym mhob cyfnewidfa, a bydd pobl a fewngofnododd ag ef yn cael eu hallgofnodi. Ni ellir dadwneud hyn.",
      own: "Dyma'r tocyn rydych chi wedi mewngofnodi ag ef. Byddwch yn cael eich allgofnodi.",
      button: "Diddymu'r tocyn",
      done: "Diddymwyd y tocyn hwn o'r blaen. Nid oes dim i'w wneud.",
    },
  },

  done: {
    title: "Wedi'i wneud",
    "send-again": "Mae'r adroddiad yn cael ei anfon eto.",
    "is-at-lfpse": "Cofnodwyd bod yr adroddiad gan LFPSE.",
    withdraw: "Derbyniwyd y cais i dynnu'n ôl, a bydd yn cael ei wneud yn ei dro.",
    "yellow-card": "Ychwanegwyd cyfeirnod y Cerdyn Melyn, ac mae'n mynd at LFPSE fel diweddariad.",
    "token-revoked": "Diddymwyd y tocyn.",
    unsure: "Ni newidiwyd dim. Mae'r adroddiad yn aros yma nes bod rhywun yn gwybod.",
    "signed-out": "Rydych chi wedi allgofnodi.",
  },

  faults: {
    changed: {
      title: "Mae'r adroddiad hwn wedi newid",
      text: "Penderfynodd rhywun arall arno, neu daeth ateb, ar ôl i chi agor y dudalen. Ni wnaed dim. Edrychwch arno eto cyn i chi benderfynu.",
      link: "Edrych ar yr adroddiad",
    },
    "not-found": {
      title: "Nid oes dim yma",
      text: "Gwiriwch y cyfeiriad. Ni ddangosir adroddiad sefydliad arall i chi.",
      link: "Mynd i'r trosolwg",
    },
    forbidden: {
      title: "Ni ellir gwneud hyn o'r fan hon",
      text: "Ni ddaeth y ffurflen o'r dudalen hon, neu mae'n rhy hen. Ni newidiwyd dim. Agorwch y dudalen eto a'i wneud yno.",
      link: "Mynd i'r trosolwg",
    },
    "not-yours": {
      title: "Ni chewch wneud hyn",
      text: "Nid yw eich tocyn yn caniatáu hyn. Gofynnwch i weinyddwr pob sefydliad.",
      link: "Mynd i'r trosolwg",
    },
    "bad-form": {
      title: "Nid oedd modd darllen y ffurflen hon",
      text: "Ni newidiwyd dim. Ewch yn ôl, gwiriwch yr hyn a roesoch a'i anfon eto.",
      link: "Mynd i'r trosolwg",
    },
    "not-now": {
      title: "Ni ellir gwneud hyn gyda'r adroddiad hwn nawr",
      text: "Nid yw ei gyflwr yn caniatáu hynny, neu fe'i gwnaed o'r blaen. Ni newidiwyd dim.",
      link: "Edrych ar yr adroddiad",
    },
    unavailable: {
      title: "Ni all y gyfnewidfa ddefnyddio ei storfa nawr",
      text: "Ni newidiwyd dim, ac mae'r hyn a dderbyniwyd o'r blaen yn ddiogel. Rhowch gynnig arall arni ymhen munud. Os bydd yn parhau, dywedwch wrth bwy bynnag sy'n rhedeg y gyfnewidfa.",
      link: "Rhoi cynnig arall ar y trosolwg",
    },
    failed: {
      title: "Aeth rhywbeth o'i le",
      text: "Ni allai'r gyfnewidfa wneud hyn. Edrychwch ar yr adroddiad cyn rhoi cynnig arall arni. Os bydd yn digwydd eto, dywedwch wrth bwy bynnag sy'n rhedeg y gyfnewidfa.",
      link: "Mynd i'r trosolwg",
    },
  },
};
