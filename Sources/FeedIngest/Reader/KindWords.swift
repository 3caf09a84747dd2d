import Incidents

// What happened, by its words: the kinds of incident, and what makes their words something else.

/// How the words for one kind of incident stand in a sentence.
enum KindForm: Hashable {
  /// "explosion": an event only with a determiner or a verb that says it took place.
  case noun
  /// "exploded", "drone attack on": says by itself that something happened.
  case happening
}

struct KindWord: Hashable {
  var kind: IncidentKind
  var form: KindForm
}

/// Kinds of incident by their words: of two rules that hold at one place, the first.
let kindWords = RuleTable<KindWord>([
  rows(
    .airDefence, .happening,
    [
      "air defence|defences|defense|defenses|defender|defenders ..3 repelled|repelling|engaged|intercepted|activated|downed|fired|destroyed|working|responded|responding|active",
      "shot|shoot|shooting down ..6 <weapon>", "downed ..6 <weapon>",
      "intercepted|intercepting|destroyed ..6 <weapon>",
      "<weapon> ..3 was|were shot|downed|intercepted",
      "<weapon> ..3 shot down", "<weapon> ..2 downed",
    ]),
  rows(
    .drone, .noun,
    [
      "drone|uav|shahed|quadcopter strike|strikes|attack|attacks|raid|raids|assault|barrage|incursion|debris"
    ]),
  rows(.missile, .noun, ["missile|rocket strike|strikes|attack|attacks|barrage|salvo|impact"]),
  rows(
    .drone, .happening,
    [
      "drone|drones|uav|uavs|shahed|shaheds|quadcopter|quadcopters ..5 <hit>",
      "drone|drones|uav|uavs over|above",
      "drone|drones|uav|uavs ..3 spotted|sighted|seen|flew|flown|entered|violated|found|discovered",
      "<hit> ..6 by|with ..4 drone|drones|uav|uavs|shaheds",
    ]),
  rows(
    .explosion, .noun,
    ["missile|rocket|bomb|gas|car|pipeline explosion|explosions|blast|blasts|detonation"]),
  rows(
    .missile, .happening,
    [
      "missile|missiles|rocket|rockets ..5 <hit>",
      "<hit> ..6 by|with ..4 missile|missiles|rocket|rockets",
      "fired|launched ..4 missile|missiles|rocket|rockets ..2 at|on|into",
    ]),
  rows(
    .explosion, .noun,
    ["suicide|car|roadside|truck|bus|train bomb|bombing|bombings", "suicide attack|attacks"]),
  rows(
    .explosion, .happening, ["bomber|bombers ..3 killed|blew|struck|attacked|detonated|targeted"]),
  rows(
    .shelling, .noun,
    ["shelling", "artillery fire|strike|strikes|attack|barrage", "mortar fire|attack"]),
  rows(
    .shelling, .happening,
    [
      "shell|shells ..3 landed|hit|struck|fell|exploded", "shelled",
      "opened fire ..2 with artillery", "came under artillery|mortar",
    ]),
  rows(
    .alert, .noun,
    [
      "air raid|alert alert|alerts|siren|sirens|warning", "evacuation order|orders",
      "tsunami warning|alert",
      "state of emergency",
    ]),
  rows(
    .strike, .noun,
    [
      "airstrike|airstrikes|bombardment|bombing|bombings",
      "air|aerial strike|strikes|raid|raids|attack|attacks",
      "strike|strikes hit|killed|on|targeting|struck|destroyed|against",
    ]),
  rows(
    .strike, .happening,
    [
      "jets|jet|warplanes|warplane|aircraft|bombers|helicopters ..3 struck|hit|bombed|attacked|pounded",
      "bombed", "bombs ..3 fell|hit|struck|landed|dropped",
    ]),
  rows(
    .wildfire, .noun,
    [
      "wildfire|wildfires|bushfire|bushfires", "forest|brush|grass fire|fires",
    ]),
  rows(.fire, .noun, ["fire|blaze|inferno"]),
  rows(
    .fire, .happening,
    [
      "caught fire", "burned|burnt down", "went up in flames", "in flames", "on fire", "ablaze",
      "was|were|is|are burning",
      "flames rising|rose|leapt|tore|engulfed", "engulfed ..3 flames",
      "fires broke|raged",
    ]),
  rows(.explosion, .noun, ["explosion|explosions|blast|blasts|detonation|detonations|bang|bangs"]),
  rows(
    .explosion, .happening,
    [
      "exploded", "blew up", "detonated", "bomb|bombs ..3 went|exploded|killed|ripped|tore",
      "bomb|bombs|device|devices|grenade|charge ..4 went|gone|set off", "blown up",
    ]),
  rows(.volcano, .noun, ["volcanic eruption", "eruption ..4 volcano|mount"]),
  rows(
    .volcano, .happening, ["volcano|volcan ..4 erupted|spewed|rumbled", "mount ..3 erupted|spewed"]),
  rows(
    .earthquake, .noun,
    [
      "earthquake|earthquakes|quake|quakes|magnitude|epicentre|epicenter|aftershock|aftershocks|tremor|tremors|temblor"
    ]),
  rows(
    .flood, .noun,
    [
      "flood|floods|flooding|floodwater|floodwaters", "flash flood|floods|flooding",
      "landslide|landslides|mudslide|mudslides",
    ]),
  rows(.flood, .happening, ["flooded", "inundated", "burst its|their banks"]),
  rows(
    .storm, .noun,
    [
      "storm|storms|typhoon|hurricane|cyclone|tornado|tornadoes|blizzard|thunderstorm|sandstorm|hailstorm"
    ]),
  rows(.sabotage, .noun, ["sabotage", "arson"]),
  rows(
    .sabotage, .happening, ["sabotaged", "set fire to", "derailed by ..2 explosive|explosives"]),
  rows(.riot, .noun, ["riot|riots|rioting|unrest|looting"]),
  rows(.riot, .happening, ["rioted", "rioters ..3 set|burned|attacked|looted|smashed"]),
  rows(
    .clash, .noun,
    [
      "clash|clashes|skirmish|skirmishes|firefight|gunfight|gunbattle|shootout",
      "gun|fierce|heavy battle|battles|fighting",
      "exchange of fire", "fighting between|broke|erupted",
    ]),
  rows(.clash, .happening, ["clashed", "exchanged|traded ..2 fire"]),
  rows(
    .protest, .noun,
    [
      "protest|protests|demonstration|demonstrations|rally|rallies", "sit in|ins",
      "march through|on|to",
      "walkout|walkouts",
      "strike|strikes by ..3 workers|drivers|teachers|nurses|doctors|staff|unions",
      "general|hunger|transport|rail strike",
    ]),
  rows(
    .protest, .happening,
    [
      "to protest against|at|over|the", "in protest at|against|over", "protesting against|over|at",
      "protested", "rallied", "took to the streets", "marched through|to|on|in",
      "protesters|demonstrators ..3 gathered|blocked|marched|blockaded|rallied|occupied|filled",
      "people|residents|farmers|students ..3 rallied|marched|protested|demonstrated",
      "workers|drivers|teachers|nurses|dockers ..3 walked out|off",
    ]),
  rows(.arrest, .noun, ["arrest|arrests of"]),
  rows(.arrest, .happening, ["arrested", "detained", "were taken into custody"]),
  rows(
    .attack, .noun,
    [
      "gunfire|gunshots", "attack|attacks|assault|ambush|massacre",
      "shooting|shootings|stabbing|stabbings",
      "hostage taking",
    ]),
  rows(
    .attack, .happening,
    [
      "attacked", "ambushed", "stormed",
      "gunman|gunmen|attacker|attackers|assailants|assailant ..4 opened|killed|shot|attacked|stabbed|stormed",
      "opened fire", "shots ..2 fired", "fired on|upon", "shot dead", "kidnapped", "abducted",
      "stabbed",
    ]),
  rows(.alert, .happening, ["sirens sounded|wailed|blared"]),
  rows(
    .health, .noun,
    [
      "outbreak|epidemic|cholera|poisoning|contamination",
      "cases of cholera|measles|ebola|dengue|polio|mpox|meningitis|typhoid|anthrax",
    ]),
  rows(
    .infrastructure, .noun,
    [
      "blackout|blackouts", "power|electricity|water|internet outage|outages|cut|cuts|failure",
      "bridge|building|dam|roof|mine collapse",
    ]),
  rows(
    .infrastructure, .happening,
    [
      "bridge|building|dam|roof|wall|tower|mine|shaft|tunnel|block|warehouse|crane ..3 collapsed|burst|failed",
      "lost power|electricity",
      "left without power|electricity|water",
    ]),
  rows(
    .transport, .noun,
    [
      "derailment|shipwreck", "plane|train|bus|helicopter|car|road crash|collision|accident",
      "air crash|disaster",
    ]),
  rows(
    .transport, .happening,
    [
      "derailed", "capsized",
      "train|trains|bus|buses|ferry|boat|ship|plane|jet|airliner|helicopter|truck ..8 crashed|collided|sank|overturned|plunged",
      "ran aground",
    ]),
  rows(
    .other, .noun,
    ["gas|chemical|oil|ammonia|radiation|toxic|chlorine leak|leaks|spill|release", "avalanche"]),
  rows(
    .other, .happening,
    [
      "explosives|bomb|bombs|mine|mines ..2 found|discovered|planted|defused",
      "avalanche ..3 buried",
    ]),
])

private func rows(
  _ kind: IncidentKind, _ form: KindForm, _ patterns: [WordPattern]
) -> [(WordPattern, KindWord)] {
  patterns.map { ($0, KindWord(kind: kind, form: form)) }
}

/// What comes behind a kind's noun and makes it a thing, an office or a figure of speech.
let kindCompounds: WordSet = [
  "technology", "technologies", "police", "squads", "system", "systems", "programme", "program",
  "department",
  "departments", "brigade", "service", "services", "chief", "capability", "capabilities",
  "industry", "production", "maker", "makers", "factory", "unit", "units", "operator",
  "operators", "force", "forces", "export", "exports", "insurance", "season", "policy", "station",
  "stations", "truck", "trucks", "engines", "engine", "drill", "drills", "alarm", "safety", "code",
  "movement", "movements", "prevention", "preparedness", "defences", "defenses", "barrier",
  "barriers", "risk",
  "risks", "warning", "warnings", "plan", "plans", "helicopter", "helicopters", "submarine",
  "surge",
  "group", "squad", "aircraft", "regulations", "escape", "extinguisher", "power", "ship", "rate",
]

/// Verbs that say of the noun before them that it took place.
let occurrenceVerbs: WordSet = [
  "erupted", "occurred", "hit", "struck", "rocked", "shook", "killed", "heard", "reported",
  "happened",
  "ripped", "damaged", "destroyed", "injured", "wounded", "left", "caused", "sparked", "tore",
  "swept", "broke", "spread", "gutted", "began", "started", "continued", "raged", "engulfed",
  "forced", "triggered",
  "jolted", "felt", "recorded", "measured", "registered", "displaced", "submerged", "battered",
  "lashed", "flattened",
  "levelled", "leveled", "collapsed", "blocked", "turned", "gathered", "took", "came", "prompted",
  "paralysed",
  "cut", "followed", "devastated", "burned", "burnt", "flared", "sent", "claimed", "went",
  "confirmed", "inundated",
  "washed", "disrupted", "halted", "burning", "fell", "targeted", "rattled", "sounded", "wailed",
  "blared", "seen", "set",
]

/// A determiner that brings something new.
let indefinites = RuleTable<Holds>([
  "a|an|another|several|multiple|two|three|four|five|six|seven|eight|nine|ten|dozens|some|many|fresh|new",
  "series of", "reports|report|claims|rumours|rumors of|about",
])

/// A determiner that points back at something already told.
let definites: WordSet = [
  "the", "this", "that", "these", "those", "both", "its",
]

/// Two kinds in one of these groups can be one incident, told in two ways.
let kindFamilies: [Set<IncidentKind>] = [
  [
    .explosion, .strike, .drone, .missile, .airDefence, .shelling, .attack, .fire, .sabotage,
    .clash,
    .alert, .infrastructure, .transport, .other,
  ],
  [.protest, .riot, .arrest, .clash, .attack, .transport, .other],
  [
    .earthquake, .flood, .storm, .wildfire, .volcano, .fire, .infrastructure, .alert, .transport,
    .other,
  ],
  [.health, .alert, .other],
]

extension IncidentKind {
  func isRelated(to other: IncidentKind) -> Bool {
    self == other || kindFamilies.contains { $0.contains(self) && $0.contains(other) }
  }

  /// For a title, when the report counts nothing.
  var label: String {
    switch self {
    case .drone: "Drone attack"
    case .missile: "Missile attack"
    case .airDefence: "Air defence"
    case .infrastructure: "Infrastructure failure"
    case .transport: "Transport accident"
    case .health: "Health emergency"
    case .arrest: "Arrests"
    case .clash: "Clashes"
    case .volcano: "Volcanic eruption"
    case .other: "Incident"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }
}
