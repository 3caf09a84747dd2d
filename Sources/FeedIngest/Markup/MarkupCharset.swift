import Foundation

/// Turns the bytes of a feed into UTF-8 as they come in.
///
/// Whom it believes: a byte order mark, then the XML declaration, then the bytes themselves. A feed that says
/// "UTF-8" and is not is taken for what it looks like.
struct MarkupDecoder {
  /// Nothing is decided before so many bytes are there, or all.
  private static let headLength = 64 << 10

  private var pending: [UInt8] = []
  private var charset: MarkupCharset?

  /// What can be decoded by now.
  mutating func decode(_ bytes: ArraySlice<UInt8>, isLast: Bool) throws(NotText) -> ArraySlice<
    UInt8
  > {
    if charset == nil {
      pending.append(contentsOf: bytes)
      guard isLast || pending.count >= Self.headLength else { return [] }
      let found = try MarkupCharset.recognise(pending.prefix(Self.headLength))
      charset = found.charset
      let rest = pending[found.markLength...]
      pending = []
      return decoded(rest, found.charset, isLast: isLast)
    }
    return decoded(bytes, charset!, isLast: isLast)
  }

  private mutating func decoded(
    _ bytes: ArraySlice<UInt8>, _ charset: MarkupCharset, isLast: Bool
  ) -> ArraySlice<UInt8> {
    switch charset {
    case .utf8: return bytes
    case .singleByte(let table):
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count * 2)
      for byte in bytes {
        if byte < 0x80 {
          text.append(byte)
        } else {
          text.append(contentsOf: table[Int(byte) - 0x80])
        }
      }
      return text[...]
    case .utf16(let isBigEndian): return utf16(bytes, isBigEndian: isBigEndian)[...]
    case .multiByte(let encoding):
      let all = pending + bytes
      // No byte below "0" is ever the second or later one of a character in these charsets.
      let end =
        isLast || all.count > 1 << 20 ? all.count : all.lastIndex { $0 < 0x30 } ?? 0
      pending = Array(all[end...])
      return decoded(all[..<end], encoding)
    }
  }

  private mutating func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    let all = pending + bytes
    var units: [UInt16] = []
    units.reserveCapacity(all.count / 2)
    for index in stride(from: 0, to: all.count - 1, by: 2) {
      let (high, low) = isBigEndian ? (all[index], all[index + 1]) : (all[index + 1], all[index])
      units.append(UInt16(high) << 8 | UInt16(low))
    }
    var used = units.count * 2
    // Half a character waits for its other half.
    if let last = units.last, UTF16.isLeadSurrogate(last) {
      units.removeLast()
      used -= 2
    }
    pending = Array(all[used...])
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// Line by line, so that a broken byte costs one line its letters and not the whole feed.
  private func decoded(_ bytes: ArraySlice<UInt8>, _ encoding: String.Encoding) -> ArraySlice<UInt8>
  {
    if let text = String(data: Data(bytes), encoding: encoding) { return Array(text.utf8)[...] }
    var text: [UInt8] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if let line = String(data: Data(line), encoding: encoding) {
        text.append(contentsOf: line.utf8)
      } else {
        for byte in line { text.append(contentsOf: byte < 0x80 ? [byte] : Array("\u{FFFD}".utf8)) }
      }
      text.append(UInt8(ascii: "\n"))
    }
    return text.dropLast()
  }
}

enum MarkupCharset {
  case utf8
  case utf16(isBigEndian: Bool)
  /// The UTF-8 of the bytes from 0x80 on.
  case singleByte([[UInt8]])
  case multiByte(String.Encoding)

  /// The charset, and how many bytes of mark stand before the text.
  static func recognise(
    _ head: ArraySlice<UInt8>
  ) throws(NotText) -> (charset: MarkupCharset, markLength: Int) {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if head.starts(with: [0xFF, 0xFE]) { return (.utf16(isBigEndian: false), 2) }
    if head.starts(with: [0xFE, 0xFF]) { return (.utf16(isBigEndian: true), 2) }
    // The first character of a feed is a blank or "<": one of its two bytes is zero.
    if head.count > 1, head[head.startIndex] == 0, head[head.startIndex + 1] != 0 {
      return (.utf16(isBigEndian: true), 0)
    }
    if head.count > 1, head[head.startIndex] != 0, head[head.startIndex + 1] == 0 {
      return (.utf16(isBigEndian: false), 0)
    }
    if let label = declaredLabel(head), let charset = declared(label) { return (charset, 0) }
    if isMostlyUTF8(head) { return (.utf8, 0) }
    // Throws when the bytes are no text at all.
    let guessed = try FeedIngest.decode(Array(head)).encoding
    guard guessed == .windows1251 else { return (table(.windowsCP1252), 0) }
    // KOI8-R has its small letters where windows-1251 has the capitals, and hardly a letter below.
    let below = head.count { (0x80..<0xC0).contains($0) }
    let first = head.count { (0xC0..<0xE0).contains($0) }
    let second = head.count { $0 >= 0xE0 }
    return (table(first > 2 * second && first > 10 * below ? .koi8R : .windowsCP1251), 0)
  }

  /// `windows-1251` of `<?xml version="1.0" encoding="windows-1251"?>`, in lower case.
  private static func declaredLabel(_ head: ArraySlice<UInt8>) -> String? {
    let start = head.prefix(1024)
    let text = String(decoding: start.map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self)
    guard let declaration = text.firstRange(of: "<?xml"),
      let end = text[declaration.upperBound...].firstRange(of: ">")
    else { return nil }
    let inside = text[declaration.upperBound..<end.lowerBound]
    guard let name = inside.firstRange(of: "encoding") else { return nil }
    let label = inside[name.upperBound...].drop { " =\"'\t\r\n".contains($0) }
      .prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
    return label.lowercased()
  }

  /// `nil` for UTF-8 and for a name that means nothing, or cannot be true: then the bytes decide.
  private static func declared(_ label: String) -> MarkupCharset? {
    let name = label.filter { $0 != "-" && $0 != "_" }
    switch name {
    // What calls itself Latin 1 is windows-1252 in practice [WHATWG Encoding].
    case "iso88591", "latin1", "windows1252", "cp1252", "usascii", "ascii":
      return table(.windowsCP1252)
    case "windows1251", "cp1251", "win1251": return table(.windowsCP1251)
    case "windows1250", "cp1250": return table(.windowsCP1250)
    case "windows1253", "cp1253": return table(.windowsCP1253)
    case "windows1254", "cp1254", "iso88599", "latin5": return table(.windowsCP1254)
    case "iso88592", "latin2": return table(.isoLatin2)
    case "koi8r", "koi8": return table(.koi8R)
    case "koi8u": return table(.core(0x0A08))
    case "iso88594", "iso88595", "iso88596", "iso88597", "iso88598", "iso885913", "iso885915":
      // kCFStringEncodingISOLatin1 and its followers stand in order.
      return table(.core(0x0200 + (UInt(name.dropFirst(7)) ?? 1)))
    case "gb2312", "gbk", "gb18030", "cp936": return .multiByte(.core(0x0632))
    case "big5": return .multiByte(.core(0x0A03))
    case "euckr", "ksc56011987": return .multiByte(.core(0x0940))
    case "shiftjis", "sjis": return .multiByte(.shiftJIS)
    default: return nil
    }
  }

  /// Nearly all bytes beyond ASCII are parts of well-formed characters.
  private static func isMostlyUTF8(_ head: ArraySlice<UInt8>) -> Bool {
    var (good, bad) = (0, 0)
    var index = head.startIndex
    while index < head.endIndex {
      let byte = head[index]
      index += 1
      guard byte >= 0x80 else { continue }
      let length = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0
      let rest = head[index...].prefix(length)
      if rest.endIndex == head.endIndex, rest.count < length { break }
      if length > 0, rest.allSatisfy({ (0x80..<0xC0).contains($0) }) {
        good += 1
        index += length
      } else {
        bad += 1
      }
    }
    return bad * 10 <= good
  }

  private static func table(_ encoding: String.Encoding) -> MarkupCharset {
    .singleByte(
      (UInt8(0x80)...0xFF).map {
        Array((String(data: Data([$0]), encoding: encoding) ?? "\u{FFFD}").utf8)
      })
  }
}

extension String.Encoding {
  fileprivate static let koi8R = core(0x0A02)

  /// An encoding of Core Foundation, which Foundation reads too but has no name for.
  fileprivate static func core(_ number: UInt) -> Self { Self(rawValue: 0x8000_0000 | number) }
}
