import Foundation
import GRDB
import Gazetteer
import IncidentStore
import Incidents

/// A store like that of a desk after months of work: five reports an incident, in English, Russian and
/// Ukrainian, from all the world's regions, with chains of sources, words and silences of authorities.
///
/// The same every time, but that the last report is of the hour in which it is made. What a reader would
/// find in the texts is given with them, so that it takes no reading.
struct StoreGenerator {
  /// A word of the newest incident's title, to wait for.
  static let lastTitle = "Zwolle"
  private static let reportsAnIncident = 5
  /// Incidents that are told of at the same time.
  private static let atOnce = 10
  private static let secondsBetween = 30.0

  private let regions = Gazetteer.world.allCountries.flatMap { country in
    let parts = Gazetteer.world.subdivisions(of: country)
    return parts.isEmpty ? [country] : parts
  }
  private let author = Author(name: "generator", desk: "bench")
  private let points: [Region.ID: (latitude: Double, longitude: Double)]
  private let reports: Int
  private let start: Date

  init(reports: Int) {
    self.reports = reports
    points = Dictionary(
      uniqueKeysWithValues: regions.compactMap { region in
        Gazetteer.world.point(of: region).map { (region, $0) }
      })
    let hour = (Date().timeIntervalSince1970 / 3600).rounded(.down) * 3600
    start = Date(timeIntervalSince1970: hour - Double(reports) * Self.secondsBetween)
  }

  /// The store in `folder`, from an earlier run when there is one.
  func store(in folder: URL) throws -> String {
    // In a directory of its own: a dashboard hears of all that is written in that of its store.
    let folder = folder.appending(path: "\(reports)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "store.db").path
    if FileManager.default.fileExists(atPath: path) { return path }
    let unfinished = path + ".part"
    for end in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: unfinished + end)
    }
    do {
      let store = try IncidentStore.open(at: unfinished)
      try store.append(listening, by: author, at: start)
      for first in stride(from: 0, to: reports, by: 2000) {
        let numbers = first..<min(first + 2000, reports)
        try store.append(numbers.map(draft), by: author, at: time(of: numbers.upperBound - 1))
      }
    }
    let queue = try DatabaseQueue(path: unfinished)
    try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try queue.close()
    try FileManager.default.moveItem(atPath: unfinished, toPath: path)
    return path
  }

  private func time(of report: Int) -> Date {
    start.addingTimeInterval(Double(report + 1) * Self.secondsBetween)
  }

  /// We hear the authorities of every second region, so that their silences count.
  private var listening: [Draft] {
    stride(from: 0, to: regions.count, by: 2).flatMap { index -> [Draft] in
      let region = regions[index]
      let url = "https://\(region.rawValue.lowercased()).example/news"
      let yearAndMore = 400 * 86_400
      let channel = ChannelBody(url: url, expectedIntervalSeconds: yearAndMore)
      return [
        .authority(
          AuthorityBody(
            name: authority(of: region).name, kind: .government, region: region,
            channels: [channel])),
        .heard(HeardBody(url: url, at: start)),
      ]
    }
  }

  /// One of ten incidents that are told of in turn, five times each.
  private func draft(_ number: Int) -> Draft {
    let round = Self.atOnce * Self.reportsAnIncident
    let incident = number / round * Self.atOnce + number % Self.atOnce
    let telling = Telling(
      incident: incident, language: Language.allCases[(incident + number / Self.atOnce) % 3],
      region: regions[Int(hash(incident) % UInt64(regions.count))],
      number: number,
      isLast: incident == reports / Self.reportsAnIncident - 1)
    return .report(body(telling), Reading(reader: "generator", incidents: [reading(telling)]))
  }

  /// What one report tells.
  private struct Telling {
    var incident: Int
    var language: Language
    var region: Region.ID
    var number: Int
    /// It tells of what the list begins with.
    var isLast: Bool
  }

  private enum Language: String, CaseIterable {
    case english = "en"
    case russian = "ru"
    case ukrainian = "uk"

    var gazetteer: Gazetteer.Language {
      switch self {
      case .english: .english
      case .russian: .russian
      case .ukrainian: .ukrainian
      }
    }
  }

  private func body(_ telling: Telling) -> ReportBody {
    ReportBody(
      source: source(telling.number), url: "https://example.org/\(telling.number)",
      publishedAt: time(of: telling.number), headline: title(telling), text: text(telling),
      language: telling.language.rawValue)
  }

  private func reading(_ telling: Telling) -> ReadIncident {
    let dice = hash(telling.incident &* 31)
    let kind = Self.kinds[Int(dice % UInt64(Self.kinds.count))]
    let point = points[telling.region]
    var read = ReadIncident(
      title: title(telling), kind: kind.kind, region: telling.region,
      place: ReadPlace(
        text: place(telling), precision: .partOfRegion, latitude: point?.latitude,
        longitude: point?.longitude),
      occurredAt: time(of: telling.number - telling.number % 50),
      identity: "bench:\(telling.incident)")
    read.claims = [ReadClaim(kind: .occurrence, text: title(telling))]
    let ordinal = telling.number / Self.atOnce % Self.reportsAnIncident
    if ordinal > 0, dice % 5 < 2 {
      read.citations = [ReadCitation(source: source(telling.number - Self.atOnce * ordinal))]
    }
    let said = authority(of: telling.region)
    switch ((dice >> 8) % 10, ordinal) {
    case (0...1, 3):
      let positions: [Position] = [.confirmed, .deniedEvent, .neitherConfirmNorDeny, .confirmed]
      read.statements = [
        ReadStatement(
          authority: said, position: positions[Int((dice >> 16) % 4)], attribution: .onRecord)
      ]
    case (2...4, 1): read.silences = [ReadSilence(authority: said)]
    default: break
    }
    return read
  }

  private func source(_ number: Int) -> String { "Source \(hash(number &* 7) % 997)" }

  private func authority(of region: Region.ID) -> ReadAuthority {
    ReadAuthority(
      name: "Government of \(Gazetteer.world.name(of: region))", kind: .government, region: region)
  }

  private func place(_ telling: Telling) -> String {
    telling.isLast
      ? Self.lastTitle
      : Gazetteer.world.name(of: telling.region, in: telling.language.gazetteer)
  }

  private func title(_ telling: Telling) -> String {
    let dice = hash(telling.incident &* 31)
    let kind = Self.kinds[Int(dice % UInt64(Self.kinds.count))]
    let place = place(telling)
    let number = Int((dice >> 24) % 90) + 2
    return switch telling.language {
    case .english: "\(kind.english) in \(place), \(number) streets affected"
    case .russian: "\(kind.russian): \(place), затронуто улиц: \(number)"
    case .ukrainian: "\(kind.ukrainian): \(place), постраждало вулиць: \(number)"
    }
  }

  private func text(_ telling: Telling) -> String {
    let other = source(telling.number &+ 1)
    let number = hash(telling.number)
    let (minutes, houses) = (number % 55 + 3, number >> 8 % 40 + 2)
    return switch telling.language {
    case .english:
      """
      \(title(telling)). \(other) was told by residents that it began \(minutes) minutes before dawn \
      and that \(houses) houses are without power. The authorities were asked for comment.
      """
    case .russian:
      """
      \(title(telling)). По словам жителей, всё началось за \(minutes) минут до рассвета, без света \
      осталось домов: \(houses). Об этом пишет \(other). Власти пока не ответили на запрос.
      """
    case .ukrainian:
      """
      \(title(telling)). За словами мешканців, усе почалося за \(minutes) хвилин до світанку, без \
      світла лишилося будинків: \(houses). Про це пише \(other). Влада ще не відповіла на запит.
      """
    }
  }

  private static let kinds:
    [(kind: IncidentKind, english: String, russian: String, ukrainian: String)] =
      [
        (.explosion, "Explosions", "Взрывы", "Вибухи"),
        (.fire, "Warehouse fire", "Пожар на складе", "Пожежа на складі"),
        (.drone, "Drone attack", "Атака дронов", "Атака дронів"),
        (.shelling, "Shelling", "Обстрел", "Обстріл"),
        (.flood, "Flood", "Наводнение", "Повінь"),
        (.protest, "Protest march", "Митинг", "Мітинг"),
        (.infrastructure, "Power cut", "Отключение света", "Знеструмлення"),
        (.earthquake, "Earthquake", "Землетрясение", "Землетрус"),
        (.transport, "Train derailed", "Сход поезда", "Аварія потяга"),
      ]

  /// SplitMix64 (Steele, Lea, Flood 2014), of one number.
  private func hash(_ number: Int) -> UInt64 {
    var z = UInt64(truncatingIfNeeded: number) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
