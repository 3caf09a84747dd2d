import Foundation
import TestSupport
import Testing

@testable import Intake

struct ByteReaderTests {
  @Test("A line that came through a pipe does not wait for the next")
  func livePipe() throws {
    let pipe = Pipe()
    var reader = ByteReader(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "standard input")
    try pipe.fileHandleForWriting.write(contentsOf: Data("one\ntwo\n".utf8))
    #expect(try reader.nextLines() == .whole(Array("one\ntwo\n".utf8)))

    try pipe.fileHandleForWriting.write(contentsOf: Data("thr".utf8))
    try pipe.fileHandleForWriting.close()
    #expect(try reader.nextLines() == .unfinished(Array("thr".utf8)))
    #expect(try reader.nextLines() == nil)
  }

  @Test("The head is still to be taken")
  func head() throws {
    let pipe = Pipe()
    var reader = ByteReader(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "standard input")
    try pipe.fileHandleForWriting.write(contentsOf: Data("one\n".utf8))
    try pipe.fileHandleForWriting.close()
    #expect(try reader.head() == Array("one\n".utf8))
    #expect(try reader.nextLines() == .whole(Array("one\n".utf8)))
  }

  @Test("Many lines are handed out a part at a time, and all of them")
  func manyLines() throws {
    let text = Array(String(repeating: "{\n", count: 3 * ByteReader.linesAtATime + 1).utf8)
    var reader = ByteReader(bytes: text + Array("{".utf8), name: "lines")
    var counts: [Int] = []
    var all: [UInt8] = []
    while case .whole(let bytes)? = try reader.nextLines() {
      counts.append(bytes.count { $0 == UInt8(ascii: "\n") })
      all += bytes
      // The last part.
      if counts.count == 4 { break }
    }
    let limit = ByteReader.linesAtATime
    #expect(counts == [limit, limit, limit, 1])
    #expect(all == text)
    #expect(try reader.nextLines() == .unfinished(Array("{".utf8)))
  }

  @Test("A line beyond the limit is passed over, and tells how it began and how long it was")
  func tooLong() throws {
    let directory = TemporaryDirectory()
    let long = String(repeating: "x", count: ByteReader.lineLimit + 10) + "\n"
    try directory.write("one\n\(long)two\n", to: "feed")
    let file = try InputFile(
      path: Array(directory.path("feed").utf8), named: "feed", followLinks: false)
    var reader = ByteReader(descriptor: file.descriptor, name: file.name)
    #expect(try reader.nextLines() == .whole(Array("one\n".utf8)))
    #expect(
      try reader.nextLines()
        == .tooLong(start: Array(long.utf8.prefix(2000)), length: long.utf8.count))
    #expect(try reader.nextLines() == .whole(Array("two\n".utf8)))
    #expect(try reader.nextLines() == nil)
  }
}
