/// What a reader would see of the inside of an element.
///
/// Two layers are taken off: that of the feed (CDATA, comments, references) and that of the HTML which the
/// feed carries as text (tags, references). Feeds escape once too often or too rarely, so references are
/// decoded while there are any, but at most twice.
struct MarkupText {
  enum Form {
    /// A title: white space of every kind is one blank.
    case line
    /// Paragraphs with a blank line between them.
    case paragraphs
  }

  /// Text without white space around it; empty when there is nothing to read.
  static func text(_ bytes: [UInt8], _ range: Range<Int>, as form: Form) -> String {
    let range = bytes.trimmed(range)
    if isPlain(bytes, range) { return String(decoding: bytes[range], as: UTF8.self) }
    let (markup, wasDecoded) = unwrapped(bytes, range)
    var html = HTMLText(form: form)
    html.write(markup)
    if html.hasDecoded, !wasDecoded || html.holdsTags {
      let once = html.text
      html = HTMLText(form: form, decodes: !wasDecoded, onlyKnownTags: true)
      html.write(once)
    }
    return String(decoding: html.text, as: UTF8.self)
  }

  /// A link, an id or a date: only the feed's own layer is taken off.
  static func value(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let range = bytes.trimmed(range)
    if isPlain(bytes, range) { return String(decoding: bytes[range], as: UTF8.self) }
    let inner = unwrapped(bytes, range).markup.filter { $0 >= 0x20 && $0 != 0x7F }
    return String(decoding: inner[inner.trimmed(inner.indices)], as: UTF8.self)
  }

  /// Nothing to take off and nothing to clean.
  private static func isPlain(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let isPlain = isPlainByte
      return bytes[range].allSatisfy { isPlain[Int($0)] }
    }
  }

  /// Without CDATA marks, comments and instructions, references decoded; tags stay.
  private static func unwrapped(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> (markup: [UInt8], wasDecoded: Bool) {
    var markup: [UInt8] = []
    markup.reserveCapacity(range.count)
    var wasDecoded = false
    var (index, end) = (range.lowerBound, range.upperBound)
    func after(_ ending: [UInt8], from start: Int) -> Int {
      bytes.offset(of: ending, from: start, to: end).map { $0 + ending.count } ?? end
    }
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&"),
        let reference = CharacterReference(in: bytes, at: index, end: end)
      {
        markup.append(contentsOf: UTF8.encode(reference.scalar)!)
        index += reference.length
        wasDecoded = true
      } else if byte == UInt8(ascii: "<"), bytes.holds(cdataStart, at: index) {
        let close = bytes.offset(of: cdataEnd, from: index + cdataStart.count, to: end)
        markup.append(contentsOf: bytes[min(index + cdataStart.count, end)..<(close ?? end)])
        index = close.map { $0 + cdataEnd.count } ?? end
      } else if byte == UInt8(ascii: "<"), bytes.holds(commentStart, at: index) {
        index = after(Array("-->".utf8), from: index + 4)
      } else if byte == UInt8(ascii: "<"), index + 1 < end,
        bytes[index + 1] == UInt8(ascii: "?") || bytes[index + 1] == UInt8(ascii: "!")
      {
        index = after(Array(">".utf8), from: index + 2)
      } else {
        let run = index
        repeat { index += 1 } while index < end && bytes[index] != 0x26 && bytes[index] != 0x3C
        markup.append(contentsOf: bytes[run..<index])
      }
    }
    return (markup, wasDecoded)
  }
}

/// Bytes that stand for themselves: not those of markup, nor C2, E2 and EF, which begin the blanks and the
/// invisible characters that are cleaned away.
private let isPlainByte: [Bool] = (UInt8.min...UInt8.max).map {
  $0 >= 0x20 && ![0x26, 0x3C, 0x7F, 0xC2, 0xE2, 0xEF].contains($0)
}

/// Writes HTML as text.
private struct HTMLText {
  var text: [UInt8] = []
  private(set) var hasDecoded = false
  private let form: MarkupText.Form
  private let decodes: Bool
  private let onlyKnownTags: Bool
  /// Newlines mean nothing in HTML and something in plain text.
  private var isHTML = false
  private var isSpaceDue = false
  private var breaksDue = 0
  /// Tags whose inside is not for reading and that were looked for the end of in vain.
  private var endless: Set<TagName> = []

  init(form: MarkupText.Form, decodes: Bool = true, onlyKnownTags: Bool = false) {
    self.form = form
    self.decodes = decodes
    self.onlyKnownTags = onlyKnownTags
  }

  var holdsTags: Bool { holdsTags(text) }

  mutating func write(_ html: [UInt8]) {
    text.reserveCapacity(html.count)
    isHTML = holdsTags(html)
    var index = 0
    while index < html.count {
      let byte = html[index]
      switch byte {
      case UInt8(ascii: "<") where isTag(html, at: index): index = afterTag(html, at: index)
      case UInt8(ascii: "&"):
        if decodes, let reference = CharacterReference(in: html, at: index, end: html.count) {
          write(reference.scalar)
          hasDecoded = true
          index += reference.length
        } else {
          put(byte)
          index += 1
        }
      case 0xC2 where index + 1 < html.count:
        // Next-line, other control characters, the no-break space, the soft hyphen.
        switch html[index + 1] {
        case 0x85: newline()
        case 0x80...0x9F, 0xAD: break
        case 0xA0: isSpaceDue = true
        default:
          put(byte)
          put(html[index + 1])
        }
        index += 2
      case 0xE2 where index + 2 < html.count:
        switch (html[index + 1], html[index + 2]) {
        // Zero-width space, word joiner.
        case (0x80, 0x8B), (0x81, 0xA0): break
        // The blanks of other widths.
        case (0x80, 0x80...0x8A), (0x80, 0xAF): isSpaceDue = true
        case (0x80, 0xA8), (0x80, 0xA9): newline()
        default: for offset in 0..<3 { put(html[index + offset]) }
        }
        index += 3
      case 0xEF where html.holds([0xEF, 0xBB, 0xBF], at: index): index += 3
      case UInt8(ascii: "\n"):
        newline()
        index += 1
      case UInt8(ascii: "\r"):
        if index + 1 == html.count || html[index + 1] != UInt8(ascii: "\n") { newline() }
        index += 1
      case 0x20, 0x09, 0x0B, 0x0C:
        isSpaceDue = true
        index += 1
      case ..<0x20, 0x7F: index += 1
      default:
        put(byte)
        index += 1
        let end = endOfRun(html, from: index)
        text.append(contentsOf: html[index..<end])
        index = end
      }
    }
  }

  /// The end of what can be taken as it stands: words with one blank between them.
  private func endOfRun(_ html: [UInt8], from start: Int) -> Int {
    html.withUnsafeBufferPointer { html in
      let isPlain = isPlainByte
      var index = start
      while index < html.count, isPlain[Int(html[index])],
        html[index] != 0x20
          || (index + 1 < html.count && html[index + 1] != 0x20 && isPlain[Int(html[index + 1])])
      {
        index += 1
      }
      return index
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": break
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": newline()
    case " ", "\t", "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}": isSpaceDue = true
    case ..<" ", "\u{7F}"..."\u{9F}": break
    default: for byte in UTF8.encode(scalar)! { put(byte) }
    }
  }

  private mutating func newline() {
    if isHTML { isSpaceDue = true } else { breaksDue += 1 }
  }

  private mutating func put(_ byte: UInt8) {
    if !text.isEmpty {
      if breaksDue > 0, form == .paragraphs {
        text.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: min(breaksDue, 2)))
      } else if breaksDue > 0 || isSpaceDue {
        text.append(0x20)
      }
    }
    breaksDue = 0
    isSpaceDue = false
    text.append(byte)
  }

  // MARK: Tags

  private func holdsTags(_ html: [UInt8]) -> Bool {
    var start = 0
    while let open = html.offset(of: UInt8(ascii: "<"), from: start) {
      if isTag(html, at: open) { return true }
      start = open + 1
    }
    return false
  }

  private func isTag(_ html: [UInt8], at index: Int) -> Bool {
    guard html[index] == UInt8(ascii: "<"), index + 1 < html.count else { return false }
    var start = index + 1
    if html[start] == UInt8(ascii: "/") { start += 1 }
    guard start < html.count else { return false }
    if onlyKnownTags { return tagRoles[name(html, at: start)] != nil }
    return (0x61...0x7A).contains(html[start] | 0x20) || html[start] == UInt8(ascii: "!")
  }

  /// In lower case.
  private func name(_ html: [UInt8], at start: Int) -> TagName {
    var name = TagName()
    for byte in html[start...].prefix(8) {
      guard (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) else { break }
      name.append(byte | 0x20)
    }
    return name
  }

  /// Breaks the text as the tag does. A tag that never ends swallows the rest, as in a browser.
  private mutating func afterTag(_ html: [UInt8], at open: Int) -> Int {
    if html.holds(commentStart, at: open) {
      return html.offset(of: Array("-->".utf8), from: open + 4).map { $0 + 3 } ?? html.count
    }
    let isClosing = html[open + 1] == UInt8(ascii: "/")
    let name = name(html, at: open + (isClosing ? 2 : 1))
    let end = endOfTag(html, from: open)
    switch tagRoles[name] {
    case .unseen where !isClosing && !endless.contains(name):
      let close = html.offset(of: [UInt8(ascii: "<"), UInt8(ascii: "/")] + name.bytes, from: end)
      if let close { return endOfTag(html, from: close) }
      endless.insert(name)
    case .paragraph: breaksDue = 2
    case .line: breaksDue += isClosing ? 0 : 1
    case .cell: isSpaceDue = true
    default: break
    }
    return end
  }
}

/// After the first `>` that does not stand in a quoted value; after the first at all where a quote has no end.
private func endOfTag(_ html: [UInt8], from open: Int) -> Int {
  guard let first = html.offset(of: UInt8(ascii: ">"), from: open) else { return html.count }
  var quote: UInt8?
  // Values with a ">" are short.
  for index in open..<min(first + 4096, html.count) {
    switch html[index] {
    case UInt8(ascii: ">") where quote == nil: return index + 1
    case quote: quote = nil
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if quote == nil, html[index - 1] == UInt8(ascii: "=") { quote = html[index] }
    default: break
    }
  }
  return first + 1
}

/// The first eight bytes of a tag's name: enough to tell those apart that matter.
private struct TagName: Hashable {
  private var packed: UInt64 = 0

  init(_ name: String = "") { for byte in name.utf8.prefix(8) { append(byte) } }

  mutating func append(_ byte: UInt8) { packed = packed << 8 | UInt64(byte) }

  var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: packed >> (56 - 8 * $0)) }.filter { $0 != 0 }
  }
}

private enum TagRole {
  case paragraph, line, cell, inline
  /// Its inside is not for reading.
  case unseen
}

private let tagRoles: [TagName: TagRole] = {
  var roles: [TagName: TagRole] = [:]
  func add(_ role: TagRole, _ names: String) {
    for name in names.split(separator: " ") { roles[TagName(String(name))] = role }
  }
  add(
    .paragraph,
    "p div blockquote h1 h2 h3 h4 h5 h6 ul ol dl table pre section article figure hr header footer aside"
  )
  add(.line, "br li tr dt dd figcaption")
  add(.cell, "td th")
  add(.unseen, "script style head iframe noscript svg")
  add(
    .inline,
    "a b i u s em strong span img font small big sup sub center tbody thead code tt cite q abbr html body"
  )
  return roles
}()
