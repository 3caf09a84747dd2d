import Gazetteer
import Incidents

// Where a Russian or Ukrainian sentence puts an event.

private let locatives: WordSet = [
  "в", "во", "у", "на", "над", "под", "під", "возле", "около", "близ", "біля", "поблизу", "по",
  "рядом",
  "недалеко", "неподалік", "поблизости", "неподалеку", "вблизи", "районе", "районі", "окрестност*",
  "городе", "місті", "селе", "селі", "поселке", "селищі", "області", "области", "г", "м", "с",
  "смт",
  "город", "місто", "село", "пос", "ст", "станице", "деревне", "округе", "громаді", "обстріляли",
]
/// … and not the town itself but somewhere near it: its position is not known well.
private let near: WordSet = [
  "под", "під", "возле", "около", "близ", "біля", "поблизу", "недалеко", "неподалік", "поблизости",
  "неподалеку", "вблизи", "районе", "районі", "окрестност*", "околиц*", "окраин*", "пригород*",
  "передміст*", "рядом", "севере", "юге", "западе", "востоке", "півночі", "півдні", "заході",
  "сході",
  "акватори*", "направлении", "напрямку", "побережь*", "узбережж*", "подступах", "підступах",
]
/// Words before a place that take the event away from it.
private let elsewhereCues = RuleTable<Holds>([
  "из|с|со|з|із|зі|от|від|до|к|ко|між|между|через|мимо|повз|против|проти|кроме|крім",
  "переговор*|саммит*|саміт*|встреч*|зустріч*|визит*|візит*|форум*|конференц* в|у|во|на",
  "посольств*|консульств* ..1 в|у", "граждан*|уроженец|уродженець|родом|жител* из|з|із",
  "границ*|кордон* с|со|з|із", "отношени*|переговор* с|з", "как|як в|у", "партнер* в|у",
  "летевш*|летів*|летел*|летят|направля*|летіл*|летять ..1 на|в|к|до",
  "подконтрольн*|підконтрольн*",
  "больниц*|госпитал*|лікарн*|шпитал*|суд*|сизо в|у",
])
private let joints: WordSet = [
  ",", "и", "й", "та", "а", "і", "також", "также", "в", "у", "на", "под", "під", "г", "м", "районе",
  "области", "області",
]
private let fillers: WordSet = [
  "город*", "міст*", "село", "селі", "селе", "сел*", "поселк*", "поселок", "г", "м", "н", "с",
  "смт", "пос", "п",
  "недалеко", "от", "від", "рядом", "с", "неподалік", "вблизи", "неподалеку", "районе", "районі",
  "окраин*", "околиц*", "пригород*",
  "передміст*", "центр*", "столиц*", "станци*", "станиц*", "деревн*", "временно", "тимчасово",
  "окупован*",
  "оккупирован*", "захвачен*", "тимчасово", "акватори*", "портов*", "районі", "громад*", "соседн*",
  "аэропорт*",
]

extension SlavicSentence {
  func places(
    of event: EventMention, among spans: [PlaceSpan], taken: [Range<Int>]
  ) -> [PlaceSpan] {
    let part = part(around: event.range.lowerBound)
    let clause = clause(around: event.range.lowerBound)
    let possible = spans.filter { span in
      part.contains(span.range.lowerBound) && !span.isGovernment && !isElsewhere(span)
        && !isOnlyOwner(span) && !taken.contains { $0.overlaps(span.range) }
    }
    func rank(_ span: PlaceSpan) -> (Int, Int, Int) {
      let isAfter = span.range.lowerBound >= event.range.lowerBound
      let distance = abs(span.range.lowerBound - event.range.upperBound)
      return (
        (clause.contains(span.range.lowerBound) ? 0 : 2) + (isLocative(span) ? 0 : 1),
        -span.place.fineness, isAfter ? distance : distance + 2
      )
    }
    guard let first = possible.min(by: { rank($0) < rank($1) }) else { return [] }
    // "в Белгородской области в городе Шебекино": a finer place in the same region.
    let chosen =
      possible.filter {
        $0.place.fineness > first.place.fineness && $0.place.region.lies(in: first.place.region)
          && isLocative($0)
      }.min { rank($0) < rank($1) } ?? first
    var joined = [chosen]
    for span in possible {
      let last = joined[joined.count - 1].range.upperBound
      guard span.range.lowerBound >= last, span.place.kind == chosen.place.kind,
        (last..<span.range.lowerBound).allSatisfy({ isOne(of: joints, at: $0) }),
        !joined.contains(where: { $0.place.region == span.place.region })
      else { continue }
      joined.append(span)
    }
    // The list may begin before the one that was chosen.
    for span in possible.reversed() {
      guard span.range.upperBound <= joined[0].range.lowerBound,
        span.place.kind == chosen.place.kind,
        (span.range.upperBound..<joined[0].range.lowerBound).allSatisfy({
          isOne(of: joints, at: $0)
        }), !joined.contains(where: { $0.place.region == span.place.region })
      else { continue }
      joined.insert(span, at: 0)
    }
    return joined
  }

  /// Russia and Ukraine as a whole: the press that writes in their languages says where. And any country
  /// that does something: "удары Израиля", "эсминец США".
  private func isOnlyOwner(_ span: PlaceSpan) -> Bool {
    span.place.kind == .country
      && (["RU", "UA"].contains(span.place.region) || !isLocative(span))
  }

  func elsewhere(_ spans: [PlaceSpan]) -> Set<PlaceSpan> { Set(spans.filter(isElsewhere)) }

  func isElsewhere(_ span: PlaceSpan) -> Bool {
    let start = start(of: span)
    // "недалеко от", "рядом с" put it there.
    if isNear(start..<span.range.lowerBound) { return false }
    return (max(0, start - 3)..<start).contains { index in
      elsewhereCues.match(in: tokens[...], at: index)?.range.upperBound == start
    }
  }

  func isLocative(_ span: PlaceSpan) -> Bool {
    isOne(of: locatives, at: span.range.lowerBound - 1)
      || isOne(of: locatives, at: start(of: span) - 1)
      || isNear(start(of: span)..<span.range.lowerBound)
  }

  /// Before "городе", "районе", "недалеко от".
  private func start(of span: PlaceSpan) -> Int {
    var start = span.range.lowerBound
    while start > 0, isOne(of: fillers, at: start - 1) { start -= 1 }
    return start
  }

  /// "в районе Бахмута", but not "в Ленинском районе Челябинска".
  private func isNear(_ range: Range<Int>) -> Bool {
    range.contains {
      isOne(of: near, at: $0) && !(isOne(of: ["район~"], at: $0) && isCapital($0 - 1))
    }
  }

  func readPlace(_ span: PlaceSpan, of bytes: [UInt8]) -> ReadPlace {
    var start = start(of: span)
    if isOne(of: near, at: start - 1) { start -= 1 }
    let isWide = span.place.kind == .city && isNear(start..<span.range.lowerBound)
    var place = ReadPlace(span.place)
    if isWide {
      place.precision = .partOfRegion
      place.text = words(start..<span.range.upperBound, of: bytes)
    }
    return place
  }
}
