import Gazetteer
import Incidents

/// What ``ArticleReader`` asks of a sentence. Each language answers with its own words.
protocol Sentence {
  /// By what readings in this language are known; a change of the rules is a new version.
  static var reader: String { get }
  /// Whether a line that stands alone at the top only repeats what the text says below.
  static var headlinesRepeat: Bool { get }
  /// Whether a report's own words fit in a title, which is English.
  static var titlesQuote: Bool { get }
  /// Whether any word could tell of an event: where none does, nothing needs to be looked at closely.
  var mayTell: Bool { get }
  /// Whether a text is about sport.
  static func isSport(_ sentences: [Self]) -> Bool

  /// UTF-8 byte offsets into the text, without the white space around it.
  var range: Range<Int> { get }
  var tokens: [Token] { get }
  /// Counted from 0. A paragraph ends at a blank line, or at a line's end where the text is not wrapped.
  var paragraph: Int { get }
  /// A line at the top that stands alone, without a full stop.
  var isHeadline: Bool { get set }
  init(range: Range<Int>, tokens: [Token], paragraph: Int)

  // What kind of sentence it is.

  /// Tells of no event, whatever words it uses.
  var isBackground: Bool { get }
  /// Names a year that is not the report's own.
  func isHistory(year: Int?) -> Bool
  /// The source takes back what it told.
  var isRetraction: Bool { get }
  /// "Separately": not about what the sentence before was.
  var turnsAway: Bool { get }
  /// "Both": about more than one incident.
  var isAboutAll: Bool { get }
  /// "Officials could not confirm that report."
  var isAboutReport: Bool { get }
  /// Ends in a colon, and lines with places follow: "Air alert:".
  var opensList: Bool { get }
  /// The sentence in parts where each tells of an event at a place of its own; itself where not.
  func parts(_ mentions: [PlaceMention]) -> [Self]

  // What it tells.

  /// The leading one first.
  func events() -> [EventMention]
  /// The word that says which kind of event it is: "rocket" in "a rocket explosion".
  func qualifier(of event: EventMention) -> String?
  func occurrenceHedge(of bytes: [UInt8]) -> String?
  /// How many explosions, drones, protesters. `nil`: not said.
  func count(of kind: IncidentKind, of bytes: [UInt8]) -> ReadNumber?
  /// Cause, casualties, damage and attribution.
  func claims(of bytes: [UInt8]) -> [ReadClaim]
  var hasCasualties: Bool { get }
  var hasDamage: Bool { get }
  /// Gives the number of dead or injured.
  func hasToll(of bytes: [UInt8]) -> Bool

  // Where.

  /// The mentions that lie in this sentence.
  func places(among mentions: [PlaceMention]) -> [PlaceSpan]
  /// Where an event is; several where they are joined by "and". `taken`: words that name authorities and
  /// sources.
  func places(of event: EventMention, among spans: [PlaceSpan], taken: [Range<Int>]) -> [PlaceSpan]
  /// The places where the event is not.
  func elsewhere(_ spans: [PlaceSpan]) -> Set<PlaceSpan>
  /// Whether the words before the place take the event away from it.
  func isElsewhere(_ span: PlaceSpan) -> Bool
  /// Whether the words before the place put an event there.
  func isLocative(_ span: PlaceSpan) -> Bool
  /// The event is bound to the place by its own words: "the explosion in Orenburg".
  func isBound(_ event: EventMention, to span: PlaceSpan) -> Bool
  /// The place as the report words it, with how exactly it is known.
  func readPlace(_ span: PlaceSpan, of bytes: [UInt8]) -> ReadPlace

  // Who says it.

  /// The authorities that the sentence names, and the persons who spoke for one of them before.
  func authorities(
    places: [PlaceSpan], speakers: [String: AuthorityMention], of bytes: [UInt8]
  ) -> [AuthorityMention]
  /// "He", "the ministry": words that stand for `last`, who spoke `distance` sentences before.
  func anaphor(of last: AuthorityMention, distance: Int) -> Range<Int>?
  /// The sources that the sentence names, nearest first.
  func citations(
    authorities: [AuthorityMention], places: [PlaceSpan], of bytes: [UInt8]
  ) -> [CitationLink]
  /// What each authority of the sentence says, or does not say.
  func officialWords(
    _ authorities: [AuthorityMention], sources: [Range<Int>], tellsEvent: Bool
  ) -> [OfficialWord]
  func attribution(of authority: AuthorityMention) -> Attribution
  /// An authority admits something against its own interest.
  var isAdmission: Bool { get }
  /// A denial by nobody in particular.
  var deniesEvent: Bool { get }
  /// "There was no official comment", without saying from whom.
  var hasOpenSilence: Bool { get }
  /// Says no more than where the news came from.
  var tracesReport: Bool { get }
  /// The report saw it itself.
  var isFirstHand: Bool { get }
  /// "Reportedly": it stands on somebody, though it does not say on whom.
  var hearsayLink: CitationLink? { get }
}

private let quotationMark = Word("\"")
private let semicolon = Word(";")
private let clauseMarks = WordSet([",", ";", ":", "—", "(", ")", "\""])

extension Token {
  var partsClauses: Bool { shape == .mark && clauseMarks.contains(word) }
  var isQuote: Bool { word == quotationMark }
}

extension Sentence {
  /// Where the first of `words` stands.
  func firstIndex(of words: WordSet) -> Int? {
    tokens.indices.first { words.contains(tokens[$0].word) }
  }

  func isOne(of words: WordSet, at index: Int) -> Bool {
    tokens.indices.contains(index) && words.contains(tokens[index].word)
  }

  func has(_ words: WordSet) -> Bool { firstIndex(of: words) != nil }

  func text(at index: Int) -> String { tokens.indices.contains(index) ? tokens[index].text : "" }

  /// The words as written between the first and the last of `tokens`.
  func words(_ tokens: Range<Int>, of bytes: [UInt8]) -> String {
    guard let first = self.tokens[tokens].first, let last = self.tokens[tokens].last else {
      return ""
    }
    let words = bytes[first.start..<last.end].map { isSpace($0) ? 0x20 : $0 }
    return String(decoding: words, as: UTF8.self)
  }

  func passage(_ rule: String) -> Passage {
    Passage(start: range.lowerBound, end: range.upperBound, rule: rule)
  }

  /// The tokens that are not in quotes.
  var unquoted: [Int] {
    var isQuoted = false
    return tokens.indices.filter { index in
      if tokens[index].isQuote { isQuoted.toggle() }
      return !isQuoted
    }
  }

  /// The tokens between the semicolons around `index`.
  func part(around index: Int) -> Range<Int> {
    let start = tokens[..<index].lastIndex { $0.word == semicolon } ?? 0
    return
      start..<max(tokens[index...].firstIndex { $0.word == semicolon } ?? tokens.count, index + 1)
  }

  /// The tokens between the commas, semicolons, brackets and dashes around `index`.
  func clause(around index: Int) -> Range<Int> {
    let start = tokens[..<index].lastIndex { $0.partsClauses }.map { $0 + 1 } ?? 0
    let end = tokens[index...].firstIndex { $0.partsClauses } ?? tokens.count
    return min(start, index)..<max(end, index + 1)
  }

  /// What was said: the words in quotes, or the whole sentence.
  func quote(of bytes: [UInt8]) -> String {
    if let open = tokens.firstIndex(where: \.isQuote),
      let close = tokens[(open + 1)...].firstIndex(where: \.isQuote), close - open > 4
    {
      return words(open + 1..<close, of: bytes)
    }
    return words(tokens.indices, of: bytes)
  }

  /// Where each mention stands among the tokens.
  ///
  /// - Parameter mentions: in the order of the text.
  func spans(of mentions: [PlaceMention]) -> [PlaceSpan] {
    guard let start = tokens.first?.start, let end = tokens.last?.end else { return [] }
    // A text has as many mentions as sentences: looking at all of them for each takes the square of it.
    var (first, beyond) = (0, mentions.count)
    while first < beyond {
      let middle = (first + beyond) / 2
      if mentions[middle].start < start { first = middle + 1 } else { beyond = middle }
    }
    return mentions[first...].prefix { $0.start < end }.compactMap { mention in
      guard let first = tokens.firstIndex(where: { $0.end > mention.start }),
        let last = tokens.lastIndex(where: { $0.start < mention.end }), first <= last
      else { return nil }
      return PlaceSpan(
        range: first..<last + 1, place: mention.place, isGovernment: mention.isGovernment)
    }
  }
}
