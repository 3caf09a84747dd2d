public import Incidents

/// Drafts with all that can be worked out of them without a store: their bytes, ids, and what their texts
/// are compared by. So one thread can prepare what comes next while another puts in what came before.
public struct PreparedDrafts: Sendable {
  /// The entries of each draft.
  let entries: [[Ledger.Prepared]]

  /// - Throws: ``IncidentStoreError`` with code `.cannotWrite` for a number that JSON does not have.
  public init(_ drafts: [Draft]) throws(IncidentStoreError) {
    do {
      entries = try drafts.map(Self.entries)
    } catch {
      throw .failed(.cannotWrite, "", reason: "\(error)")
    }
  }

  private static func entries(of draft: Draft) throws -> [Ledger.Prepared] {
    switch draft {
    case .source(let body): return [try Ledger.Prepared(.source(body))]
    case .authority(let body): return [try Ledger.Prepared(.authority(body))]
    case .heard(let body): return [try Ledger.Prepared(.heard(body))]
    case .report(let body, let reading):
      let report = try Ledger.Prepared(Ledger.Record(body))
      guard let reading else { return [report] }
      let body = Ledger.ReadingBody(report: Report.ID(report.id), reading: reading)
      return [report, try Ledger.Prepared(.reading(body))]
    }
  }
}
