import Foundation
import Incidents

/// What Telegram Desktop writes when one exports a chat (`result.json`), or a whole account.
///
/// Each message is a report by its chat; several with pictures that were sent as one album are one report.
/// Of a whole account only channels and groups are taken: what people wrote to each other in private is
/// nobody's report, unless somebody exports that chat by itself.
struct TelegramExport: JSONFormat {
  static let name = "a Telegram export"
  static let paths = ["messages.*", "chats.list.*.messages.*"]

  private static let inAccount = "chats.list.*"

  private struct Chat {
    var name: String?
    var type: String?
    var id: String?
    var isOfAccount = false
    var isAnnounced = false
    var isRefused = false

    /// Of a whole account, what people wrote to each other.
    var isPrivate: Bool {
      isOfAccount && ["personal_chat", "bot_chat", "saved_messages", "replies"].contains(type)
    }
  }

  private let options: FeedOptions
  private var chat = Chat()
  /// The last message, which may yet turn out to be the first picture of an album.
  private var waiting: Message?

  init(options: FeedOptions) { self.options = options }

  var isPrivate: Bool { chat.isPrivate }

  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool {
    let keys = Set(rootKeys)
    if keys.contains("about"),
      !keys.isDisjoint(with: ["personal_information", "contacts", "chats"])
    {
      return true
    }
    return keys.isSuperset(of: ["type", "id", "messages"])
      && first.map { $0.has("date") || $0.has("type") } ?? true
  }

  mutating func open(_ path: String) {
    // The last message of the chat before comes out with the first of this one: it is complete.
    if path == Self.inAccount { chat = Chat(isOfAccount: true) }
  }

  mutating func take(member path: String, _ value: Any) {
    let prefix = chat.isOfAccount ? Self.inAccount + "." : ""
    switch path {
    case prefix + "name": chat.name = (value as? String).map(options.sanitise)
    case prefix + "type": chat.type = value as? String
    case prefix + "id": chat.id = (value as? NSNumber).map { "\($0.int64Value)" }
    default: break
    }
  }

  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult {
    var result = FeedResult()
    if isPrivate {
      if !chat.isRefused {
        chat.isRefused = true
        result.reject(
          line: line, problem: "cannot take in the chat that begins in line \(line)",
          BadRecord(
            reason: "it is private: only channels and groups of a whole account are taken in",
            hint: "export this chat by itself to take it in all the same"),
          raw: [], clean: options.sanitise)
      }
      return result
    }
    // Service messages tell of the chat itself, and those of an unknown type hold nothing.
    guard record.text("type") == "message" else { return result }
    guard let id = record.number("id").flatMap({ Int64(exactly: $0) }) else {
      throw BadRecord(reason: "it has no \"id\"", hint: "export the chat again")
    }
    var message = Message(record, id: id)
    message.chat = chat.id
    message.source = chat.name ?? options.source.map(options.sanitise)
    if waiting?.join(message) == true { return result }
    result.append(finish())
    if let name = chat.name, !chat.isAnnounced {
      chat.isAnnounced = true
      result.drafts.append(.source(SourceBody(name: name, platform: "telegram")))
    }
    waiting = message
    return result
  }

  mutating func finish() -> FeedResult {
    defer { waiting = nil }
    return FeedResult(drafts: waiting.map { [$0.draft] } ?? [])
  }
}

/// One message, or the album that begins with it.
private struct Message {
  var id: Int64
  var lastID: Int64
  var chat: String?
  var source: String?
  var sender: String?
  var date: String?
  var publishedAt: Date?
  var revisedAt: Date?
  var text: String
  /// What it holds beside words: "photo".
  var media: String?
  var forward: Forward?

  enum Forward: Equatable {
    case from(String)
    /// Of an account that is deleted or hidden.
    case fromUnnamed
  }

  init(_ record: JSONObject, id: Int64) {
    self.id = id
    lastID = id
    sender = record.id("from_id") ?? record.text("from")
    date = record.id("date_unixtime") ?? record.text("date")
    publishedAt = Message.time(record, "date")
    revisedAt = Message.time(record, "edited")
    text = record.pieces("text") ?? ""
    if text.isEmpty { text = record.pieces("text_entities") ?? "" }
    media = Message.media(record)
    if record.has("forwarded_from") {
      let name = record.text("forwarded_from")
      // A channel that forwards itself adds nobody to the chain.
      forward =
        name == record.text("from") && name != nil ? nil : name.map { .from($0) } ?? .fromUnnamed
    }
  }

  /// Seconds since 1970, or, in exports before 2021, the time that the exporter's clock on the wall showed: for
  /// want of its zone it is read as UTC.
  private static func time(_ record: JSONObject, _ key: String) -> Date? {
    let seconds = record.number("\(key)_unixtime")
    // Old exports write 1970 for "never".
    if let seconds {
      return 1...4_102_444_800 ~= seconds ? Date(timeIntervalSince1970: seconds) : nil
    }
    guard let date = record.date(key), date.timeIntervalSince1970 > 86_400 else { return nil }
    return date
  }

  private static func media(_ record: JSONObject) -> String? {
    if let type = record.text("media_type") { return type.replacing("_", with: " ") }
    if record.has("photo") { return "photo" }
    if record.has("file") { return "file" }
    if let poll = record.object("poll") {
      return "poll" + (poll.text("question").map { ": \($0)" } ?? "")
    }
    if let location = record.object("location_information"),
      let latitude = location.number("latitude"), let longitude = location.number("longitude")
    {
      return "location: \(latitude), \(longitude)"
    }
    return ["contact_information", "game_title", "invoice_information"].contains { record.has($0) }
      ? "attachment" : nil
  }

  /// Takes the next picture of the same album in: sent by the same in the same second, with the next number,
  /// and with words at most once.
  mutating func join(_ next: Message) -> Bool {
    guard media != nil, next.media != nil, next.id == lastID + 1, next.date == date, date != nil,
      next.sender == sender, next.chat == chat, next.forward == forward,
      text.isEmpty || next.text.isEmpty
    else { return false }
    lastID = next.id
    if text.isEmpty { text = next.text }
    revisedAt = [revisedAt, next.revisedAt].compactMap { $0 }.max()
    return true
  }

  var draft: Draft {
    let report = ReportBody(
      source: source, publishedAt: publishedAt,
      text: text.allSatisfy(\.isWhitespace) ? "[\(media ?? "empty")]" : text,
      addsOriginalReporting: forward == nil ? nil : false,
      nativeID: chat.map { "\($0)/\(id)" }, revisedAt: revisedAt)
    var reading = read(report)
    if let forward, var found = reading?.incidents {
      for index in found.indices { found[index].add(forward) }
      reading?.incidents = found
    }
    return .report(report, reading)
  }
}

extension ReadIncident {
  /// The forward header names who is nearest in the chain; whom the text cites stands behind.
  fileprivate mutating func add(_ forward: Message.Forward) {
    switch forward {
    case .from(let name):
      citations.insert(
        ReadCitation(
          source: name, platform: "telegram", relation: .forwards, state: .confirmed), at: 0)
    case .fromUnnamed where citations.isEmpty:
      citations = [
        ReadCitation(
          source: nil, platform: "telegram", relation: .forwards, state: .confirmed)
      ]
    case .fromUnnamed: break
    }
  }
}
