import Incidents

/// What kind of incident a feed's own word for an event means: "Flash Flood Watch", "Forest Fires".
/// `nil` when the word says too little.
func hazardKind(_ event: String) -> IncidentKind? {
  let text = " " + event.lowercased().split { !$0.isLetter }.joined(separator: " ") + " "
  return hazardWords.first { $0.beginnings.contains { text.contains(" \($0)") } }?.kind
}

/// How words begin, the more special kinds first. English, and the German, French, Spanish and Russian of
/// warning services.
private let hazardWords: [(kind: IncidentKind, beginnings: [String])] = [
  (.alert, ["air raid", "air alert", "повітряна тривога", "воздушная тревога"]),
  (
    .earthquake,
    ["earthquake", "quake", "seism", "erdbeben", "séisme", "terremoto", "землетрясени"]
  ),
  (
    .flood,
    [
      "flood", "flash flood", "tsunami", "storm surge", "coastal inundation", "hochwasser",
      "überflutung", "inondation", "inundaci", "наводнени", "паводок",
    ]
  ),
  (.volcano, ["volcan", "ashfall", "vulkan", "вулкан"]),
  (
    .wildfire,
    [
      "wildfire", "wild fire", "forest fire", "bushfire", "bush fire", "brush fire", "grass fire",
      "waldbrand", "feu de forêt", "incendio forestal", "лесной пожар",
    ]
  ),
  (
    .storm,
    [
      "storm", "hurricane", "typhoon", "cyclone", "tornado", "tropical", "wind", "gale", "gust",
      "blizzard", "snow", "rain", "hail", "thunder", "lightning", "freez", "ice ", "icing", "frost",
      "fog",
      "small craft", "squall", "swell", "high surf", "winter weather", "sturm", "gewitter",
      "schnee",
      "orage", "neige", "vent ", "tormenta", "nieve", "lluvia", "шторм", "ветер", "гроза", "снег",
    ]
  ),
  (.missile, ["missile", "rocket"]),
  (.drone, ["drone", "uav"]),
  (.shelling, ["shelling"]),
  (.explosion, ["explosion", "blast"]),
  (.fire, ["fire", "structure fire", "brand", "incendie", "incendio", "пожар"]),
  (.riot, ["riot", "civil unrest"]),
  (.protest, ["protest", "demonstration"]),
  (.attack, ["shooting", "active shooter", "terror", "attack"]),
  (.health, ["epidemic", "outbreak", "disease", "public health", "air quality", "contaminat"]),
  (.infrastructure, ["power outage", "outage", "blackout", "water supply", "telephone"]),
  (.transport, ["road", "traffic", "rail", "shipping", "aviation"]),
]
