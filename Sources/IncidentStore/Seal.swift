import Foundation

/// Four bytes that every row of the ledger carries, by which a byte of it is missed that is not as it was
/// written: FNV-1a over its columns in their order, each with its end.
///
/// An entry's id is the hash of what it says. Its seal is over the rest: who recorded it, where and when. Each
/// step of FNV-1a can be undone, so that one byte that differs always shows; of greater damage one in four
/// thousand million does not. It guards against what disks and memory do, not against people.
///
/// What belongs to the row alone needs nobody but the row: it can be checked, left behind, merged and
/// exported by itself. Rows of ledgers before version 3 have none, and nothing is held against them.
struct Seal {
  private var hash: UInt32 = 0x811c_9dc5

  /// As it stands in the column `seal`: of 32 bits with a sign, which SQLite keeps in four bytes.
  private static func over<each Value: SealedValue>(_ values: repeat each Value) -> Int {
    var seal = Self()
    for value in repeat each values { value.feed(&seal) }
    return Int(Int32(bitPattern: seal.hash))
  }

  fileprivate mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    for _ in 0..<8 {
      add(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  fileprivate mutating func add(_ byte: UInt8) { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
}

// What each table's seal is over, and in which order: in every ledger, so never change one. A time is a date or
// its milliseconds.
extension Seal {
  static func ofEntry(
    id: some SealedValue, recordedAt: some SealedValue, receivedAt: some SealedValue,
    author: String, desk: String, subject: String, ordinal: Int
  ) -> Int {
    over(id, recordedAt, receivedAt, author, desk, subject, ordinal)
  }

  static func ofRecording(
    id: some SealedValue, recordedAt: some SealedValue, ordinal: Int,
    receivedAt: some SealedValue, author: String, desk: String
  ) -> Int {
    over(id, recordedAt, ordinal, receivedAt, author, desk)
  }

  static func ofChange(
    at: some SealedValue, incident: String, field: String, old: String?, new: String,
    rule: String, because: Int64?, material: Bool
  ) -> Int {
    over(at, incident, field, old, new, rule, because, material)
  }

  static func ofSeen(person: String, seq: Int64, at: Date) -> Int { over(person, seq, at) }

  static func ofQuarantined(
    receivedAt: some SealedValue, origin: String, line: Int, problem: String, reason: String,
    hint: String, raw: String
  ) -> Int {
    over(receivedAt, origin, line, problem, reason, hint, raw)
  }

  static func ofNumber(key: String, value: Int) -> Int { over(key, value) }
}

/// What a column can hold that a ``Seal`` is over.
protocol SealedValue {
  func feed(_ seal: inout Seal)
}

extension Int: SealedValue {
  func feed(_ seal: inout Seal) { seal.add(self) }
}

extension Int64: SealedValue {
  func feed(_ seal: inout Seal) { seal.add(Int(self)) }
}

extension Bool: SealedValue {
  func feed(_ seal: inout Seal) { seal.add(self ? 1 : 0) }
}

/// In the ledger times are milliseconds; in a damaged one they may be any.
extension Date: SealedValue {
  func feed(_ seal: inout Seal) {
    seal.add(Int(exactly: (timeIntervalSince1970 * 1000).rounded()) ?? .max)
  }
}

extension String: SealedValue {
  func feed(_ seal: inout Seal) {
    // GRDB reads no text beyond a NUL.
    let bytes = utf8Span.span
    for place in bytes.indices {
      if bytes[place] == 0 { break }
      seal.add(bytes[place])
    }
    // No byte of UTF-8.
    seal.add(0xFF as UInt8)
  }
}

extension Data: SealedValue {
  func feed(_ seal: inout Seal) {
    seal.add(count)
    withUnsafeBytes { for byte in $0 { seal.add(byte) } }
  }
}

extension EntryID: SealedValue {
  func feed(_ seal: inout Seal) { data.feed(&seal) }
}

extension Optional: SealedValue where Wrapped: SealedValue {
  func feed(_ seal: inout Seal) {
    (self != nil).feed(&seal)
    self?.feed(&seal)
  }
}
