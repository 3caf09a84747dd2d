// Which names stand in a Cyrillic text, and whether they may be places.

extension CyrillicFinder {
  func names(in words: CyrillicText, _ text: TextBytes) -> [Name] {
    var names: [Name] = []
    var meanings: [PlaceIndex.Meaning] = []
    var number = 0
    while number < words.words.count {
      let count =
        words.words[number].isCapitalised
        ? index.longest(in: words, at: number, text, into: &meanings) : 0
      guard count > 0 else {
        number += 1
        continue
      }
      var name = Name(
        start: words.words[number].start, end: 0, first: number, last: number + count - 1,
        meanings: meanings.filter { !$0.needsKind }.map(\.place),
        adjectives: meanings.filter(\.needsKind).map(\.place))
      if let kind = kind(after: name.last, in: words, text), !name.adjectives.isEmpty {
        name.last = kind
        name.endsInKind = true
      } else if number > 0,
        lexicon.republics.contains(where: words[words.words[number - 1]].starts),
        text.joins(words.words[number - 1].end, name.start)
      {
        // "Республике Крым"
        name.first = number - 1
        name.start = words.words[number - 1].start
        name.endsInKind = name.meanings.contains { known.index.places[$0].kind == .region }
      }
      name.end = words.words[name.last].end
      number = name.last + 1
      names.append(name)
    }
    spreadKinds(&names, in: text)
    names.removeAll { $0.meanings.isEmpty }
    return names
  }

  /// The last word of those for a region's kind that follow the word `number`.
  private func kind(after number: Int, in words: CyrillicText, _ text: TextBytes) -> Int? {
    for next in (number + 1)..<(number + 3) {
      guard next < words.words.count,
        text.joins(words.words[next - 1].end, words.words[next].start)
      else { return nil }
      let word = words[words.words[next]]
      if lexicon.kinds.contains(Array(word)) { return next }
      guard word.starts(with: lexicon.autonomous) else { return nil }
    }
    return nil
  }

  /// Gives the word for a kind at the end of a list to all of it.
  private func spreadKinds(_ names: inout [Name], in text: TextBytes) {
    for i in names.indices.reversed() {
      let isInList =
        i + 1 < names.count && names[i + 1].endsInKind && !names[i + 1].adjectives.isEmpty
        && lexicon.joints.contains(text.gap(names[i].end, names[i + 1].start))
      if names[i].endsInKind || isInList, !names[i].adjectives.isEmpty {
        names[i].meanings = names[i].adjectives
        names[i].endsInKind = true
      }
    }
  }

  func support(
    _ names: [Name], _ i: Int, in words: CyrillicText, _ text: TextBytes
  ) -> Name.Support {
    let name = names[i]
    if name.endsInKind { return .place }
    let followsName = i > 0 && names[i - 1].end + 1 == name.start
    let precedesName = i + 1 < names.count && name.end + 1 == names[i + 1].start
    // "Москва-река", "Газпром-Югра", "@Киев", ".РФ"
    if name.start > 0 {
      switch text[name.start - 1] {
      case UInt8(ascii: "-"): if !followsName { return .none }
      case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "."): return .none
      default: break
      }
    }
    if name.end < text.count, text[name.end] == UInt8(ascii: "-") || text[name.end] == 0x5F,
      !precedesName
    {
      return .none
    }
    // A ship, a paper, a hotel: «Москва»
    if text.has("«", at: name.start - 2), text.has("»", at: name.end) { return .none }

    let previous = word(before: name, in: words, text)
    let next = word(after: name, in: words, text)
    let isAmbiguous = name.meanings.allSatisfy { ambiguous.contains($0) }
    if let previous {
      let letters = Array(words[previous])
      if lexicon.clubs.contains(letters) { return .none }
      if lexicon.settlements.contains(letters) { return .place }
      if lexicon.prepositions.contains(letters) {
        // "в Кирове" but not "о Кирове" nor "у Владимира Путина"
        if isAmbiguous, let next, next.isCapitalised, !precedesName { return .none }
        return .place
      }
      if isAmbiguous, previous.isCapitalised, !followsName { return .none }
    }
    if isAmbiguous, let next, next.isCapitalised, !precedesName { return .none }
    // "в Вене и Гааге"
    if i > 0, names[i - 1].support == .place,
      lexicon.joints.contains(text.gap(names[i - 1].end, name.start))
    {
      return .place
    }
    return .silent
  }

  /// The word that one space sets apart from the name; what ends a short form may stand between:
  /// "г. Киров".
  func word(before name: Name, in words: CyrillicText, _ text: TextBytes) -> CyrillicText.Word? {
    guard name.first > 0 else { return nil }
    let word = words.words[name.first - 1]
    let isNext =
      text.joins(word.end, name.start)
      || (word.letters.count < 4 && [". ", "."].contains(text.gap(word.end, name.start)))
    return isNext ? word : nil
  }

  func word(after name: Name, in words: CyrillicText, _ text: TextBytes) -> CyrillicText.Word? {
    guard name.last + 1 < words.words.count else { return nil }
    let word = words.words[name.last + 1]
    return text.joins(name.end, word.start) ? word : nil
  }
}
