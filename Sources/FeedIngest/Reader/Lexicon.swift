import Incidents

// What words mean. Rules name a group of words by its `WordClass`.

struct WordClass: Sendable {
  let words: Set<String>
  private let set: WordSet

  init(_ words: Set<String>) {
    self.words = words
    set = WordSet(words)
  }

  func contains(_ text: String) -> Bool { set.contains(text) }
  func contains(_ word: Word) -> Bool { set.contains(word) }
  func contains(_ token: Token) -> Bool { set.contains(token.word) }

  /// By the names that patterns call them.
  static let named: [String: WordClass] = [
    "<say>": say,
    "<be>": be,
    "<have>": have,
    "<weapon>": weapon,
    "<hit>": hitting,
    "<news>": news,
    "<person>": person,
    "<witness>": witness,
    "<office>": office,
    "<event>": event,
    "<occurrence>": occurrence,
    "<comment>": comment,
  ]

  static let say = WordClass([
    "said", "says", "say", "told", "tells", "added", "adds", "announced", "announces", "reported",
    "reports", "report", "wrote", "writes", "stated", "states", "noted", "explained", "claimed",
    "claims", "posted", "insisted", "warned", "stressed",
  ])
  static let be = WordClass(["is", "are", "was", "were", "be", "been", "being"])
  static let have = WordClass(["has", "have", "had"])
  static let weapon = WordClass([
    "drone", "drones", "uav", "uavs", "shahed", "shaheds", "quadcopter", "quadcopters", "missile",
    "missiles", "rocket", "rockets", "projectile", "projectiles",
  ])
  static let hitting = WordClass([
    "hit", "hits", "struck", "strike", "strikes", "attacked", "attack", "attacks", "targeted",
    "slammed", "crashed", "fell", "exploded", "damaged", "destroyed", "pounded", "landed",
    "smashed", "killed", "wounded", "injured", "raid", "raids", "barrage", "impact", "impacts",
    "detonated", "ploughed", "plowed", "hitting", "striking", "salvo", "set",
  ])
  static let news = WordClass([
    "news", "outlet", "outlets", "agency", "channel", "channels", "newspaper", "newspapers",
    "paper",
    "daily", "website", "site", "broadcaster", "station", "tv", "television", "radio", "portal",
    "newswire", "wire", "magazine", "weekly", "tabloid", "blog", "publication", "network",
    "media",
    "monitor", "project", "group", "community", "newsletter",
  ])
  static let person = WordClass([
    "people", "person", "persons", "civilians", "civilian", "children", "child", "residents",
    "workers", "worker", "soldiers", "soldier", "men", "man", "women", "woman", "passengers",
    "passenger", "others", "students", "student", "patients", "officers", "officer",
    "firefighters",
    "firefighter", "protesters", "demonstrators", "boys", "boy", "girls", "girl", "villagers",
    "fishermen", "employees", "guards", "guard", "policemen", "troops", "militants", "resident",
    "pupils", "driver", "tourists", "sailors", "members", "victims", "teenager", "teenagers",
    "adults",
    "crew", "employee", "bystanders", "police", "sailor", "fisherman", "miner", "miners", "pilot",
    "pilots", "migrant", "migrants", "protester", "demonstrator", "teacher", "teachers", "nurse",
    "nurses", "journalist", "journalists", "tourist", "farmer", "farmers", "mother", "father",
    "pensioner", "commuters", "worshippers", "inmates", "prisoners", "refugees", "nationals",
    "citizens", "paramedic", "paramedics", "policeman", "shoppers", "guests", "motorist",
    "cyclist", "pedestrian", "pedestrians", "fighters", "marines", "servicemen", "drivers",
    "supporters", "marchers", "doctors", "doctor",
  ])
  static let witness = WordClass([
    "witnesses", "witness", "eyewitnesses", "eyewitness", "residents", "locals", "users",
    "bystanders", "villagers", "neighbours", "neighbors", "passers",
  ])
  static let office = WordClass([
    "spokesperson", "spokesman", "spokeswoman", "spokespeople", "chief", "head", "commander",
    "director", "official", "officials", "commissioner", "secretary", "representative", "officer",
    "press", "service", "source", "sources", "command", "inspector", "superintendent", "deputy",
  ])
  static let event = WordClass([
    "incident", "incidents", "event", "events", "explosion", "explosions", "blast", "blasts",
    "attack", "attacks", "strike", "strikes", "fire", "blaze", "claims", "claim", "reports",
    "report",
    "matter", "detonation", "information", "allegation", "allegations",
  ])
  static let occurrence = WordClass([
    "incident", "incidents", "explosion", "explosions", "blast", "blasts", "attack", "attacks",
    "strike", "strikes", "fire", "blaze", "detonation", "detonations", "shelling", "raid",
    "clash",
    "clashes", "shooting", "protest", "outbreak", "leak", "sabotage", "emergency", "shots",
  ])
  static let comment = WordClass([
    "comment", "comments", "statement", "statements", "word", "confirmation", "information",
    "response", "reaction", "details", "explanation", "acknowledgement", "acknowledgment",
  ])
}

/// "Ukrainian", "Turkish": whose authority or force it is.
let demonyms: [String: Region.ID] = [
  "afghan": "AF", "albanian": "AL", "algerian": "DZ", "american": "US", "u.s.": "US", "us": "US",
  "argentine": "AR", "armenian": "AM", "australian": "AU", "austrian": "AT", "azerbaijani": "AZ",
  "bangladeshi": "BD", "belarusian": "BY", "belgian": "BE", "bolivian": "BO", "bosnian": "BA",
  "brazilian": "BR", "british": "GB", "u.k.": "GB", "uk": "GB", "bulgarian": "BG",
  "burmese": "MM", "canadian": "CA", "chilean": "CL", "chinese": "CN", "colombian": "CO",
  "congolese": "CD", "croatian": "HR", "cuban": "CU", "czech": "CZ", "danish": "DK", "dutch": "NL",
  "ecuadorian": "EC", "egyptian": "EG", "emirati": "AE", "estonian": "EE", "ethiopian": "ET",
  "filipino": "PH", "philippine": "PH", "finnish": "FI", "french": "FR", "georgian": "GE",
  "german": "DE", "ghanaian": "GH", "greek": "GR", "haitian": "HT", "hungarian": "HU",
  "indian": "IN", "indonesian": "ID", "iranian": "IR", "iraqi": "IQ", "irish": "IE",
  "israeli": "IL", "italian": "IT", "japanese": "JP", "jordanian": "JO", "kazakh": "KZ",
  "kazakhstani": "KZ", "kenyan": "KE", "kosovar": "XK", "kuwaiti": "KW", "kyrgyz": "KG",
  "latvian": "LV", "lebanese": "LB", "libyan": "LY", "lithuanian": "LT", "malaysian": "MY",
  "malian": "ML", "mexican": "MX", "moldovan": "MD", "moroccan": "MA", "mozambican": "MZ",
  "nepali": "NP", "nigerian": "NG", "nigerien": "NE", "norwegian": "NO", "pakistani": "PK",
  "palestinian": "PS", "peruvian": "PE", "polish": "PL", "portuguese": "PT", "qatari": "QA",
  "romanian": "RO", "russian": "RU", "rwandan": "RW", "saudi": "SA", "senegalese": "SN",
  "serbian": "RS", "slovak": "SK", "slovenian": "SI", "somali": "SO", "spanish": "ES",
  "sudanese": "SD", "swedish": "SE", "swiss": "CH", "syrian": "SY", "taiwanese": "TW",
  "tajik": "TJ", "thai": "TH", "tunisian": "TN", "turkish": "TR", "turkmen": "TM",
  "ugandan": "UG", "ukrainian": "UA", "uzbek": "UZ", "venezuelan": "VE", "vietnamese": "VN",
  "yemeni": "YE", "zambian": "ZM", "zimbabwean": "ZW",
  "liberian": "LR", "ivorian": "CI", "cameroonian": "CM", "malagasy": "MG", "malawian": "MW",
  "namibian": "NA", "angolan": "AO", "beninese": "BJ", "togolese": "TG", "burkinabe": "BF",
  "chadian": "TD", "eritrean": "ER", "gabonese": "GA", "gambian": "GM", "guinean": "GN",
  "mauritanian": "MR", "tanzanian": "TZ", "paraguayan": "PY", "uruguayan": "UY", "panamanian": "PA",
  "honduran": "HN", "guatemalan": "GT", "salvadoran": "SV", "nicaraguan": "NI", "dominican": "DO",
  "jamaican": "JM", "cypriot": "CY", "icelandic": "IS", "maltese": "MT", "macedonian": "MK",
  "montenegrin": "ME", "mongolian": "MN", "nepalese": "NP", "laotian": "LA", "cambodian": "KH",
  "singaporean": "SG", "omani": "OM", "bahraini": "BH", "batswana": "BW",
]
