import Incidents

// Which of the places of one name is meant in a Cyrillic text, and whether it is a government.

extension CyrillicFinder {
  /// Settles what a region beside it tells: "Донецк Ростовской области", "Киров (Россия)".
  func settleByContext(_ names: inout [Name], in text: TextBytes) {
    for i in names.indices.reversed() {
      for outer in [i + 1, i - 1] where names.indices.contains(outer) {
        let gap =
          outer > i
          ? text.gap(names[i].end, names[outer].start) : text.gap(names[outer].end, names[i].start)
        guard names[i].place == nil, [" ", ", ", " (", " в ", " у "].contains(gap) else { continue }
        settle(&names, i, within: outer)
      }
    }
  }

  private func settle(_ names: inout [Name], _ inner: Int, within outer: Int) {
    let places = known.index.places
    for container in names[outer].place.map({ [$0] }) ?? names[outer].meanings
    where places[container].kind != .city {
      let region = places[container].region
      let inside = names[inner].meanings.filter {
        places[$0].region.lies(in: region)
          && (places[$0].kind == .city || places[$0].region != region)
      }
      if let place = known.best(of: inside) {
        names[inner].place = place
        names[outer].place = container
        return
      }
    }
  }

  /// Settles the rest: the best-known place of that name, unless the text is about a region or a
  /// country with one nearly as large; none without support where it may be no place at all.
  func settleByFame(_ names: inout [Name]) {
    let places = known.index.places
    let settled = names.compactMap { name -> Region.ID? in
      let isClear = name.meanings.count == 1 && !ambiguous.contains(name.meanings[0])
      return (name.place ?? (isClear ? name.meanings[0] : nil)).map { places[$0].region }
    }
    let regions = Set(settled)
    let countries = Set(settled.map(\.country))
    for i in names.indices where names[i].place == nil {
      let meanings = names[i].meanings
      let inRegion = known.best(of: meanings.filter { regions.contains(places[$0].region) })
      let inCountry = known.best(
        of: meanings.filter { countries.contains(places[$0].region.country) })
      let famous = known.best(of: meanings)
      var choice = inRegion ?? inCountry ?? famous
      if let famous, let local = choice,
        places[famous].kind == .country || known.people(in: famous) > 10 * known.people(in: local)
      {
        choice = famous
      }
      guard let choice else { continue }
      if names[i].support == .silent, ambiguous.contains(choice) { continue }
      if known.homonyms.contains(choice), inRegion == nil { continue }
      names[i].place = choice
    }
  }

  /// Whether a capital or a country stands for its government: "Москва заявила", "по данным Киева",
  /// "в Кремле", but not "жители Киева заявили".
  func isGovernment(
    _ name: Name, _ place: Int, in words: CyrillicText, _ text: TextBytes
  ) -> Bool {
    guard let subject = subjects[place] else { return false }
    let (first, last) = (words.words[name.first], words.words[name.last])
    if words[first].starts(with: lexicon.kremlinStem) { return true }
    if let previous = word(before: name, in: words, text).map({ words[$0] }),
      lexicon.addressing.contains(where: previous.starts)
    {
      return true
    }
    // Only as the subject; "США" has no cases.
    let letters = words.letters[first.letters.lowerBound..<last.letters.upperBound]
    guard first.isCapitals || letters.elementsEqual(subject) else { return false }
    var number = name.last + 1
    for _ in 0..<4 where number < words.words.count {
      guard text.joins(words.words[number - 1].end, words.words[number].start) else { return false }
      let word = words[words.words[number]]
      if lexicon.speech.contains(where: word.starts) { return true }
      guard lexicon.auxiliaries.contains(Array(word)) else { return false }
      number += 1
    }
    return false
  }
}
