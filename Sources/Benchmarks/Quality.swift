import ArgumentParser
import Foundation

/// How well it reads, on a folder of real feeds and annotated texts with a folder for each family, as
/// `data/` has it. What each number counts stands beside it; a family that is not there is left out.
struct Quality: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures on real feeds what is found, what is wrong, and what is lost.")

  @Argument(help: "The folder of feeds, a folder in it for each family.")
  var folder: String

  @Flag(help: "Print each error of the half that may be read, a line each, instead of the tables.")
  var errors = false

  func run() throws {
    let data = DataFolder(path: folder)
    guard data.exists else {
      throw ValidationError(
        "'\(folder)' is no folder. Give the one that holds eyesonrussia, ucdp, …")
    }
    let regions = try RegionQuality(data)
    if errors {
      for line in try regions.errorLines + SpanQuality(data).errorLines { print(line) }
      return
    }
    print(regions.report)
    print(try SpanQuality(data).report)
    print(try CountQuality(data).report)
    for line in try QualityPairs.pairs(in: URL(filePath: folder)) { print(line) }
  }
}

/// Files of a family.
struct DataFolder {
  let path: String

  var exists: Bool {
    var isDirectory = ObjCBool(false)
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// The paths of a family's files, sorted; empty when it is not there.
  func files(of family: String) -> [String] {
    let folder = URL(filePath: path).appending(path: family)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0).path }.filter {
      var isDirectory = ObjCBool(false)
      return FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }
  }

  func bytes(of file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: file)))
  }

  /// A text, in UTF-8 or, when it is not, in windows-1252.
  func text(of file: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: file))
    return String(data: data, encoding: .utf8) ?? String(data: data, encoding: .windowsCP1252) ?? ""
  }
}
