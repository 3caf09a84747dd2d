/// A sentence in English.
struct EnglishSentence: Sentence {
  static let reader = "article-en/1"
  static let headlinesRepeat = true
  static let titlesQuote = true

  var range: Range<Int>
  var tokens: [Token]
  var paragraph: Int
  var isHeadline = false
  /// In the order of the text.
  private(set) var numbers: [NumberMention] = []

  init(range: Range<Int>, tokens: [Token], paragraph: Int) {
    self.range = range
    self.tokens = tokens
    self.paragraph = paragraph
    numbers = findNumbers()
  }
}

/// Parts a text into sentences.
///
/// A sentence ends at `.`, `!` or `?` before white space and something that can begin a sentence, outside
/// quotes; never after an abbreviation or an initial. A line ends one as well, unless the text is wrapped.
func sentences<Text: Sentence>(of bytes: [UInt8]) -> [Text] {
  var sentences: [Text] = []
  for (number, paragraph) in paragraphs(of: bytes).enumerated() {
    for range in sentenceRanges(of: bytes, in: paragraph) {
      var rest = tokens(of: bytes, in: range)[...]
      var start = range.lowerBound
      while !rest.isEmpty {
        let tokens = Array(rest.prefix(longestSentence))
        rest = rest.dropFirst(longestSentence)
        let end = rest.first?.start ?? range.upperBound
        sentences.append(Text(range: start..<end, tokens: tokens, paragraph: number))
        start = end
      }
    }
  }
  if sentences.count > 1, sentences[1].paragraph > 0, sentences[0].tokens.last?.shape != .mark {
    sentences[0].isHeadline = true
  }
  return sentences
}

/// In tokens. What goes on for longer is read in pieces: reading a sentence takes the square of its length.
private let longestSentence = 250

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
private let newline = UInt8(ascii: "\n")

private func paragraphs(of bytes: [UInt8]) -> [Range<Int>] {
  let lines = lineRanges(of: bytes)
  // Where a line begins in lower case, it goes on from the one above: the text is wrapped.
  let isWrapped = zip(lines, lines.dropFirst()).contains { above, line in
    !above.isEmpty && bytes[line].first.map { (0x61...0x7A).contains($0) } == true
  }
  var paragraphs: [Range<Int>] = []
  var isOpen = false
  for line in lines {
    if line.isEmpty {
      isOpen = false
    } else if isOpen && isWrapped {
      paragraphs[paragraphs.count - 1] =
        paragraphs[paragraphs.count - 1].lowerBound..<line.upperBound
    } else {
      paragraphs.append(line)
      isOpen = true
    }
  }
  return paragraphs
}

/// Lines without the white space around them.
private func lineRanges(of bytes: [UInt8]) -> [Range<Int>] {
  var lines: [Range<Int>] = []
  var start = 0
  while start <= bytes.count {
    let next = bytes[start...].firstIndex(of: newline) ?? bytes.count
    var line = start..<next
    while let first = line.first, isSpace(bytes[first]) { line.removeFirst() }
    while let last = line.last, isSpace(bytes[last]) { line.removeLast() }
    lines.append(line)
    start = next + 1
  }
  return lines
}

private func sentenceRanges(of bytes: [UInt8], in paragraph: Range<Int>) -> [Range<Int>] {
  var quotes = quotes(of: bytes, in: paragraph)[...]
  var ranges: [Range<Int>] = []
  var start = paragraph.lowerBound
  var index = start
  while let stop = bytes[index..<paragraph.upperBound].firstIndex(where: isTerminator) {
    var end =
      bytes[stop..<paragraph.upperBound].firstIndex { !isTerminator($0) }
      ?? paragraph.upperBound
    index = end
    quotes = quotes.drop { $0.marks.upperBound <= stop }
    if let quote = quotes.first, quote.marks.contains(stop) {
      // Inside a quote only its last full stop can end the sentence: “We know. We are at work.” He left.
      guard quote.words.upperBound == end else { continue }
      end = quote.marks.upperBound
    }
    let next = bytes[end..<paragraph.upperBound].firstIndex { !isSpace($0) }
    guard let next, next > end, canBegin(bytes, next, limit: paragraph.upperBound),
      bytes[stop] != UInt8(ascii: ".")
        || !isAbbreviation(bytes, start..<stop, before: next, limit: paragraph.upperBound)
    else { continue }
    ranges.append(start..<end)
    start = next
    index = next
  }
  if start < paragraph.upperBound { ranges.append(start..<paragraph.upperBound) }
  return ranges
}

/// What stands between double quotes, with and without the marks. A quote that never closes is none.
private func quotes(
  of bytes: [UInt8], in paragraph: Range<Int>
) -> [(marks: Range<Int>, words: Range<Int>)] {
  var quotes: [(marks: Range<Int>, words: Range<Int>)] = []
  var opening: Range<Int>?
  var index = paragraph.lowerBound
  while index < paragraph.upperBound {
    // Few bytes begin a mark, and few texts quote.
    if bytes[index] != UInt8(ascii: "\""), bytes[index] != 0xE2 {
      index += 1
      continue
    }
    let isCurly =
      index + 2 < paragraph.upperBound && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
      && (bytes[index + 2] == 0x9C || bytes[index + 2] == 0x9D)
    let length = isCurly ? 3 : 1
    if isCurly || bytes[index] == UInt8(ascii: "\"") {
      if let start = opening {
        quotes.append((start.lowerBound..<index + length, start.upperBound..<index))
        opening = nil
      } else {
        opening = index..<index + length
      }
    }
    index += length
  }
  return quotes
}

private func isTerminator(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
}

private func canBegin(_ bytes: [UInt8], _ index: Int, limit: Int) -> Bool {
  let byte = bytes[index]
  if (0xD0...0xD2).contains(byte) { return isCapitalCyrillic(bytes[index..<limit]) }
  return isUpper(byte) || isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "\"")
    || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "'")
}

/// Whether the full stop behind `sentence` belongs to an abbreviation or an initial.
private func isAbbreviation(
  _ bytes: [UInt8], _ sentence: Range<Int>, before next: Int, limit: Int
) -> Bool {
  if bytes[sentence].last.map({ $0 >= 0x80 }) == true {
    let word = bytes[
      (bytes[sentence].lastIndex { $0 < 0x80 } ?? sentence.lowerBound - 1) + 1..<sentence.upperBound
    ]
    // "ул.", "тыс.", "А. Петров"
    return word.count == 2 && isCapitalCyrillic(word)
      || lowercasedCyrillic(word).map { slavicAbbreviations.contains(Word(utf8: $0)) } == true
  }
  let start = bytes[sentence].lastIndex { !isLetter($0) && $0 != UInt8(ascii: ".") }
  let word = bytes[(start.map { $0 + 1 } ?? sentence.lowerBound)..<sentence.upperBound]
  if abbreviations.contains(Word(utf8: word.lazy.map { isUpper($0) ? $0 | 0x20 : $0 })) {
    return true
  }
  func opensSentence() -> Bool {
    openers.contains(Word(utf8: bytes[next..<limit].prefix { isLetter($0) }))
  }
  if word.count == 1 { return isUpper(bytes[sentence.upperBound - 1]) && !opensSentence() }
  // "U.S." may end a sentence: then the next word is one that sentences begin with.
  return word.contains(UInt8(ascii: ".")) && !opensSentence()
}

private let abbreviations: WordSet = [
  "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "col", "lt", "maj", "capt", "sgt",
  "cmdr",
  "adm", "gov", "sen", "rep", "hon", "rev", "vs", "no", "approx", "e.g", "i.e", "jan", "feb", "mar",
  "apr", "aug", "sept", "oct", "nov", "dec", "brig", "supt", "insp", "ft", "mt",
]

private let slavicAbbreviations: WordSet = [
  "г", "гг", "ул", "им", "тыс", "млн", "млрд", "руб", "обл", "р", "н", "м", "см", "т", "д", "стр",
  "пр",
  "просп", "пл", "св", "ст", "вул", "тис", "грн", "смт", "с", "п", "ім", "проф", "акад", "ген",
  "мкр",
  "корп", "кв", "пос", "дер", "напр", "кг", "км", "ч", "чел",
]

private let openers: WordSet = [
  "The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "But", "And", "This", "That",
  "These", "There", "No", "For", "As", "After", "Its", "His", "Her", "Their", "Officials", "Police",
  "However", "Meanwhile", "Local", "Residents", "Authorities",
]
