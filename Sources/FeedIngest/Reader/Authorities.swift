import Gazetteer
import Incidents

// Who is an authority, by name or by office, and where it is responsible.

/// An authority where a sentence names it.
struct AuthorityMention: Hashable {
  /// The tokens of the whole phrase, with the country before and the person behind.
  var range: Range<Int>
  var office: AuthorityOffice
  /// Where it is responsible, when the text says so: "Ukraine's", "of Lagos State".
  var place: Place?
  /// "Turkish police": the country, when no place is named.
  var country: Region.ID?
  /// It bears the name of a part of a country: "Lagos State Emergency Management Agency".
  var isRegional = false
  var speaker: String?
  var isSpokesperson = false
  var isAnonymous = false
}

/// What comes behind an office's words and makes them something else: "police station".
private let compounds: WordSet = [
  "station", "stations", "post", "posts", "car", "cars", "vehicle", "vehicles", "headquarters",
  "base",
  "bases", "activity", "operation", "operations", "strategy", "equipment", "facility", "facilities",
  "target", "targets", "action", "aid", "hospital", "academy", "airfield", "airfields", "depot",
  "camp", "convoy", "barracks", "checkpoint", "infrastructure", "building", "buildings", "line",
  "lines", "buffs", "strike", "strikes", "attack", "attacks", "drones", "missiles", "campaign",
  "plane", "helicopter", "exercises",
  "custody", "forces", "troops", "soldiers", "fighters", "side", "critics", "cordon", "escort",
  "protection", "house", "grid", "plant", "controlled", "held",
  "positions", "site", "sites", "warehouse", "presence", "debt", "spending", "bonds", "policy",
]

/// What follows "the military" where that is the authority and not what kind of thing follows.
private let behindMilitary = WordSet(
  positionRules.firstWords
    .union(WordClass.say.words).union(WordClass.be.words).union(WordClass.office.words)
    .union([
      "and", "or", "nor", "in", "on", "also", "later", "itself", "shot", "blamed", "accused",
      "killed", "carried", "launched", "'s", "for", "who", "which", "that", "of", "went",
    ])
)

/// What governments do when their capitals stand for them.
private let governmentVerbs = WordSet(
  WordClass.say.words.union([
    "denied", "denies", "rejected", "rejects", "confirmed", "confirms", "declined", "dismissed",
    "acknowledged", "admitted", "commented", "condemned", "blamed", "accused", "remained", "kept",
    "confirm", "deny", "comment", "respond", "responded", "refused", "neither",
  ])
)

/// Titles before a name that are no part of it.
private let ranks: WordSet = [
  "colonel", "col", "general", "gen", "captain", "capt", "lieutenant", "lt", "major", "maj",
  "sergeant", "sgt", "inspector", "superintendent", "admiral", "commander", "brigadier",
  "commissioner", "dr", "mr", "mrs", "ms", "chief", "senior", "deputy", "assistant", "sir",
]

/// What stands before an office and belongs to it.
private let levels: WordSet = [
  "local", "regional", "deputy", "senior", "acting", "chief", "main", "national", "state", "city",
  "federal", "run", "led", "backed", "military",
]

private let spokeswords: WordSet = [
  "spokesperson", "spokesman", "spokeswoman", "spokespeople", "spokespersons",
]

/// Signs that an official hides the name.
private let anonymity = RuleTable<Holds>([
  "condition of anonymity", "not authorised|authorized to", "asked not to be",
  "declined to be named|identified",
  "requested|requesting anonymity",
  "unnamed|anonymous|unidentified ..2 official|officials|source|sources|officer",
  "who did not want to be", "insisted on anonymity",
])

extension EnglishSentence {
  /// The authorities that the sentence names, and the persons who spoke for one of them before.
  func authorities(
    places: [PlaceSpan], speakers: [String: AuthorityMention], of bytes: [UInt8]
  ) -> [AuthorityMention] {
    let isAnonymous = anonymity.holds(in: tokens[...])
    var mentions: [AuthorityMention] = []
    for match in offices.matches(in: tokens[...]) {
      guard !compounds.contains(text(at: match.range.upperBound)),
        !(match.range.count == 1 && isModifier(match.range.lowerBound))
      else { continue }
      guard let office = named(match.meaning, at: match.range, of: bytes) else { continue }
      var mention = AuthorityMention(range: match.range, office: office)
      if office.name == "Military", let group = armedGroup(endingAt: match.range.upperBound, places)
      {
        mention.range = group
        mention.office = AuthorityOffice(
          name: words(group, of: bytes), kind: .armedGroup, scope: .country)
      }
      mention.isAnonymous = isAnonymous
      widen(&mention, places: places, of: bytes)
      // A company has a press service, too.
      if office.name == "Press service", mention.place == nil, mention.country == nil { continue }
      if let last = mentions.last,
        last.range.overlaps(mention.range) || isSameSpeaker(last, mention)
      {
        mentions[mentions.count - 1] = merged(last, mention)
      } else {
        mentions.append(mention)
      }
    }
    for index in tokens.indices where tokens[index].isCapitalised {
      guard let known = speakers[tokens[index].text],
        !mentions.contains(where: { $0.range.contains(index) })
      else { continue }
      var mention = known
      let first = text(at: index - 1) == known.speaker?.split(separator: " ").first?.lowercased()
      mention.range = (first ? index - 1 : index)..<index + 1
      mention.isAnonymous = false
      mentions.append(mention)
    }
    for mention in places.compactMap({ government($0) })
    where !mentions.contains(where: { $0.range.overlaps(mention.range) }) {
      mentions.append(mention)
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// "the Arakan Army": an army with a name of its own that is no country's.
  private func armedGroup(endingAt end: Int, _ places: [PlaceSpan]) -> Range<Int>? {
    let words = (0..<end).reversed().prefix {
      tokens[$0].isCapitalised && tokens[$0].shape == .word
    }
    guard let first = words.last, words.count > 1, text(at: end - 1) == "army",
      !(first == 0 && text(at: 0) == "the" && words.count == 2),
      words.allSatisfy({ index in
        demonyms[text(at: index)] == nil && !places.contains { $0.range.contains(index) }
      })
    else { return nil }
    return (text(at: first) == "the" ? first + 1 : first)..<end
  }

  /// "Manpower Ministry", "Ministry of Fisheries", "Water Transport Authority": named for what they do.
  private func named(
    _ office: AuthorityOffice, at range: Range<Int>, of bytes: [UInt8]
  ) -> AuthorityOffice? {
    guard office.name.isEmpty else { return office }
    if office.kind == .regulator {
      let start = (0..<range.lowerBound).reversed().prefix {
        tokens[$0].isCapitalised && tokens[$0].shape == .word && demonyms[tokens[$0].text] == nil
          && text(at: $0) != "the"
      }.last
      guard let start, tokens[range.lowerBound].isCapitalised else { return nil }
      var named = office
      named.name = words(start..<range.upperBound, of: bytes)
      return named
    }
    var field = range.lowerBound - 1
    if ["of", "for"].contains(text(at: range.upperBound)) { field = range.upperBound + 1 }
    guard tokens.indices.contains(field), tokens[field].isCapitalised,
      tokens[field].shape == .word,
      field > 0 || tokens[range.lowerBound].isCapitalised, demonyms[tokens[field].text] == nil
    else { return nil }
    var named = office
    named.name = words(field..<field + 1, of: bytes) + " Ministry"
    return named
  }

  /// "military" before another noun is no authority.
  private func isModifier(_ index: Int) -> Bool {
    ["military", "army"].contains(tokens[index].text) && index + 1 < tokens.count
      && tokens[index + 1].shape != .mark && !behindMilitary.contains(text(at: index + 1))
  }

  /// "Moscow denied", "no comment from Kyiv": a government by its country or capital.
  private func government(_ span: PlaceSpan) -> AuthorityMention? {
    guard span.isGovernment || span.place.kind == .country || span.place.isCapital else {
      return nil
    }
    let start = span.range.lowerBound
    var verb = span.range.upperBound
    while ["has", "have", "had", "also", "did", "not", "swiftly", "later", "immediately"]
      .contains(text(at: verb)) || text(at: verb).hasSuffix("ly")
    { verb += 1 }
    let isSubject =
      governmentVerbs.contains(text(at: verb))
      && (start == 0
        || ["and", "that", "but", "while", ",", "—", ";"].contains(text(at: start - 1)))
    let isSilent =
      text(at: start - 1) == "from"
      && (max(0, start - 4)..<start).contains {
        WordClass.comment.contains(tokens[$0])
      }
    guard isSubject || isSilent else { return nil }
    let office = AuthorityOffice(
      name: "Government", kind: .government, scope: .fixed(span.place.region.country))
    return AuthorityMention(range: span.range, office: office)
  }

  /// Takes in the country before, the place behind, the spokesperson and the name.
  private func widen(_ mention: inout AuthorityMention, places: [PlaceSpan], of bytes: [UInt8]) {
    var start = mention.range.lowerBound
    var end = mention.range.upperBound

    while isOne(of: levels, at: start - 1) { start -= 1 }
    if text(at: start - 1) == "'s", start > 1 { start -= 1 }
    if let before = places.first(where: { $0.range.upperBound == start }) {
      mention.place = before.place
      mention.isRegional =
        before.place.kind != .country && !before.isGovernment
        && mention.office.kind == .emergencyService
      start = before.range.lowerBound
    } else if start > 0, let country = demonyms[text(at: start - 1)],
      tokens[start - 1].isCapitalised
    {
      mention.country = country
      start -= 1
    } else if text(at: start) == "'s" {
      start += 1
    }
    // "a spokesman for the", "the head of the", "officials at the"
    var lead = start
    if text(at: lead - 1) == "the" { lead -= 1 }
    if ["for", "of", "at", "in", "with", "from"].contains(text(at: lead - 1)),
      WordClass.office.contains(text(at: lead - 2))
    {
      start = lead - 2
      mention.isSpokesperson = spokeswords.contains(text(at: start))
    }

    while WordClass.office.contains(text(at: end))
      || text(at: end) == "'s" && WordClass.office.contains(text(at: end + 1))
    {
      mention.isSpokesperson = mention.isSpokesperson || spokeswords.contains(text(at: end))
      end += 1
    }
    if ["of", "in", "for"].contains(text(at: end)),
      let behind = places.first(where: {
        (end + 1...end + 3).contains($0.range.lowerBound)
          && areFillers(end + 1..<$0.range.lowerBound)
      })
    {
      mention.place = behind.place
      end = behind.range.upperBound
      while ["region", "oblast", "province", "state", "district", "city"].contains(text(at: end)) {
        end += 1
      }
    }
    // Governor Oleh Synehubov; police spokesman, Anna Schmidt, said
    let name = text(at: end) == "," ? end + 1 : end
    if let person = person(from: name, places: places) {
      mention.speaker = words(person, of: bytes)
      end = person.upperBound
    } else if text(at: start - 1) == "the" || text(at: start - 1) == "a"
      || text(at: start - 1) == ",",
      let person = person(before: start, places: places)
    {
      mention.speaker = words(person, of: bytes)
      start = person.lowerBound
    }
    mention.range = start..<end
    mention.isAnonymous =
      mention.isAnonymous
      || tokens[start..<end].contains { ["source", "sources"].contains($0.text) }
  }

  private func areFillers(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      ["the", "city", "of", "town", "southern", "northern", "eastern", "western"].contains(
        text(at: $0))
    }
  }

  /// Two or three capitalised words that name no place.
  private func person(from first: Int, places: [PlaceSpan]) -> Range<Int>? {
    var start = first
    while ranks.contains(text(at: start))
      || ranks.contains(text(at: start - 1)) && text(at: start) == "."
    {
      start += 1
    }
    var end = start
    while end < tokens.count, tokens[end].isCapitalised, tokens[end].shape == .word,
      end - start < 4,
      demonyms[tokens[end].text] == nil,
      !places.contains(where: { $0.range.contains(end) && $0.range.count > 1 })
    {
      end += 1
    }
    return end - start >= 2 ? start..<end : nil
  }

  /// "Dmitry Peskov, the Kremlin spokesman": a name, a comma, the office.
  private func person(before start: Int, places: [PlaceSpan]) -> Range<Int>? {
    var comma = start - 1
    if text(at: comma) == "the" || text(at: comma) == "a" { comma -= 1 }
    guard text(at: comma) == "," else { return nil }
    var first = comma
    while first > 0, tokens[first - 1].isCapitalised, tokens[first - 1].shape == .word,
      comma - first < 3
    { first -= 1 }
    guard comma - first >= 2, !places.contains(where: { $0.range.overlaps(first..<comma) }) else {
      return nil
    }
    return first..<comma
  }

  /// "Hamburg police" "spokesman": two offices of one phrase.
  private func isSameSpeaker(_ left: AuthorityMention, _ right: AuthorityMention) -> Bool {
    left.range.upperBound == right.range.lowerBound
  }

  private func merged(_ left: AuthorityMention, _ right: AuthorityMention) -> AuthorityMention {
    var result = left
    if case .fixed = right.office.scope { result.office = right.office }
    result.takeAll(of: left, right)
    result.isRegional = left.isRegional || right.isRegional
    return result
  }
}

extension AuthorityMention {
  /// Two mentions are one: where it stands, and what each says of place and speaker; the later one names
  /// the speaker.
  mutating func takeAll(of left: Self, _ right: Self) {
    range =
      min(
        left.range.lowerBound, right.range.lowerBound)..<max(
        left.range.upperBound, right.range.upperBound)
    place = left.place ?? right.place
    country = left.country ?? right.country
    speaker = right.speaker ?? left.speaker
    isSpokesperson = left.isSpokesperson || right.isSpokesperson
  }
}
