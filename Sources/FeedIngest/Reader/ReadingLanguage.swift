import Incidents

// In which language a report is written.

/// A language that the reader knows. Russian and Ukrainian are read with one set of words: many a channel
/// writes in both.
enum ReadingLanguage: Hashable {
  case english, slavic
}

/// By the letters of the text: feeds often say that they are in another language than their items are.
/// What the report says of itself decides where letters do not tell.
func readingLanguage(of report: ReportBody) -> ReadingLanguage? {
  let letters = Letters(report.text)
  if letters.isSlavic { return letters.isNeighbour ? nil : .slavic }
  if let language = report.language { return language.hasPrefix("en") ? .english : nil }
  return letters.other * 3 < letters.ascii ? .english : nil
}

/// How many letters of each kind a text has.
private struct Letters {
  var ascii = 0
  /// Beyond ASCII, Cyrillic ones among them.
  var other = 0
  var cyrillic = 0
  /// Letters that Russian and Ukrainian do not have, and ъ, which is rare there.
  var foreign = 0

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { Letters($0) }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    for (index, byte) in bytes.enumerated() {
      if byte >= 0xC3 {
        other += 1
        if (0xD0...0xD4).contains(byte), index + 1 < bytes.count {
          cyrillic += 1
          switch (byte, bytes[index + 1]) {
          case (0xD1, 0x8A), (0xD1, 0x92), (0xD1, 0x93), (0xD1, 0x95), (0xD1, 0x98...0x9F):
            foreign += 1
          case (0xD2, 0x92...), (0xD3, _), (0xD4, _): foreign += 1
          default: break
          }
        }
      } else if byte >= 0x41 && byte < 0x80 {
        ascii += 1
      }
    }
  }

  var isSlavic: Bool { cyrillic * 3 > ascii && cyrillic * 2 > other }

  /// Bulgarian, Serbian, Belarusian, Kazakh.
  var isNeighbour: Bool { foreign > 2 && foreign * 80 > cyrillic }
}
