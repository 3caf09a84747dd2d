public import TOMLKit

/// Why a text is no TOML.
public struct TOMLFault: Error, Hashable, Sendable {
  /// Counted from 1.
  public var line: Int
  public var reason: String
}

/// Reads a whole TOML file, by the one way there is: the parser itself would end the program over some of
/// what is none.
public func readTOML(_ text: String) throws(TOMLFault) -> TOMLTable {
  if let fault = KeyLines(of: text).fault { throw fault }
  do {
    return try TOMLTable(string: text)
  } catch {
    let problem = error as? TOMLParseError
    throw TOMLFault(
      line: problem?.source.begin.line ?? 1, reason: problem?.description ?? "\(error)")
  }
}
