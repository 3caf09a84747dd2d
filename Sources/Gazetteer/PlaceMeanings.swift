import Incidents

// Which of the places of one name is meant.

extension PlaceFinder {
  /// Settles what a place beside it tells: "Paris, Texas", "Krasnodar (Russia)", "Georgia's Batumi".
  func settleByContext(_ names: inout [Name], in text: TextBytes) {
    // From the last to the first: in "Springfield, Illinois, United States" the country settles the
    // state, and the state the city.
    for i in names.indices.reversed() {
      if i + 1 < names.count {
        let between = text.gap(names[i].end, names[i + 1].start)
        if [", ", " (", " [", " in ", ", in ", ",\n"].contains(between) {
          let isClosed = text.word(after: names[i + 1].end) == nil
          settle(
            &names, i, within: i + 1, isList: isList(names, i, in: text), isClosed: isClosed)
        }
      }
      if i > 0, names[i].place == nil {
        let between = text.gap(names[i - 1].end, names[i].start)
        if ["'s ", "’s "].contains(between) { settle(&names, i, within: i - 1, isList: false) }
      }
    }
    names.removeAll { $0.meanings.isEmpty }
  }

  /// Whether the comma after the name is one of a list: "Kherson, Odesa and Lviv".
  private func isList(_ names: [Name], _ i: Int, in text: TextBytes) -> Bool {
    if i > 0, [", ", " and "].contains(text.gap(names[i - 1].end, names[i].start)) {
      return true
    }
    let end = names[i + 1].end
    if text.has(" and ", at: end) || text.has(", and ", at: end) { return true }
    return text.has(", ", at: end) && i + 2 < names.count && names[i + 2].start == end + 2
      && names[i + 2].meanings.first.map { index.places[$0].kind } != .country
  }

  /// Settles both names if the inner one can lie in the outer one.
  private func settle(
    _ names: inout [Name], _ inner: Int, within outer: Int, isList: Bool, isClosed: Bool = false
  ) {
    var outers = names[outer].place.map { [$0] } ?? names[outer].meanings
    // "Pokrovske, Donetsk" tells the region, "Pokrovske, Donetsk and Lviv" does not.
    if !isList { outers += names[outer].regionMeanings }
    for container in outers where index.places[container].kind != .city {
      let region = index.places[container].region
      let inside = names[inner].meanings.filter {
        index.places[$0].region.lies(in: region)
          && (index.places[$0].kind == .city || index.places[$0].region != region)
      }
      if let place = best(of: inside) {
        names[inner].place = place
        names[outer].place = container
        return
      }
    }
    // "Berehove, Kherson." is a village that we do not know, not the Berehove that we do.
    guard
      !isList, names[inner].place == nil, let region = names[outer].regionMeanings.first,
      names[outer].endsInKind || isClosed
    else { return }
    let country = index.places[region].region.country
    names[inner].meanings.removeAll {
      let place = index.places[$0]
      return place.kind != .country && (place.region.country != country || !isWellKnown(place))
    }
  }

  /// Settles the rest: the best-known place of that name, unless the text is about another country
  /// that has one nearly as large; none when the name is more of a word or a person than of a place.
  func settleByFame(_ names: inout [Name], in text: TextBytes) {
    guard names.contains(where: { $0.place == nil }) else { return }
    let settled = names.compactMap { name in
      let isClear = name.meanings.count == 1 && name.end - name.start > 3
      return name.place ?? (isClear ? name.meanings[0] : nil)
    }.filter { !homonyms.contains($0) && $0 < firstVillage }
    func namesState(of place: Int) -> Bool {
      isCountry(of: place, among: settled.filter { index.places[$0].kind == .region })
    }
    for i in names.indices where names[i].place == nil {
      let meanings = names[i].meanings
      let inRegion = meanings.filter { meaning in
        settled.contains { index.places[$0].region == index.places[meaning].region }
      }
      let famous = best(of: meanings)
      var choice =
        best(of: inRegion)
        ?? (meanings.count < 2
          ? famous
          : best(of: meanings.filter { isCountry(of: $0, among: settled) }) ?? famous)
      if let famous, let local = choice, famous != local {
        if index.places[famous].kind == .country {
          // Georgia is the country, unless the text names other states.
          if !namesState(of: local) { choice = famous }
        } else if people(in: famous) > 10 * people(in: local) {
          // Donetsk is in Ukraine, although Russia has one too.
          choice = famous
        }
      }
      guard let choice, isPlaceOnly(names[i], choice, besides: settled, in: text) else { continue }
      if homonyms.contains(choice), !inRegion.contains(choice) { continue }
      if choice >= firstVillage {
        let isElsewhere = inRegion.isEmpty && namesState(of: choice)
        if isElsewhere || !isPlaced(names[i], in: text) { continue }
      }
      names[i].place = choice
    }
  }

  /// Whether one of `others` lies in the country of `place`. They are few: quicker gone through than hashed.
  private func isCountry(of place: Int, among others: [Int]) -> Bool {
    let country = index.places[place].region.country
    return others.contains { index.places[$0].region.lies(in: country) }
  }

  /// The likeliest of `meanings`: a country, a capital, else what most people live in. `nil` when
  /// two regions could be meant that are not far apart in that.
  func best(of meanings: [Int]) -> Int? {
    if meanings.count < 2 { return meanings.first }
    if let country = meanings.first(where: { index.places[$0].kind == .country }) { return country }
    let capital = meanings.first {
      index.places[$0].isCapital && isWellKnown(index.places[$0])
    }
    if let capital { return capital }
    let ranked = meanings.sorted { people(in: $0) > people(in: $1) }
    let first = ranked[0]
    let elsewhere = ranked.first { index.places[$0].region != index.places[first].region }
    if let elsewhere, people(in: elsewhere) * 3 > people(in: first) { return nil }
    // New York is the city before it is the state.
    return ranked.first {
      index.places[$0].kind == .city && index.places[$0].region == index.places[first].region
    } ?? first
  }

  /// The inhabitants of a city, or of all cities that we know in a region.
  func people(in place: Int) -> Int {
    index.places[place].population ?? urbanPopulation[index.places[place].region] ?? 0
  }

  private func isWellKnown(_ place: Place) -> Bool {
    place.kind == .country || (place.population ?? 0) >= (place.isCapital ? 100_000 : 1_000_000)
  }

  /// Whether the words beside a village's name say that it is one: "in Horenka", "Horenka village". Its name
  /// alone may be anything.
  private func isPlaced(_ name: Name, in text: TextBytes) -> Bool {
    if let next = text.word(after: name.end), PlaceWords.settlements.contains(text.string(next)) {
      return true
    }
    return text.word(before: name.start).map {
      let word = text.string($0)
      return PlaceWords.locatives.contains(word) || PlaceWords.there.contains(word)
        || PlaceWords.settlements.contains(word)
    } ?? false
  }

  /// Whether the name, with nothing beside it that makes it a place, is one all the same.
  private func isPlaceOnly(
    _ name: Name, _ place: Int, besides others: [Int], in text: TextBytes
  ) -> Bool {
    if name.endsInKind || isWellKnown(index.places[place]) { return true }
    let word = text.capitalised(name.start..<name.end)
    let words = word.utf8.split(separator: UInt8(ascii: " "))
    if words.allSatisfy({ PlaceWords.common.contains(String(decoding: $0, as: UTF8.self)) }) {
      return false
    }
    if word.utf8.count < 4 {
      // Short names are other things too; "LPR" is a place where Ukraine or Russia is the matter.
      return text[name.start + 1].isUppercase
        && (isCountry(of: place, among: others)
          || isMatter(index.places[place].region.country, of: text))
    }
    if PlaceWords.people.contains(word) {
      return text.word(before: name.start).map {
        PlaceWords.locatives.contains(text.string($0))
      } ?? false
    }
    return true
  }
}

extension PlaceFinder {
  /// Whether the text names what belongs to `country`: "Ukrainian".
  private func isMatter(_ country: Region.ID, of text: TextBytes) -> Bool {
    guard let name = index.places.first(where: { $0.region == country })?.name.utf8.dropLast(),
      let first = name.first
    else { return false }
    return text.indices.contains { position in
      text[position] == first && (position == 0 || !text[position - 1].isWordByte)
        && text[position...].starts(with: name)
    }
  }

  /// Whether a capital or a country stands for its government: "Moscow has consistently denied",
  /// "according to Kyiv", "Kyiv's forces", but not "residents of Kyiv said".
  func isGovernment(_ name: Name, _ place: Place, in text: TextBytes) -> Bool {
    guard place.isCapital || place.kind == .country else { return false }
    var end = name.end
    if text.has("'s ", at: end) { end += 2 } else if text.has("’s ", at: end) { end += 4 }
    let servant = text.word(after: end).map { text.string($0) }
    if let previous = text.word(before: name.start).map({ text.string($0) }) {
      if PlaceWords.addressing.contains(previous) { return true }
      if previous == "to", text.has("according ", at: name.start - 13) { return true }
      if PlaceWords.there.contains(previous) || PlaceWords.locatives.contains(previous) {
        // "killed in Kyiv forces' shelling"
        return place.isCapital && servant.map(PlaceWords.fighters.contains) ?? false
      }
    }
    // "Three soldiers killed: Kyiv"
    if text.has(": ", at: name.start - 2) || text.has(" - ", at: name.start - 3) {
      if name.end == text.count || text[name.end] == UInt8(ascii: "\n")
        || text[name.end] == UInt8(ascii: ";")
      {
        return true
      }
    }
    if place.isCapital, servant.map(PlaceWords.servants.contains) ?? false { return true }
    end = name.end
    for _ in 0..<4 {
      guard let word = text.word(after: end) else { return false }
      let next = text.string(word)
      if PlaceWords.speech.contains(next) { return true }
      guard PlaceWords.auxiliaries.contains(next) || next.hasSuffix("ly") else { return false }
      end = word.upperBound
    }
    return false
  }
}
