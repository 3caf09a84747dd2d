/// Text and how its bytes spelt it.
public struct DecodedText: Hashable, Sendable {
  public enum Encoding: String, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
  }

  public var text: String
  public var encoding: Encoding
}

/// Why bytes are no text, as the end of a sentence: "it is a PNG image".
public struct NotText: Error, Hashable, Sendable {
  public var reason: String
}

/// Finds out how `bytes` spell text: a byte order mark, then valid UTF-8, then UTF-16 by its zero bytes,
/// then windows-1251 if the high bytes stand together as Cyrillic letters do, else windows-1252.
public func decode(_ bytes: [UInt8]) throws(NotText) -> DecodedText {
  if let kind = binaryKinds.first(where: { bytes.starts(with: $0.magic) }) {
    throw NotText(reason: "it is \(kind.name)")
  }
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
    return DecodedText(text: String(decoding: bytes.dropFirst(3), as: UTF8.self), encoding: .utf8)
  }
  if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), .utf16LittleEndian) }
  if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), .utf16BigEndian) }

  let zeros = bytes.count { $0 == 0 }
  if zeros > 0 {
    // Latin and Cyrillic letters have a zero or a 4 as their high byte; nearly all zeros are on one side.
    let inOddPlaces = stride(from: 1, to: bytes.count, by: 2).count { bytes[$0] == 0 }
    if bytes.count.isMultiple(of: 2), zeros * 10 >= bytes.count {
      if inOddPlaces * 20 >= zeros * 19 { return utf16(bytes[...], .utf16LittleEndian) }
      if inOddPlaces * 20 <= zeros { return utf16(bytes[...], .utf16BigEndian) }
    }
    throw NotText(reason: "it holds zero bytes, as programs and pictures do")
  }
  if let text = String(validating: bytes, as: UTF8.self) {
    return DecodedText(text: text, encoding: .utf8)
  }
  let isControl = { (byte: UInt8) in byte < 0x20 && !(0x09...0x0D).contains(byte) }
  if bytes.count(where: isControl) * 20 > bytes.count {
    throw NotText(reason: "it holds control bytes, as programs and pictures do")
  }
  return isCyrillic(bytes)
    ? DecodedText(text: singleByte(bytes, windows1251), encoding: .windows1251)
    : DecodedText(text: singleByte(bytes, windows1252), encoding: .windows1252)
}

private let binaryKinds: [(magic: [UInt8], name: String)] = [
  ([0x7F, 0x45, 0x4C, 0x46], "a program (ELF)"),
  ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
  ([0xFF, 0xD8, 0xFF], "a JPEG image"),
  (Array("GIF8".utf8), "a GIF image"),
  ([0x1F, 0x8B], "compressed with gzip"),
  ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd"),
  ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"),
  (Array("%PDF-".utf8), "a PDF document"),
  (Array("SQLite format 3".utf8), "an SQLite database"),
]

private func utf16(_ bytes: ArraySlice<UInt8>, _ encoding: DecodedText.Encoding) -> DecodedText {
  let little = encoding == .utf16LittleEndian
  let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
    let (low, high) = little ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
    return UInt16(high) << 8 | UInt16(low)
  }
  return DecodedText(text: String(decoding: units, as: UTF16.self), encoding: encoding)
}

/// Cyrillic words are runs of high letters; in western text a high letter stands among ASCII ones.
private func isCyrillic(_ bytes: [UInt8]) -> Bool {
  var inRuns = 0
  var alone = 0
  var run = 0
  for byte in bytes + [0] {
    if byte >= 0xC0 || byte == 0xA8 || byte == 0xB8 || byte == 0xB3 || byte == 0xBF {
      run += 1
    } else {
      if run > 1 { inRuns += run } else { alone += run }
      run = 0
    }
  }
  return inRuns > alone
}

private func singleByte(_ bytes: [UInt8], _ high: [Unicode.Scalar]) -> String {
  var scalars = String.UnicodeScalarView()
  for byte in bytes { scalars.append(byte < 0x80 ? Unicode.Scalar(byte) : high[Int(byte) - 0x80]) }
  return String(scalars)
}

// The upper halves, from the Unicode Consortium's CP1251.TXT and CP1252.TXT. A place without a character
// is U+FFFD.
private let windows1251: [Unicode.Scalar] =
  Array(
    ("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
      + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя").unicodeScalars)

private let windows1252: [Unicode.Scalar] =
  Array(
    "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars)
  + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }
