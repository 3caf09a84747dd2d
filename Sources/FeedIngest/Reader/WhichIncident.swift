import Foundation
import Gazetteer
import Incidents

// Which incident a sentence tells of: a new one, or one told before.

extension ArticleReader {
  /// The incidents that the sentence tells of, made where they are new.
  mutating func targets(
    _ sentence: Text, _ index: Int, _ event: EventMention, _ spans: [PlaceSpan],
    _ authorities: [AuthorityMention]
  ) -> [Int] {
    if spans.isEmpty {
      // "Hamburg police said": the authority's own place will do.
      let office = authorities.compactMap(\.place).first { $0.kind != .country }
      if let known = nearest(to: event.kind),
        office == nil || office?.region == found[known].place.region || event.isDefinite
      {
        return [known]
      }
      guard event.isTold, !event.isDefinite || found.isEmpty else { return [] }
      if let office { return [add(event, at: office, ReadPlace(office))] }
      if let scene, index - scene.index <= 2 {
        let place = scene.sentence.readPlace(scene.span, of: bytes)
        return [add(event, at: scene.span.place, place, isBorrowed: true)]
      }
      // "Moldova's interior ministry denied reports of shooting": such a ministry speaks of its country.
      let country = authorities.first { $0.office.isDomestic && $0.place?.kind == .country }?.place
      return country.map { [add(event, at: $0, ReadPlace($0))] } ?? []
    }
    var targets: [Int] = []
    for span in spans {
      if let known = found.firstIndex(where: { isOne($0, event.kind, span.place) }) {
        refine(known, with: span, sentence)
        if event.isTold { found[known].read.kind.giveWay(to: event.kind) }
        targets.append(known)
      } else if event.isDefinite, !sentence.isBound(event, to: span),
        let known = nearest(to: event.kind)
      {
        targets.append(known)
      } else if event.isTold {
        targets.append(add(event, at: span.place, sentence.readPlace(span, of: bytes)))
      }
    }
    return targets
  }

  /// Of a list, each item behind its own mark, an item has nothing to do with the one before.
  mutating func leaveItemBefore(_ index: Int) {
    let paragraph = sentences[index].paragraph
    guard index > 0, sentences[index - 1].paragraph != paragraph, isMarked(index) else { return }
    focus = nil
    scene = nil
    waiting = nil
    toldBefore = found.count
  }

  /// Whether its line begins with a bullet, a dash, an arrow or an emoji.
  private func isMarked(_ index: Int) -> Bool {
    let newline = UInt8(ascii: "\n")
    let line =
      bytes[..<sentences[index].range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
    return [0xe2, 0xf0, UInt8(ascii: "-"), UInt8(ascii: "*")].contains(bytes[line])
  }

  /// An event was told without a place, and this sentence, near by, gives one to the same kind of event.
  mutating func locateWaiting(_ event: EventMention, _ span: PlaceSpan, _ index: Int) {
    guard let waiting, (1...2).contains(index - waiting), found.isEmpty,
      let first = sentences[waiting].events().first, first.kind.isRelated(to: event.kind)
    else { return }
    self.waiting = nil
    scene = (span, sentences[index], waiting)
    take(waiting)
  }

  /// "Air alert:" and a line for each region: the event is at each of them.
  mutating func listPlaces(_ index: Int) {
    let sentence = sentences[index]
    if sentence.opensList, !sentence.isBackground {
      list = sentence.events().first { $0.isTold }
      return
    }
    guard let event = list else { return }
    let spans = sentence.places(among: mentions).filter { !$0.isGovernment }
    guard !spans.isEmpty, sentence.tokens.count < 12, sentence.events().isEmpty else {
      list = nil
      return
    }
    for span in spans where !found.contains(where: { isOne($0, event.kind, span.place) }) {
      let new = add(event, at: span.place, sentence.readPlace(span, of: bytes))
      describe(new, sentence, event, words: [], alone: false)
      focus = new
    }
  }

  /// Told again: a related kind in the same region, or in a wider or narrower one.
  func isOne(_ known: FoundIncident, _ kind: IncidentKind, _ place: Place) -> Bool {
    kind.isRelated(to: known.read.kind)
      && !(kind.isLocal && known.place.isFar(from: place))
      && (known.place.region.lies(in: place.region) || place.region.lies(in: known.place.region))
  }

  func nearest(to kind: IncidentKind) -> Int? {
    if isAway { return nil }
    // Arrests follow what the text is about.
    if kind == .arrest, let last = focus ?? found.indices.dropFirst(toldBefore).last {
      return last
    }
    if let focus, kind.isRelated(to: found[focus].read.kind) { return focus }
    return found.indices.dropFirst(toldBefore).last { kind.isRelated(to: found[$0].read.kind) }
  }

  /// A sentence without an event of its own: by the place it names, by "both", else what the text is about.
  func referred(
    by sentence: Text, _ places: [PlaceSpan], _ authorities: [AuthorityMention],
    _ taken: [Range<Int>]
  )
    -> [Int]
  {
    let named = places.filter { span in !span.isGovernment && span.place.kind != .country }
    if !named.isEmpty {
      let here = found.indices.filter { index in
        // A town in the country that the incident is known to be in, or its region itself.
        named.contains { $0.place.region.lies(in: found[index].place.region) }
      }
      if !here.isEmpty { return here }
      let own = named.filter { span in
        !isHome(span, of: authorities) && !taken.contains { $0.overlaps(span.range) }
          && !sentence.isElsewhere(span)
      }
      if !own.isEmpty { return [] }
    }
    if found.count > 1, sentence.isAboutAll { return [] }
    return focus.map { [$0] } ?? []
  }

  /// "In Cairo, Egypt's foreign ministry said": where an official speaks is not where it happened.
  func isHome(_ span: PlaceSpan, of authorities: [AuthorityMention]) -> Bool {
    authorities.contains { authority in
      guard let country = authority.place?.region.country ?? authority.country else { return false }
      return country == span.place.region.country
        && found.allSatisfy { $0.place.region.country != country }
    }
  }

  /// The sentence is about a place where none of the incidents is.
  func leadsElsewhere(
    _ sentence: Text, _ places: [PlaceSpan], _ authorities: [AuthorityMention],
    _ taken: [Range<Int>]
  ) -> Bool {
    places.contains { span in
      let opens =
        span.range.lowerBound == 0 && [":", "."].contains(sentence.text(at: span.range.upperBound))
      return (opens || sentence.isLocative(span)) && !span.isGovernment
        && !sentence.isElsewhere(span) && !isHome(span, of: authorities)
        && !taken.contains { $0.overlaps(span.range) }
        && found.allSatisfy {
          !$0.place.region.lies(in: span.place.region)
            && !span.place.region.lies(in: $0.place.region)
        }
    }
  }

  mutating func add(
    _ event: EventMention, at place: Place, _ read: ReadPlace, isBorrowed: Bool = false
  ) -> Int {
    found.append(
      FoundIncident(
        read: ReadIncident(title: "", kind: event.kind, region: place.region, place: read),
        place: place, isPlaceBorrowed: isBorrowed))
    return found.count - 1
  }

  /// A later sentence may name the place more finely.
  mutating func refine(_ index: Int, with span: PlaceSpan, _ sentence: Text) {
    let isFiner = span.place.fineness > found[index].place.fineness
    guard isFiner || (found[index].isPlaceBorrowed && span.place == found[index].place) else {
      return
    }
    found[index].isPlaceBorrowed = false
    found[index].place = span.place
    found[index].read.region = span.place.region
    found[index].read.place = sentence.readPlace(span, of: bytes)
  }
}

extension Place {
  /// Another town, more than about 40 km away.
  fileprivate func isFar(from other: Place) -> Bool {
    guard kind == .city, other.kind == .city, let latitude, let longitude,
      let otherLatitude = other.latitude, let otherLongitude = other.longitude
    else { return false }
    let north = (latitude - otherLatitude) * 111
    let east = (longitude - otherLongitude) * 111 * cos(latitude * .pi / 180)
    return north * north + east * east > 40 * 40
  }
}

extension ReadPlace {
  init(_ place: Place) {
    let precision: GeoPrecision =
      switch place.kind {
      case .country: .largerRegion
      case .region: .partOfRegion
      case .city: .namedTown
      }
    self.init(
      text: place.name, precision: precision, latitude: place.latitude,
      longitude: place.longitude)
  }
}
