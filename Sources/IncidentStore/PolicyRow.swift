import Foundation
import GRDB
import Incidents

/// The policy that counts: the latest entry's.
enum PolicyRow {
  static func current(_ db: Database) throws -> Policy {
    let body = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT body FROM policy ORDER BY seq DESC LIMIT 1"))
    return try body.map { try JSONDecoder.canonical.decode(Policy.self, from: $0) } ?? .standard
  }
}
