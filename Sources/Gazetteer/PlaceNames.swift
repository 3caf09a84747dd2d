// Which names stand in a text, and whether they may be places.

extension PlaceFinder {
  func names(in text: TextBytes) -> [Name] {
    var names: [Name] = []
    var meanings: [PlaceIndex.Meaning] = []
    var position = 0
    while position < text.count {
      let first = text[position]
      guard first.isWordByte else {
        position += 1
        continue
      }
      let start = position
      // Cyrillic letters begin with 0xD0...0xD2: see CyrillicFinder.
      guard first.isUppercase || (first >= 0xC3 && !(0xD0...0xD2 ~= first)) else {
        while position < text.count, text[position].isWordByte { position += 1 }
        continue
      }
      var hash = WordHash()
      while position < text.count, text[position].isWordByte {
        hash.add(text[position])
        position += 1
      }
      var end = index.longest(in: text, at: start, hash: hash, ignoringCase: false, into: &meanings)
      if end == nil, position - start > 3, text[start + 1].isUppercase {
        // KHARKIV is Kharkiv.
        let hash = WordHash(capitalising: text[start..<position])
        end = index.longest(in: text, at: start, hash: hash, ignoringCase: true, into: &meanings)
      }
      let sign = end == nil ? text.softSign(at: position) : 0
      if sign > 0 {
        position = skipSoftSigns(in: text, from: position, hash: &hash)
        end = index.longest(in: text, at: start, hash: hash, ignoringCase: false, into: &meanings)
      }
      guard let end else { continue }
      position = end
      names.append(name(start, end, meanings, after: &names, in: text, position: &position))
      if names[names.count - 1].meanings.isEmpty { names.removeLast() }
    }
    return names
  }

  /// Goes on to the end of a word with soft signs, as if it had none.
  private func skipSoftSigns(
    in text: TextBytes, from start: Int, hash: inout WordHash
  ) -> Int {
    var position = start
    while position < text.count {
      position += text.softSign(at: position)
      guard position < text.count, text[position].isWordByte else { break }
      hash.add(text[position])
      position += 1
    }
    return position
  }

  /// The name with these meanings, and with the word for its kind that may follow it.
  private func name(
    _ start: Int, _ end: Int, _ meanings: [PlaceIndex.Meaning], after names: inout [Name],
    in text: TextBytes, position: inout Int
  ) -> Name {
    var name = Name(start: start, end: end, meanings: [], regionMeanings: [])
    for meaning in meanings {
      if meaning.needsKind {
        name.regionMeanings.append(meaning.place)
      } else {
        name.meanings.append(meaning.place)
      }
    }
    if name.regionMeanings.isEmpty {
      for place in name.meanings where index.places[place].kind == .region {
        name.regionMeanings.append(place)
      }
    }
    guard let next = text.word(after: end), !name.regionMeanings.isEmpty else { return name }
    let kind = text.string(next)
    if PlaceWords.kinds.contains(kind) || PlaceWords.pluralKinds.contains(kind) {
      name.meanings = name.regionMeanings
      name.end = next.upperBound
      name.endsInKind = true
      position = next.upperBound
    }
    if PlaceWords.pluralKinds.contains(kind) {
      // "the Kharkiv, Sumy and Chernihiv regions"
      var start = name.start
      for i in names.indices.reversed() {
        let between = text.gap(names[i].end, start)
        guard [", ", " and ", ", and "].contains(between), !names[i].regionMeanings.isEmpty else {
          break
        }
        names[i].meanings = names[i].regionMeanings
        names[i].endsInKind = true
        start = names[i].start
      }
    }
    return name
  }

  /// Whether nothing beside the name says that it is part of something else: of a person's name
  /// ("Jack London"), a paper's ("The Moscow Times"), an address or an adjective ("Kyiv-based").
  func isCandidate(_ names: [Name], _ i: Int, in text: TextBytes) -> Bool {
    let name = names[i]
    let followsName = i > 0 && names[i - 1].end + 1 == name.start
    let precedesName = i + 1 < names.count && name.end + 1 == names[i + 1].start
    if name.start > 0 {
      switch text[name.start - 1] {
      case UInt8(ascii: "-"), UInt8(ascii: "/"): if !followsName { return false }
      case UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "_"): return false
      default: break
      }
    }
    if name.end < text.count {
      switch text[name.end] {
      case UInt8(ascii: "-"): if !precedesName { return false }
      case UInt8(ascii: "@"), UInt8(ascii: "_"): return false
      case UInt8(ascii: "."):
        if name.end + 1 < text.count, text[name.end + 1].isWordByte { return false }
      default: break
      }
    }

    let previous = text.word(before: name.start)
    let next = text.word(after: name.end)
    if let next, !name.endsInKind, PlaceWords.otherKinds.contains(text.string(next)) {
      return false
    }
    if let previous, PlaceWords.clubs.contains(text.string(previous)) { return false }
    if name.endsInKind { return true }

    // "J. Washington"
    if name.start > 2, text.has(". ", at: name.start - 2), text[name.start - 3].isUppercase,
      name.start == 3 || text[name.start - 4].isSpace
    {
      return false
    }
    if isRiver(name, previous: previous, next: next, in: text) { return false }
    // The words of another line are no part of a name: a headline has no full stop.
    if let previous, text.isCapitalised(previous), !text.beginsLine(at: name.start),
      !(followsName && names[i - 1].isCandidate)
    {
      let word = text.string(previous)
      if !PlaceWords.openings.contains(word), !PlaceWords.parts.contains(word) {
        return text.isHeadline(around: name.start)
      }
    }
    if let next, text.isCapitalised(next), !text.endsLine(at: name.end), !precedesName,
      !PlaceWords.openings.contains(text.string(next)), !leadsToCompanion(next, in: text)
    {
      return text.isHeadline(around: name.start)
    }
    return true
  }

  /// Whether a companion ends the capitalised words that begin here: "Mykolaiv Oncology Hospital".
  private func leadsToCompanion(_ first: Range<Int>, in text: TextBytes) -> Bool {
    var word = first
    for _ in 0..<4 {
      guard text[word.lowerBound].isUppercase else {
        // "Drama theatre"
        let string = text.string(word)
        return PlaceWords.companions.contains(string.prefix(1).uppercased() + string.dropFirst())
      }
      if PlaceWords.companions.contains(text.string(word)) { return true }
      guard let next = text.word(after: word.upperBound) else { return false }
      word = next
    }
    return false
  }

  /// "across the Dnipro", "the Donets river": towns have no article.
  private func isRiver(
    _ name: Name, previous: Range<Int>?, next: Range<Int>?, in text: TextBytes
  ) -> Bool {
    guard let previous, previous.count == 3, text.has("he ", at: previous.lowerBound + 1),
      name.meanings.allSatisfy({ index.places[$0].kind == .city })
    else { return false }
    guard let next, !text.endsLine(at: name.end) else {
      return name.end == text.count || !text[name.end].isJoint
    }
    return PlaceWords.afterRivers.contains(text.string(next))
  }

  /// Whether the text says that it is a village: no city of the same name.
  func isVillage(_ name: Name, in text: TextBytes) -> Bool {
    if let next = text.word(after: name.end), isVillage(next, in: text) { return true }
    guard let previous = text.word(before: name.start) else { return false }
    if !text.has("of ", at: previous.lowerBound) { return isVillage(previous, in: text) }
    return text.word(before: previous.lowerBound).map { isVillage($0, in: text) } ?? false
  }

  private func isVillage(_ word: Range<Int>, in text: TextBytes) -> Bool {
    word.count == 7 && text.has("illage", at: word.lowerBound + 1)
      || word.count == 6 && text.has("hamlet", at: word.lowerBound)
  }
}
