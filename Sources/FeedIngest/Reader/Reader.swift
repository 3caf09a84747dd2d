import Foundation
import Gazetteer
public import Incidents

/// Reads incidents, chains of sources, claims and official positions out of a text. `nil` in a language
/// that the reader does not know: nothing has read the report then.
///
/// The rules are general and look at one sentence after another; each row that they find names its rule and
/// its sentence. What no rule finds is left out: nothing is guessed.
public func read(_ report: ReportBody) -> Reading? {
  switch readingLanguage(of: report) {
  case .english: read(report, as: EnglishSentence.self)
  case .slavic: read(report, as: SlavicSentence.self)
  case nil: nil
  }
}

private func read<Text: Sentence>(_ report: ReportBody, as _: Text.Type) -> Reading {
  var reader = ArticleReader<Text>(report)
  reader.readAll()
  return reader.reading
}

/// One incident while its article is being read.
struct FoundIncident {
  var read: ReadIncident
  var place: Place
  /// The place stands in another sentence than the event.
  var isPlaceBorrowed = false
  /// The sentence that tells it leaves no doubt whose word it is: an official's, or the report's own.
  var standsAlone = false
  /// It is told only by an authority that denies it.
  var isToldByDenial = false
  var weights: [ReadAuthority: Int] = [:]
  /// What kind of explosion or fire the report calls it: "rocket", "warehouse".
  var qualifier: String?

  /// What it is called when the report counts nothing: "Explosion", "Rocket explosion".
  var name: String {
    guard let qualifier else { return read.kind.label }
    return qualifier.prefix(1).uppercased() + "\(qualifier.dropFirst()) \(read.kind.rawValue)"
  }
}

struct ArticleReader<Text: Sentence> {
  let bytes: [UInt8]
  let sentences: [Text]
  let mentions: [PlaceMention]
  let year: Int?
  /// Who publishes the report, in lower case: it does not cite itself.
  let source: String?
  var found: [FoundIncident] = []
  /// The incident that the text is speaking of.
  var focus: Int?
  /// The text has turned to a place where none of the incidents is.
  var isAway = false
  /// Where a source publishes, once the text has said so.
  var platforms: [String: String] = [:]
  var speakers: [String: AuthorityMention] = [:]
  /// Who was named last, and in which sentence.
  var lastAuthority: (mention: AuthorityMention, sentence: Int)?
  /// An event whose places stand in the lines below: "Air alert:".
  var list: EventMention?
  /// A sentence that tells of an event before the text has named a place for one.
  var waiting: Int?
  /// How many incidents the items of a list told before the one that is read.
  var toldBefore = 0
  /// Where the text is, for an event sentence that names no place.
  var scene: (span: PlaceSpan, sentence: Text, index: Int)?

  init(_ report: ReportBody) {
    bytes = Array(report.text.utf8)
    sentences = FeedIngest.sentences(of: bytes)
    let mayTell = sentences.contains { $0.mayTell }
    mentions =
      mayTell ? withoutDatelines(Gazetteer.world.places(in: report.text), in: bytes) : []
    source = report.source?.lowercased()
    year = report.publishedAt.flatMap { Int(UTC.string(from: $0).prefix(4)) }
  }

  var reading: Reading {
    Reading(reader: Text.reader, incidents: found.map { finished($0) })
  }

  mutating func readAll() {
    guard sentences.contains(where: { $0.mayTell }) else { return }
    let isSport = Text.isSport(sentences)
    var isHistory = false
    for index in sentences.indices {
      // History goes on to the end of its paragraph.
      let goesOn = index > 0 && sentences[index].paragraph == sentences[index - 1].paragraph
      if !goesOn, found.count == 1 {
        focus = 0
        isAway = false
      }
      isHistory = sentences[index].isHistory(year: year) || (isHistory && goesOn)
      // An attack on a stadium has victims; that of a football team has not.
      if !isHistory, !isSport || sentences[index].hasToll(of: bytes) || !found.isEmpty {
        take(index)
      }
    }
  }

  // MARK: One sentence

  mutating func take(_ index: Int) {
    leaveItemBefore(index)
    for part in sentences[index].parts(mentions) { take(part, index) }
    listPlaces(index)
  }

  private mutating func take(_ sentence: Text, _ index: Int) {
    let places = sentence.places(among: mentions)
    var authorities = sentence.authorities(places: places, speakers: speakers, of: bytes)
    resolvePronoun(in: sentence, at: index, &authorities)
    remember(authorities, at: index)
    defer { setScene(sentence, places, authorities, index) }
    if sentence.turnsAway { focus = nil }

    let isRetraction = sentence.isRetraction
    guard isRetraction || !sentence.isBackground else { return }
    var links = sentence.citations(authorities: authorities, places: places, of: bytes)
    links.removeAll { $0.source != nil && $0.source?.lowercased() == source }
    rememberPlatforms(of: &links)
    let taken = authorities.map(\.range) + links.filter { $0.source != nil }.map(\.range)
    let events = sentence.isHeadline && Text.headlinesRepeat ? [] : sentence.events()
    var spans = events.first.map { sentence.places(of: $0, among: places, taken: taken) } ?? []
    // "GERMANY – Police in Leipzig confirmed …": the police know the place better.
    if let span = spans.first, span.place.kind == .country,
      authorities.contains(where: { $0.isLocal(in: span.place) })
    {
      spans = []
    }
    if let event = events.first, event.kind.isCountedByRegion {
      // "22 drones: 10 over Rostov Oblast, 7 over Belgorod Oblast": at each of them, and 22 at none.
      let listed = places.filter { span in
        span.place.kind != .country && !span.isGovernment && sentence.isLocative(span)
          && !sentence.isElsewhere(span) && !taken.contains { $0.overlaps(span.range) }
      }
      if Set(listed.map(\.place.region)).count > 1 { spans = listed }
    }
    if let event = events.first, let span = spans.first { locateWaiting(event, span, index) }
    let before = found.count
    let targets =
      events.first.map { self.targets(sentence, index, $0, spans, authorities) }
      ?? referred(by: sentence, places, authorities, taken)
    if targets.isEmpty, found.isEmpty, events.first?.isTold == true { waiting = index }
    guard !targets.isEmpty else {
      if leadsElsewhere(sentence, places, authorities, taken) {
        focus = nil
        isAway = true
      }
      return
    }

    for target in targets {
      // "Police detained 14 people" confirms an arrest, not the attack before it.
      let words = sentence.officialWords(
        authorities, sources: links.map(\.range),
        tellsEvent: sentence.hasCasualties || sentence.hasDamage
          || events.contains { $0.confirms(found[target].read.kind) }
      )
      .map { events.isEmpty && sentence.hasCasualties ? $0.aboutDetails : $0 }
      .filter { !isAboutAnotherReport(sentence, index) || $0.group == nil }
      let isNew = target >= before
      let isTold = isNew || !events.isEmpty
      // A sum over several regions is the number of none.
      let isSum =
        events.first?.kind.isCountedByRegion == true
        && sentences[index].places(among: mentions).regions.count > 1
      if isNew {
        describe(
          target, sentence, events[0], words: words, alone: targets.count == 1 && !isSum)
      }
      addChain(links, to: target, sentence, isNew: isNew, isTold: isTold)
      if targets.count == 1 { addClaims(sentence, events: isSum ? [] : events, to: target) }
      for word in words { add(word, sentence, to: target) }
      addOpenSilence(sentence, words, to: target)
      if isRetraction {
        found[target].read.claims[0].stance = .retracts
        found[target].read.claims[0].passage = sentence.passage("stance.retracts")
      } else if words.isEmpty, found[target].read.claims[0].stance == .asserts, sentence.deniesEvent
      {
        found[target].read.claims[0].stance = .denies
        found[target].read.claims[0].passage = sentence.passage("stance.denies")
      }
    }
    focus = targets.last
    isAway = false
  }

  private func finished(_ incident: FoundIncident) -> ReadIncident {
    var read = incident.read
    let place = (Text.titlesQuote ? read.place?.text : incident.place.name) ?? ""
    if let unit = read.claims[0].number?.unit, !read.kind.isCounted(in: unit) {
      read.claims[0].number = nil
    }
    let number = read.claims[0].number
    read.title = "\(number.map { "\($0.short) \($0.unit)" } ?? incident.name), \(place)"
    read.claims[0].text =
      "\(number.map { "\(Text.titlesQuote ? $0.words : $0.short) \($0.unit)" } ?? incident.name.lowercased()), \(place)"
    read.silences.removeAll { silence in
      read.statements.contains {
        $0.authority == silence.authority && $0.attribution != .anonymousOfficial
      }
    }
    // What only an official without a name says, or only a denial tells, has no root that can be found.
    let isUnnamed = read.statements.allSatisfy { $0.attribution == .anonymousOfficial }
    if read.citations.isEmpty, !incident.standsAlone, let statement = read.statements.first,
      isUnnamed || incident.isToldByDenial
    {
      read.citations = [ReadCitation(source: nil, passage: statement.passage)]
    }
    return read
  }
}

/// Places without those of datelines: "KYIV (Reuters) - …", "Goma, Congo, Nov 22 — …". They say where a
/// report was written, not where something happened.
private func withoutDatelines(_ mentions: [PlaceMention], in bytes: [UInt8]) -> [PlaceMention] {
  let newline = UInt8(ascii: "\n")
  var end = 0
  return mentions.filter { mention in
    if mention.start < end { return false }
    guard mention.start == 0 || bytes[mention.start - 1] == newline else { return true }
    // Short, and nothing but places, an agency and a date before the dash.
    let line = bytes[mention.end...].prefix { $0 != newline }.prefix(60)
    let dashes = [" - ", " – ", " — "].map { Array($0.utf8) }
    guard
      let dash = line.indices.first(where: { start in
        line[start] == UInt8(ascii: " ") && dashes.contains { line[start...].starts(with: $0) }
      }),
      dash == line.startIndex || line.starts(with: ",".utf8) || line.starts(with: " (".utf8)
    else { return true }
    end = dash
    return false
  }
}

extension [PlaceSpan] {
  /// The parts of countries that are named.
  fileprivate var regions: Set<Region.ID> {
    Set(filter { $0.place.kind != .country && !$0.isGovernment }.map(\.place.region))
  }
}
