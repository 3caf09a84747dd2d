import Foundation
import Incidents
import Testing

@testable import FeedIngest

/// Reads the real feeds of the directory that `WATCHFLOOR_FEEDS` names, a folder for each family; without it
/// there is nothing to read.
struct JSONFeedsOnDiskTests {
  static let folder = ProcessInfo.processInfo.environment["WATCHFLOOR_FEEDS"]

  /// A family, how its records are counted without our readers, and the readers that may know it.
  struct Family: Sendable {
    var folder: String
    var readers: [@Sendable ([UInt8]) -> FeedResult?]
    /// `nil` where only the absence of a trap is promised.
    var records: @Sendable ([UInt8]) -> Int?
  }

  static func reader<Reader: FeedReader & SendableMetatype>(
    _ make: @escaping @Sendable (FeedOptions) -> Reader,
    _ recognises: @escaping @Sendable (ArraySlice<UInt8>) -> Bool
  ) -> @Sendable ([UInt8]) -> FeedResult? {
    { bytes in
      guard recognises(bytes.prefix(1 << 20)) else { return nil }
      return readInPieces(make(cleaningOptions), bytes, size: 1 << 16)
    }
  }

  /// The elements of a list in a document, by Foundation alone.
  static func count(
    _ key: String?, _ kept: @Sendable @escaping ([String: Any]) -> Bool = { _ in true }
  )
    -> @Sendable ([UInt8]) -> Int?
  {
    { bytes in
      let json = try? JSONSerialization.jsonObject(with: Data(bytes))
      let list = key.map { (json as? [String: Any])?[$0] } ?? json
      return (list as? [[String: Any]])?.count(where: kept)
    }
  }

  /// Line breaks outside quotes, less the header.
  static func lines(_ bytes: [UInt8]) -> Int {
    var isQuoted = false
    var count = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted { count += 1 }
    }
    return count - (bytes.last == UInt8(ascii: "\n") ? 1 : 0)
  }

  static let families: [Family] = [
    Family(
      folder: "telegram", readers: [reader(TelegramReader.init, TelegramReader.recognises)],
      records: { _ in nil }),
    Family(
      folder: "telegram-converted",
      readers: [reader(TelegramReader.init, TelegramReader.recognises)],
      records: count("messages") { $0["type"] as? String == "message" }),
    Family(
      folder: "acled", readers: [reader(ACLEDReader.init, ACLEDReader.recognises)],
      records: { lines($0) }),
    Family(
      folder: "ucdp", readers: [reader(UCDPReader.init, UCDPReader.recognises)],
      records: { lines($0) }),
    Family(
      folder: "gdelt", readers: [reader(GDELTReader.init, GDELTReader.recognises)],
      records: { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n")
        let hasHeader = text.hasPrefix("GLOBALEVENTID")
        return Set(
          lines.dropFirst(hasHeader ? 1 : 0).compactMap { line in
            line.split(separator: hasHeader ? "," : "\t", omittingEmptySubsequences: false).last
          }
        ).count
      }),
    Family(
      folder: "eyesonrussia",
      readers: [reader(EyesOnRussiaReader.init, EyesOnRussiaReader.recognises)],
      records: { lines($0) }),
    Family(
      folder: "airraid",
      readers: [reader(AirRaidAlertsReader.init, AirRaidAlertsReader.recognises)],
      records: { lines($0) }),
    Family(
      folder: "missiles",
      readers: [reader(MissileAttacksReader.init, MissileAttacksReader.recognises)],
      records: { lines($0) }),
    Family(
      folder: "viina", readers: [reader(VIINAReader.init, VIINAReader.recognises)],
      records: { lines($0) }),
    Family(
      folder: "geojson",
      readers: [
        reader(USGSReader.init, USGSReader.recognises),
        reader(EONETReader.init, EONETReader.recognises),
        reader(GDACSEventsReader.init, GDACSEventsReader.recognises),
        reader(MapFeaturesReader.init, MapFeaturesReader.recognises),
      ], records: { count("features")($0) ?? count("events")($0) }),
    Family(
      folder: "civharm", readers: [reader(CivilianHarmReader.init, CivilianHarmReader.recognises)],
      records: count(nil)),
    Family(
      folder: "timemap", readers: [reader(CivilianHarmReader.init, CivilianHarmReader.recognises)],
      records: count(nil)),
    Family(
      folder: "stix", readers: [reader(STIXReader.init, STIXReader.recognises)],
      records: { _ in nil }),
  ]

  @Test(
    "Of the real feeds every record is a report or a rejected item",
    .enabled(if: folder != nil, "WATCHFLOOR_FEEDS names no directory"),
    arguments: families.indices)
  func everyRecord(index: Int) throws {
    let family = Self.families[index]
    let root = URL(filePath: try #require(Self.folder)).appending(path: family.folder)
    let files = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey])
    for case let file as URL in files ?? .init() {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      let bytes = [UInt8](try Data(contentsOf: file))
      let results = family.readers.compactMap { $0(bytes) }
      #expect(results.count <= 1, "\(file.lastPathComponent) is known to more than one reader")
      guard let result = results.first else {
        print("\(family.folder)/\(file.lastPathComponent): not a feed")
        continue
      }
      let records = family.records(bytes)
      print(
        "\(family.folder)/\(file.lastPathComponent): \(records.map { "\($0)" } ?? "?") records, "
          + "\(result.bodies.count) reports, \(result.rejected.count) rejected, "
          + "\(result.told.count) incidents")
      if let records { #expect(result.bodies.count + result.rejected.count == records) }
    }
  }
}
