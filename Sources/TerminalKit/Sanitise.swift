internal import Foundation

/// `text` without anything that could act on a terminal, hide itself, or turn round what stands beside it.
///
/// For every text from outside, once as it is taken in and once more where it is shown or printed.
/// Gone are control, bidirectional and zero-width characters, tags, private use and noncharacters;
/// a tab or line break becomes a space, a character that this Unicode does not know U+FFFD. The rest is
/// in NFC, with at most four marks on a base and none without one. A joiner or an emoji selector stays
/// only within an emoji.
///
/// - Parameter keepingLineBreaks: for texts of many lines: every kind of line break becomes `\n`.
public func sanitised(_ text: String, keepingLineBreaks: Bool = false) -> String {
  let isHarmless = text.unicodeScalars.allSatisfy {
    $0.isPlain || (keepingLineBreaks && $0 == "\n")
  }
  if isHarmless { return text }
  var kept = String.UnicodeScalarView()
  var previous: Unicode.Scalar = "\n"
  var rest = text.unicodeScalars[...]
  while let scalar = rest.popFirst() {
    if scalar == "\n", previous == "\r" {
      previous = scalar
      continue
    }
    let clean = scalar.sanitised(
      after: kept.last, before: rest.first, keepingLineBreaks: keepingLineBreaks)
    if let clean { kept.append(clean) }
    previous = scalar
  }
  return withFewMarks(String(kept).precomposedStringWithCanonicalMapping)
}

/// The most marks that one base may carry. ncurses keeps no more.
let mostMarks = 4

private func withFewMarks(_ text: String) -> String {
  var kept = String.UnicodeScalarView()
  var marks = mostMarks
  for scalar in text.unicodeScalars {
    if scalar == "\n" {
      marks = mostMarks
    } else if scalar.cellWidth > 0 {
      marks = 0
    } else if marks < mostMarks {
      marks += 1
    } else {
      continue
    }
    kept.append(scalar)
  }
  return String(kept)
}

extension Unicode.Scalar {
  static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
  static let joiner: Unicode.Scalar = "\u{200D}"

  var isEmojiBeyondASCII: Bool { value > 0xFF && properties.isEmoji }

  /// Needs no look at all: no control, no mark, nothing that NFC changes. What most texts consist of.
  fileprivate var isPlain: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x400...0x482, 0x48A...0x52F,
      0x2010...0x2027, 0x2030...0x205E, 0x2116, 0x2190...0x21FF, 0x2500...0x25FF,
      0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FA5, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  /// What stands in its place, or nil when nothing may.
  fileprivate func sanitised(
    after previous: Unicode.Scalar?, before next: Unicode.Scalar?, keepingLineBreaks: Bool
  ) -> Unicode.Scalar? {
    if isPlain { return self }
    switch self {
    case "\t": return " "
    case "\n", "\u{B}", "\u{C}", "\r", "\u{85}", "\u{2028}", "\u{2029}":
      return keepingLineBreaks ? "\n" : " "
    case Self.emojiSelector:
      return previous?.isEmojiBeyondASCII == true ? self : nil
    case Self.joiner:
      let joins = previous == Self.emojiSelector || previous?.isEmojiBeyondASCII == true
      return joins && next?.isEmojiBeyondASCII == true ? self : nil
    default: break
    }
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return nil }
    switch properties.generalCategory {
    case .control, .format, .privateUse, .surrogate: return nil
    case .unassigned: return "\u{FFFD}"
    default: return self
    }
  }
}
