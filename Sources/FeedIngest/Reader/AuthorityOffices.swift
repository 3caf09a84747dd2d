import Incidents

// The offices of authorities by their words, and how far each is responsible.

/// Where an authority of this office is responsible, when the text does not say.
enum AuthorityScope: Hashable {
  /// The country of the incident.
  case country
  /// The region of the incident.
  case region
  /// The town of the incident.
  case city
  case fixed(Region.ID)
}

struct AuthorityOffice: Hashable {
  var name: String
  var kind: AuthorityKind
  var scope: AuthorityScope

  /// It has to do with its own country only.
  var isDomestic: Bool {
    [.police, .emergencyService, .health, .regulator, .operator].contains(kind)
      || ["Interior Ministry", "Transport Ministry", "Energy Ministry"].contains(name)
  }
}

let offices = RuleTable<AuthorityOffice>([
  rows(
    .government, .country,
    [
      (
        "Foreign Ministry",
        ["foreign ministry|minister|office", "ministry|minister of|for foreign affairs"]
      ),
      (
        "Interior Ministry",
        [
          "interior ministry|minister", "ministry|minister of the? interior|internal",
          "internal affairs ministry|minister", "home ministry|minister|office",
        ]
      ),
      (
        "Transport Ministry",
        [
          "transport|transportation ministry|minister",
          "ministry|minister of transport|transportation",
        ]
      ),
      ("Energy Ministry", ["energy ministry|minister", "ministry|minister of energy"]),
      (
        "Information Ministry",
        ["information ministry|minister", "ministry|minister of information"]
      ),
      ("Justice Ministry", ["justice ministry|minister", "ministry|minister of justice"]),
      (
        "President",
        [
          "presidential office|spokesman|spokesperson|spokeswoman|administration",
          "presidency", "president",
        ]
      ),
      ("Prime Minister", ["prime minister"]),
      ("Security Service", ["security service", "intelligence service|agency|directorate"]),
      ("Attorney General", ["attorney general"]),
      ("Central government", ["central|federal|national government|authorities"]),
    ]),
  rows(.government, .fixed("RU"), [("Kremlin", ["kremlin"])]),
  rows(
    .government, .fixed("US"),
    [
      ("White House", ["white house"]), ("State Department", ["state department"]),
    ]),
  rows(.government, .fixed("GB"), [("Downing Street", ["downing street"])]),
  rows(.military, .fixed("US"), [("Pentagon", ["pentagon"])]),
  rows(.military, .fixed("IL"), [("Israel Defense Forces", ["idf", "israel defense forces"])]),
  rows(
    .emergencyService, .fixed("TR"),
    [("AFAD", ["afad", "disaster and emergency management authority|presidency"])]),
  rows(
    .military, .fixed("CN"), [("People's Liberation Army", ["people 's? liberation army"])]),
  rows(.armedGroup, .fixed("YE"), [("Houthis", ["houthi|houthis", "ansar allah"])]),
  rows(.armedGroup, .fixed("PS"), [("Hamas", ["hamas"])]),
  rows(.armedGroup, .fixed("LB"), [("Hezbollah", ["hezbollah|hizbollah|hizbullah"])]),
  rows(
    .armedGroup, .fixed("SY"), [("Syrian Democratic Forces", ["syrian democratic forces", "sdf"])]),
  rows(.armedGroup, .fixed("SD"), [("Rapid Support Forces", ["rapid support forces", "rsf"])]),
  rows(.armedGroup, .fixed("SO"), [("Al-Shabaab", ["al shabaab|shabab", "shabaab"])]),
  rows(.armedGroup, .fixed("NG"), [("Boko Haram", ["boko haram"])]),
  rows(.armedGroup, .fixed("CD"), [("M23", ["m23"])]),
  rows(
    .armedGroup, .country,
    [
      ("Islamic State", ["islamic state", "isis", "isil"]), ("Rebels", ["rebels", "insurgents"]),
    ]),
  rows(
    .military, .country,
    [
      (
        "Defence Ministry",
        [
          "defence|defense ministry|minister|department|officials",
          "ministry|minister|department of|for defence|defense", "mod",
        ]
      ),
      ("General Staff", ["general staff"]), ("Air Force", ["air force"]), ("Navy", ["navy"]),
    ]),
  rows(
    .government, .region,
    [
      (
        "Military administration",
        [
          "regional military administration", "military|state|regional administration",
          "city military administration",
        ]
      ),
      (
        "Governor",
        [
          "regional|deputy|acting governor", "governor",
          "head of the region|republic|oblast|province", "regional|oblast head|chief|leader",
        ]
      ),
      (
        "Regional authorities",
        [
          "regional|local prefecture", "prefect",
          "regional|oblast|provincial|state|district|county authorities|officials|administration|government|council|leaders|official",
        ]
      ),
      ("Prosecutors", ["prosecutor general", "prosecutor 's? office", "prosecutors"]),
      ("Chief Minister", ["chief minister"]), ("Press service", ["press service|office"]),
    ]),
  rows(.military, .country, [("Military", ["military|army", "armed forces"])]),
  rows(
    .emergencyService, .country,
    [
      (
        "Emergencies Ministry",
        [
          "emergency|emergencies ministry|minister",
          "ministry|minister of|for emergency|emergencies situations?",
          "emergency|emergencies situations ministry|minister",
        ]
      ),
      ("State Emergency Service", ["state emergency service|services"]),
      (
        "Emergency management agency",
        [
          "emergency|disaster management|response|relief|risk|mitigation|preparedness ..4 agency|authority|council|office|department",
          "disaster agency|authority|office|council|service", "emergency agency",
        ]
      ),
      ("Coast Guard", ["coast guard", "coastguard"]),
    ]),
  rows(
    .health, .country,
    [
      (
        "Health Ministry",
        ["health ministry|minister|department", "ministry|minister|department of health"]
      )
    ]),
  rows(
    .regulator, .country,
    [
      ("Weather service", ["weather|meteorological agency|office|service|bureau|department"]),
      (
        "Aviation authority",
        ["civil aviation authority|agency", "aviation authority|agency|regulator"]
      ),
      ("", ["authority|commission|directorate|inspectorate"]),
      (
        "Seismological service",
        ["seismological|geological|seismology service|survey|institute|centre|center|agency"]
      ),
      ("Nuclear regulator", ["nuclear regulator|agency|authority"]),
    ]),
  rows(
    .internationalOrg, .country,
    [
      ("United Nations", ["united nations", "u.n.", "un"]), ("IAEA", ["iaea"]), ("OSCE", ["osce"]),
      ("Red Cross", ["red cross|crescent"]), ("WHO", ["world health organization|organisation"]),
    ]),
  rows(
    .operator, .country,
    [
      (
        "Operator",
        [
          "grid|power|railway|rail|port|airport|plant|pipeline|energy|network|electricity|water|oil|gas|nuclear|state operator|company|utility|authority|provider|firm"
        ]
      )
    ]),
  rows(
    .municipal, .city,
    [
      ("Mayor", ["deputy|acting mayor", "mayor"]),
      (
        "City authorities",
        ["city|municipal council|hall|authorities|officials|administration|government|official"]
      ),
    ]),
  rows(
    .municipal, .region,
    [
      (
        "Local authorities",
        ["local|area authorities|officials|administration|government|leaders|official"]
      )
    ]),
  rows(
    .police, .region,
    [
      (
        "Police",
        ["police|sheriff|gendarmerie|carabineros|carabinieri|garda|gardai", "guardia civil"]
      )
    ]),
  rows(
    .emergencyService, .region,
    [
      (
        "Fire department",
        [
          "fire department|brigade|bureau|service|services|chief|crews|officials|authorities",
          "firefighters|firefighting",
        ]
      ),
      (
        "Emergency services",
        [
          "emergency|rescue services|service|crews|workers|officials|teams|agencies",
          "rescuers|paramedics",
        ]
      ),
      ("Civil defence", ["civil defence|defense|protection"]),
    ]),
  rows(
    .health, .region,
    [
      (
        "Health authorities",
        [
          "health officials|authorities|official|secretariat|secretary|department|board",
          "medical officials",
          "hospital officials|sources|director|authorities",
        ]
      )
    ]),
  rows(
    .government, .country,
    [
      ("", ["ministry|minister"]),
      ("Security officials", ["security officials|official|sources|source|forces"]),
      ("Government officials", ["government officials|official", "senior officials|official"]),
      ("Government", ["government"]),
    ]),
  rows(.government, .region, [("Authorities", ["authorities", "officials"])]),
])

private func rows(
  _ kind: AuthorityKind, _ scope: AuthorityScope, _ rows: [(String, [WordPattern])]
) -> [(WordPattern, AuthorityOffice)] {
  rows.flatMap { name, patterns in
    patterns.map { ($0, AuthorityOffice(name: name, kind: kind, scope: scope)) }
  }
}
