/// A character reference and how long it is, in bytes.
struct CharacterReference {
  var scalar: Unicode.Scalar
  var length: Int

  /// The one that begins at `offset`, where an `&` stands. `nil` when it is a bare `&`, as in links.
  ///
  /// Numbers need no semicolon at the end; names do.
  init?(in bytes: [UInt8], at offset: Int, end: Int) {
    var index = offset + 1
    guard index < end else { return nil }
    if bytes[index] == UInt8(ascii: "#") {
      index += 1
      let isHex = index < end && bytes[index] | 0x20 == UInt8(ascii: "x")
      if isHex { index += 1 }
      let start = index
      var value: UInt32 = 0
      while index < end, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue,
        isHex || digit < 10
      {
        value = min(value * (isHex ? 16 : 10) + UInt32(digit), 0x110000)
        index += 1
      }
      guard index > start else { return nil }
      if index < end, bytes[index] == UInt8(ascii: ";") { index += 1 }
      scalar = Self.scalar(value)
    } else {
      let start = index
      while index < end, index - start < 10, isNameByte(bytes[index]) { index += 1 }
      guard index < end, index > start, bytes[index] == UInt8(ascii: ";"),
        let named = htmlEntities[String(decoding: bytes[start..<index], as: UTF8.self)]
      else { return nil }
      scalar = named
      index += 1
    }
    length = index - offset
  }

  /// Numbers 128 to 159 mean windows-1252, as HTML has it.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    if (0x80..<0xA0).contains(value) { return windows1252Controls[Int(value) - 0x80] }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

private func isNameByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
}

private let windows1252Controls: [Unicode.Scalar] = Array(
  "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

/// The names that feeds use [HTML 4.01, 24].
private let htmlEntities: [String: Unicode.Scalar] = {
  // U+00A0 to U+00FF have names in order.
  let latin = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde \
    Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute \
    Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde \
    auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute \
    ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
    """
  var entities: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    "ndash": "–", "mdash": "—", "horbar": "―", "lsquo": "‘", "rsquo": "’", "sbquo": "‚",
    "ldquo": "“", "rdquo": "”", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›", "hellip": "…",
    "bull": "•", "dagger": "†", "Dagger": "‡", "permil": "‰", "prime": "′", "Prime": "″",
    "euro": "€", "trade": "™", "numero": "№", "minus": "−", "infin": "∞", "asymp": "≈", "ne": "≠",
    "le": "≤", "ge": "≥", "larr": "←", "uarr": "↑", "rarr": "→", "darr": "↓", "harr": "↔",
    "OElig": "Œ", "oelig": "œ", "Scaron": "Š", "scaron": "š", "Yuml": "Ÿ", "fnof": "ƒ",
    "circ": "ˆ", "tilde": "˜", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
    "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}", "rlm": "\u{200F}",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "mu": "μ", "pi": "π", "sigma": "σ",
    "Delta": "Δ", "Omega": "Ω", "check": "✓", "star": "☆", "hearts": "♥",
  ]
  for (index, name) in latin.split(separator: " ").enumerated() {
    entities[String(name)] = Unicode.Scalar(UInt8(0xA0 + index))
  }
  return entities
}()
