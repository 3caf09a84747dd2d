import Gazetteer
import Incidents

// Which words of a sentence tell of an event, and where it was.

/// An event that a sentence tells of.
struct EventMention: Hashable {
  var kind: IncidentKind
  var range: Range<Int>
  /// The sentence says that it took place; otherwise it only speaks of it.
  var isTold: Bool
  /// "the blast": one that the reader is supposed to know.
  var isDefinite: Bool
  var isNegated: Bool

  /// Whether somebody who tells this thereby confirms an incident of `kind`.
  func confirms(_ kind: IncidentKind) -> Bool {
    let aftermath: Set<IncidentKind> = [.arrest, .alert, .infrastructure]
    return !isNegated && (self.kind == kind || !aftermath.contains(self.kind))
  }
}

/// Where two kinds stand in one sentence, the one that says less gives way to the one that says more.
private let givesWay: [IncidentKind: Set<IncidentKind>] = {
  let force: Set<IncidentKind> = [.drone, .missile, .strike, .shelling, .airDefence]
  let hazards: Set<IncidentKind> = [.earthquake, .flood, .storm, .volcano, .wildfire]
  let unrest: Set<IncidentKind> = [.protest, .riot, .clash]
  let rest: Set<IncidentKind> = [.explosion, .attack, .fire, .sabotage, .transport]
  return [
    .fire: force, .attack: force.union([.explosion, .clash]),
    .alert: force.union(hazards).union(rest).union(unrest),
    .arrest: force.union(hazards).union(rest).union(unrest),
    .infrastructure: force.union(hazards).union(rest), .transport: hazards,
    .flood: [.storm, .earthquake],
    .wildfire: force,
  ]
}()

extension IncidentKind {
  /// One side does it to another.
  var isForce: Bool {
    [.explosion, .strike, .drone, .missile, .airDefence, .shelling, .attack, .clash, .sabotage]
      .contains(self)
  }

  /// Nobody need have done it.
  var isNatural: Bool {
    [.fire, .wildfire, .earthquake, .flood, .storm, .volcano, .health, .infrastructure, .transport]
      .contains(self)
  }

  /// Told by the night for many regions at once, with a number for each.
  var isCountedByRegion: Bool { [.drone, .missile, .airDefence].contains(self) }

  /// It is in one spot; two towns far apart have two.
  var isLocal: Bool { isForce || [.fire, .transport, .arrest, .riot, .protest].contains(self) }

  mutating func giveWay(to other: IncidentKind) {
    if givesWay[self]?.contains(other) == true { self = other }
  }
}

/// "residents reported blasts"
private let perceived: WordSet = [
  "heard", "hear", "hearing", "reported", "reporting", "felt", "witnessed", "saw", "counted",
]
private let figurative: WordSet = [
  "explosion", "blaze", "storm", "flood", "fire", "avalanche", "eruption", "barrage", "wave",
  "tsunami", "earthquake", "outbreak",
]
/// What explodes, storms and floods only in figures.
private let figures: WordSet = [
  "profit", "profits", "price", "prices", "cost", "costs", "sales", "debt", "debts", "demand",
  "popularity", "exports", "imports", "inflation", "rents", "spending", "revenue", "revenues",
  "shares", "stocks", "market", "markets", "turnover", "memes", "interest",
]
private let physical: WordSet = [
  "a", "an", "the", "gas", "ammunition", "fireworks", "munitions", "dynamite", "fuel",
  "explosives", "shells", "cholera", "measles", "ebola", "dengue", "polio", "mpox", "meningitis",
  "typhoid", "anthrax", "violence", "fighting", "mount", "disease",
]

private let qualified: WordSet = [
  "attack", "attacks", "blast", "blasts", "blaze", "blazes", "explosion", "explosions", "fire",
  "fires", "flood", "floods",
]
/// What says more of one of these when it stands right before it.
private let qualifiers: WordSet = [
  "apartment", "bomb", "boiler", "bus", "car", "chemical", "factory", "flash", "forest", "fuel",
  "gas", "grenade", "hospital", "hotel", "house", "landmine", "market", "methane", "mine",
  "munitions", "oil", "pipeline", "refinery", "rocket", "ship", "suicide", "tanker", "train",
  "truck", "tunnel", "warehouse",
]

extension EnglishSentence {
  /// The word that says which kind of event it is: "rocket" in "a rocket explosion".
  func qualifier(of event: EventMention) -> String? {
    let noun = event.range.upperBound - 1
    guard qualified.contains(text(at: noun)) else { return nil }
    let word = text(at: noun - 1)
    return qualifiers.contains(word) ? word : nil
  }

  /// The events of the sentence, the leading one first.
  func events() -> [EventMention] {
    let mentions = kindWords.matches(in: tokens[...]).compactMap { match -> EventMention? in
      let start = match.range.lowerBound
      guard !kindCompounds.contains(text(at: match.range.upperBound)),
        !["anti", "counter", "cease", "under", "open"].contains(text(at: start - 1)),
        !isUnreal(at: start), !isProspect(match.range), !isFigure(match.range),
        !isPlanned(start)
      else { return nil }
      let before = tokens[max(0, start - 4)..<start]
      let isNegated = before.suffix(3).contains {
        ["no", "not", "without", "never"].contains($0.text)
      }
      let isDefinite = before.suffix(3).contains { definites.contains($0) }
      // "No explosion occurred" tells something; "for once, no alert" does not.
      let isTold =
        isNegated
        ? isFollowedByOccurrence(match.range, within: 6) || isBehindThereWas(start)
        : match.meaning.form == .happening || isTold(match.range)
      return EventMention(
        kind: match.meaning.kind, range: match.range, isTold: isTold, isDefinite: isDefinite,
        isNegated: isNegated)
    }
    guard var lead = mentions.first else { return [] }
    for mention in mentions.dropFirst() { lead.kind.giveWay(to: mention.kind) }
    lead.isTold = mentions.contains { $0.isTold && $0.kind.isRelated(to: lead.kind) }
    return [lead] + mentions.dropFirst()
  }

  /// "a storm of lawsuits", "an explosion of debt", but "an explosion of gas", "a flood of the Elbe".
  private func isFigure(_ noun: Range<Int>) -> Bool {
    let isOf = text(at: noun.upperBound) == "of"
    // "profits had exploded"
    let grows = (max(0, noun.lowerBound - 3)..<noun.lowerBound).contains {
      figures.contains(tokens[$0].word)
    }
    return grows
      || isOf && figurative.contains(text(at: noun.upperBound - 1))
        && !physical.contains(text(at: noun.upperBound + 1))
  }

  /// "plan to protest"
  private func isPlanned(_ start: Int) -> Bool {
    ["plan", "plans", "planned", "planning", "vowed", "threatened", "ready", "preparing"]
      .contains(text(at: start - 1))
  }

  /// Whether a noun comes as news: "an explosion", "10 explosions", "explosions were heard".
  private func isTold(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    let before = max(0, start - 4)..<start
    // "An attack on a grid is an attack on hospitals," he said: a quote speaks of many things.
    let isQuoted = !unquoted.contains(start)
    if before.contains(where: { indefinites.match(in: tokens[...], at: $0) != nil }),
      !isQuoted || isBehindThereWas(start)
    {
      return true
    }
    // "14 people drowned in floods"
    if hasCasualties, ["in", "during"].contains(text(at: start - 1)) { return true }
    if before.contains(where: { perceived.contains(text(at: $0)) }) { return true }
    if numbers.contains(where: { $0.range.upperBound <= start && start - $0.range.upperBound <= 2 })
    {
      return true
    }
    if before.contains(where: { ["after", "following", "amid", "by", "of"].contains(text(at: $0)) }
    ), before.allSatisfy({ !definites.contains(text(at: $0)) }),
      tokens[..<start].contains(where: { occurrenceVerbs.contains($0.word) })
    {
      return true
    }
    return isFollowedByOccurrence(range, within: 14)
  }

  /// "There were no explosions".
  private func isBehindThereWas(_ start: Int) -> Bool {
    (clause(around: start).lowerBound..<start).contains { index in
      tokens[index].text == "there"
        && (index + 1...index + 2).contains { WordClass.be.contains(text(at: $0)) }
    }
  }

  private func isFollowedByOccurrence(_ range: Range<Int>, within reach: Int) -> Bool {
    tokens[range.upperBound..<min(range.upperBound + reach, tokens.count)].contains {
      occurrenceVerbs.contains($0.word)
    }
  }

  /// Where an event is: the places that the words put it at, the finest and nearest first, then those
  /// joined to it by "and". `taken`: words that name authorities and sources.
  func places(of event: EventMention, among spans: [PlaceSpan], taken: [Range<Int>]) -> [PlaceSpan]
  {
    let elsewhere = elsewhere(spans)
    let part = part(around: event.range.lowerBound)
    let possible = spans.filter { span in
      part.contains(span.range.lowerBound) && !span.isGovernment && !elsewhere.contains(span)
        && !isOwner(span)
        && !taken.contains { $0.overlaps(span.range) }
    }
    func rank(_ span: PlaceSpan) -> (Int, Int, Int) {
      let isAfter = span.range.lowerBound >= event.range.lowerBound
      let distance = abs(span.range.lowerBound - event.range.upperBound)
      return (isLocative(span) ? 0 : 1, -span.place.fineness, isAfter ? distance : distance + 20)
    }
    guard let first = possible.min(by: { rank($0) < rank($1) }) else { return [] }
    // A finer place in the same country wins, whatever stands before it.
    let finest = possible.filter { $0.place.region.country == first.place.region.country }
      .min {
        (-$0.place.fineness, rank($0).0, rank($0).2) < (-$1.place.fineness, rank($1).0, rank($1).2)
      }
    let chosen = finest ?? first

    var joined = [chosen]
    for span in possible where span.range.lowerBound > joined[joined.count - 1].range.upperBound {
      let between = joined[joined.count - 1].range.upperBound..<span.range.lowerBound
      guard span.place.fineness == chosen.place.fineness,
        between.allSatisfy({
          [",", "and", "as", "well", "in", "near", "the", "region", "oblast"].contains(text(at: $0))
        }),
        span.place.region != chosen.place.region
      else { continue }
      joined.append(span)
    }
    return joined
  }

  /// "Latvia's biggest bank": whose something is, not where.
  private func isOwner(_ span: PlaceSpan) -> Bool {
    span.place.kind == .country && text(at: span.range.upperBound) == "'s"
  }

  /// The event is bound to the place by its own words: "the explosion in Orenburg".
  func isBound(_ event: EventMention, to span: PlaceSpan) -> Bool {
    (event.range.upperBound..<event.range.upperBound + 4).contains(span.range.lowerBound)
      || span.range.upperBound == event.range.lowerBound
  }
}
