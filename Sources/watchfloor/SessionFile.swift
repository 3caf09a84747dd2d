import Dashboard
import Foundation
import Intake

/// What the last run on each store left to the next.
struct SessionFile {
  let path: String
  /// The store that is shown.
  let store: String

  init(of store: String) {
    path = Paths.standard.state + "/session.json"
    self.store = URL(filePath: store).standardizedFileURL.path
  }

  private struct Content: Codable {
    var v = 1
    /// By the paths of stores.
    var sessions: [String: Kept] = [:]
  }

  private struct Kept: Codable {
    var at: Date
    var session: Session
  }

  private struct Version: Codable {
    var v: Int
  }

  /// So many stores are remembered: those that were shown last.
  private static let most = 50

  /// `nil` when there is none.
  ///
  /// - Throws: ``Unusable``.
  func read() throws(Unusable) -> Session? { try content().sessions[store]?.session }

  /// Without it the next run begins anew, which is no reason to fail.
  func keep(_ session: Session) {
    do throws(IntakeError) {
      try write(session)
    } catch {
      say("this session is not kept: \(error.problem)\(error.reason.map { ": \($0)" } ?? "")")
    }
  }

  func write(_ session: Session) throws(IntakeError) {
    var content = Content()
    do throws(Unusable) {
      content = try self.content()
    } catch {
      // What is damaged is of no use to anybody; what is newer is.
      if error.isNewer { return }
    }
    content.sessions[store] = Kept(at: Date(), session: session)
    while content.sessions.count > Self.most,
      let oldest = content.sessions.min(by: { $0.value.at < $1.value.at })
    {
      content.sessions[oldest.key] = nil
    }
    try StateFile(path: path).save(content)
  }

  private func content() throws(Unusable) -> Content {
    guard let data = FileManager.default.contents(atPath: path) else { return Content() }
    let known = Content().v
    guard let version = try? JSONDecoder().decode(Version.self, from: data) else {
      throw Unusable(path: path, reason: "it is no session file")
    }
    if version.v > known {
      throw Unusable(
        path: path, reason: "a newer version wrote it (\(version.v); this one knows \(known))",
        isNewer: true)
    }
    do {
      return try JSONDecoder().decode(Content.self, from: data)
    } catch {
      throw Unusable(path: path, reason: "it is damaged")
    }
  }

  struct Unusable: Error, CustomStringConvertible {
    var path: String
    var reason: String
    var isNewer = false

    var description: String {
      "began anew: the last session in '\(path)' cannot be read: \(reason)"
        + (isNewer ? "" : "; it is written anew when you leave")
    }
  }
}
