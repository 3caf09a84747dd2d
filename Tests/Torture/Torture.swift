import Foundation

// What is done to the program here takes as long as one lets it: `swift test` does a little of it, and
// `TORTURE=200 swift test --filter Torture` two hundred rounds. With `TORTURE_FILES=FOLDER` the files that
// are spoilt and read are those of a folder, too.

/// How often to do what is done at random.
let rounds = ProcessInfo.processInfo.environment["TORTURE"].flatMap { Int($0) } ?? 1

/// A different seed every time one asks for many rounds, the same in every short run.
let seed: UInt64 = rounds == 1 ? 2026 : .random(in: 0...UInt64.max)

let testFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
