import Gazetteer
import Incidents

/// Behind the adjective of a town's name: it is called after the town, or only sounds so.
private let adjectival: WordSet = [
  "район~", "проспект~", "улиц*", "шоссе", "площад*", "бульвар~", "набережн*", "переул*", "вулиц*",
  "площ*",
  "провул*", "вокзал~", "мост~", "рынок", "рынк*", "ринок", "ринку", "направлени*", "напрямок",
  "напрямку",
]

/// A sentence in Russian or Ukrainian.
struct SlavicSentence: Sentence {
  static let reader = "article-ru-uk/1"
  static let headlinesRepeat = false
  static let titlesQuote = false

  var range: Range<Int>
  var tokens: [Token]
  var paragraph: Int
  var isHeadline = false

  init(range: Range<Int>, tokens: [Token], paragraph: Int) {
    self.range = range
    self.tokens = tokens
    self.paragraph = paragraph
  }

  func isMark(_ index: Int) -> Bool {
    !tokens.indices.contains(index) || tokens[index].shape == .mark
  }

  func isCapital(_ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].isCapitalised
      && tokens[index].shape == .word
  }

  /// Whether a word of `words` stands in `range`, as far as the sentence reaches.
  func has(_ words: WordSet, in range: Range<Int>) -> Bool {
    tokens[range.clamped(to: tokens.indices)].contains { words.contains($0.word) }
  }

  /// "Взрывы в Киеве, в Одессе работает ПВО": parts with an event and a place each.
  func parts(_ mentions: [PlaceMention]) -> [Self] {
    let starts = slavicKinds.matches(in: tokens[...]).map(\.range.lowerBound)
    guard starts.count > 1, mentions.count > 1 else { return [self] }
    let places = spans(of: mentions).filter {
      !$0.isGovernment && isLocative($0) && !isElsewhere($0)
    }
    .map(\.range.lowerBound)
    guard places.count > 1 else { return [self] }
    var ends: [Int] = []
    var first = 0
    for index in tokens.indices where tokens[index].partsClauses && tokens[index].text != "\"" {
      let clause = first..<index
      if starts.contains(where: clause.contains), places.contains(where: clause.contains),
        starts.contains(where: { $0 > index }), places.contains(where: { $0 > index })
      {
        ends.append(index + 1)
        first = index + 1
      }
    }
    // What follows the last cut must begin with its own place or event.
    guard !ends.isEmpty else { return [self] }
    return zip([0] + ends, ends + [tokens.count]).map { start, end in
      Self(range: range, tokens: Array(tokens[start..<end]), paragraph: paragraph)
    }
  }

  /// "Каменского района", "Ленинском проспекте" no town, and "ГАИ" and «Токио Сити» name none at all.
  func places(among mentions: [PlaceMention]) -> [PlaceSpan] {
    spans(of: mentions).filter { span in
      span.place.kind != .city
        || !isOne(of: adjectival, at: span.range.upperBound)
          && text(at: span.range.lowerBound) != "гаи"
          && !(text(at: span.range.lowerBound - 1) == "\"" && isCapital(span.range.upperBound))
    }
  }
}
