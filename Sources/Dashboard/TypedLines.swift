/// What a person typed into the lines of the dashboard, oldest first and each once.
public struct TypedLines: Equatable, Sendable, Codable {
  public enum Kind: Sendable { case command, filter }

  public private(set) var commands: [String] = []
  public private(set) var filters: [String] = []

  /// Of each kind; the oldest go first.
  private static let most = 500

  public init() {}

  public mutating func add(_ line: String, to kind: Kind) {
    switch kind {
    case .command: Self.add(line, to: &commands)
    case .filter: Self.add(line, to: &filters)
    }
  }

  private static func add(_ line: String, to lines: inout [String]) {
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > most { lines.removeFirst(lines.count - most) }
  }
}
