/// The name of an element: what its prefix stands for, and the rest in lower case.
struct MarkupName: Hashable {
  enum Space: Hashable {
    /// The feed's own: RSS, or Atom or CAP where the root is theirs.
    case main
    case atom, cap, content, dublinCore, feedburner, gdacs, geo, georss, gml, rdf, yandex, xml
    case unknown
  }

  var space: Space
  var local: String
}

/// An element inside an item. Offsets are into the item's bytes.
struct MarkupNode {
  var name: MarkupName
  var attributes: Range<Int>
  var inner: Range<Int>
  /// The index of the element around it. `nil` for those directly in the item.
  var parent: Int?
}

/// One item of a feed as it stands there.
struct MarkupItem {
  var bytes: [UInt8]
  /// Those of its own tag.
  var attributes: Range<Int>
  /// In the order of their beginnings; those nested very deeply are left out.
  var nodes: [MarkupNode]

  func text(of node: MarkupNode?, as form: MarkupText.Form) -> String? {
    guard let node else { return nil }
    let text = MarkupText.text(bytes, node.inner, as: form)
    return text.isEmpty ? nil : text
  }

  func value(of node: MarkupNode?) -> String? {
    guard let node else { return nil }
    let value = MarkupText.value(bytes, node.inner)
    return value.isEmpty ? nil : value
  }

  func attribute(_ name: String, of node: MarkupNode) -> String? {
    attributeValue(name, in: node.attributes, of: bytes)
  }

  /// The elements called `local` directly in `parent`, or directly in the item.
  func children(_ local: String, of parent: Int?) -> [Int] {
    indices(in: parent).filter { nodes[$0].parent == parent && nodes[$0].name.local == local }
  }

  func index(_ local: String, in parent: Int?) -> Int? {
    indices(in: parent).first { nodes[$0].parent == parent && nodes[$0].name.local == local }
  }

  /// All that stands in `parent`, however deeply: it follows its parent.
  private func indices(in parent: Int?) -> some Sequence<Int> {
    let start = parent.map { $0 + 1 } ?? 0
    return (start..<nodes.count).lazy.prefix { index in
      parent == nil || nodes[index].parent ?? -1 >= parent!
    }
  }

  /// The text of the first element called `local` in `parent`.
  func value(_ local: String, in parent: Int?) -> String? {
    index(local, in: parent).flatMap { value(of: nodes[$0]) }
  }
}

/// The value of an attribute, quoted or not. `nil` when it is not there, or empty.
func attributeValue(_ name: String, in range: Range<Int>, of bytes: [UInt8]) -> String? {
  var found: String?
  forEachAttribute(in: range, of: bytes) { key, value in
    guard found == nil, key.count == name.utf8.count,
      zip(bytes[key], name.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { return }
    let text = MarkupText.value(bytes, value)
    if !text.isEmpty { found = text }
  }
  return found
}

func forEachAttribute(
  in range: Range<Int>, of bytes: [UInt8], _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void
) {
  var index = range.lowerBound
  let end = range.upperBound
  func skipSpace() { while index < end, isMarkupSpace(bytes[index]) { index += 1 } }
  while true {
    skipSpace()
    let start = index
    while index < end, !isMarkupSpace(bytes[index]), bytes[index] != UInt8(ascii: "=") {
      index += 1
    }
    let name = start..<index
    skipSpace()
    guard index < end else { return }
    guard bytes[index] == UInt8(ascii: "=") else { continue }
    index += 1
    skipSpace()
    guard index < end else { return }
    let quote = bytes[index]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let close = bytes.offset(of: quote, from: index + 1, to: end) ?? end
      body(name, index + 1..<close)
      index = min(close + 1, end)
    } else {
      let value = index
      while index < end, !isMarkupSpace(bytes[index]) { index += 1 }
      body(name, value..<index)
    }
  }
}

/// What prefixes stand for. Feeds forget to declare them, so the usual ones need no declaration.
struct MarkupNamespaces {
  private var spaces: [String: MarkupName.Space] = [
    "": .main, "atom": .atom, "atom10": .atom, "a10": .atom, "cap": .cap, "content": .content,
    "dc": .dublinCore, "feedburner": .feedburner, "gdacs": .gdacs, "geo": .geo, "georss": .georss,
    "gml": .gml, "rdf": .rdf, "yandex": .yandex, "xml": .xml,
  ]

  /// That of the root: its elements are the feed's own, whatever it is declared to be.
  private var mainPrefix = ""

  /// Takes the declarations of a tag outside the items.
  mutating func declare(in attributes: Range<Int>, of bytes: [UInt8]) {
    forEachAttribute(in: attributes, of: bytes) { name, value in
      guard bytes.holds(Array("xmlns:".utf8), at: name.lowerBound) else { return }
      let prefix = String(decoding: bytes[name.lowerBound + 6..<name.upperBound], as: UTF8.self)
      let uri = String(decoding: bytes[value], as: UTF8.self).lowercased()
      if let known = knownSpaces.first(where: { uri.contains($0.uri) }) {
        spaces[prefix] = known.space
      }
    }
  }

  /// - Parameter name: that of the root.
  mutating func setMain(prefixOf name: Range<Int>, of bytes: [UInt8]) {
    if let colon = bytes.offset(of: UInt8(ascii: ":"), from: name.lowerBound, to: name.upperBound) {
      let prefix = String(decoding: bytes[name.lowerBound..<colon], as: UTF8.self)
      // RSS 1.0 has a root that is not of RSS.
      if spaces[prefix] != .rdf { mainPrefix = prefix }
    }
  }

  func name(_ range: Range<Int>, of bytes: [UInt8]) -> MarkupName {
    let colon = bytes.offset(of: UInt8(ascii: ":"), from: range.lowerBound, to: range.upperBound)
    guard let colon else { return MarkupName(space: .main, local: lowercased(range, bytes)) }
    let prefix = String(decoding: bytes[range.lowerBound..<colon], as: UTF8.self)
    return MarkupName(
      space: prefix == mainPrefix ? .main : spaces[prefix] ?? .unknown,
      local: lowercased(colon + 1..<range.upperBound, bytes))
  }

  private func lowercased(_ range: Range<Int>, _ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: range.count) { text in
      for (index, byte) in bytes[range].enumerated() {
        text[index] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      return range.count
    }
  }
}

private let knownSpaces: [(uri: String, space: MarkupName.Space)] = [
  ("www.w3.org/2005/atom", .atom), ("purl.org/atom/ns", .atom),
  ("purl.org/rss/1.0/modules/content", .content),
  ("purl.org/dc/", .dublinCore), ("rssnamespace.org/feedburner", .feedburner),
  ("feedburner.com", .feedburner), ("www.gdacs.org", .gdacs), ("wgs84_pos", .geo),
  ("georss.org/georss", .georss), ("opengis.net/gml", .gml), ("rdf-syntax-ns", .rdf),
  ("emergency:cap", .cap), ("incident.com/cap", .cap), ("yandex.ru", .yandex),
]
