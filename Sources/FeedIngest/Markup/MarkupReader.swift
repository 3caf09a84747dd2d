import Incidents

/// What the elements of a kind of feed mean.
protocol MarkupDialect {
  init(options: FeedOptions)
  /// Whether `root`, in lower case, begins a feed of this kind.
  static func isRoot(_ root: String) -> Bool
  /// What to call a feed of this kind: "an RSS or Atom feed".
  static var feedName: String { get }

  func isItem(_ name: MarkupName) -> Bool
  /// Whether an open element `outer` of an item has ended, though nothing says so, when `inner` begins.
  func ends(_ outer: MarkupName, before inner: MarkupName) -> Bool
  /// What the feed says of itself: the inside of an element of its channel.
  mutating func learn(_ name: MarkupName, _ text: String)
  /// The attributes of the root.
  mutating func learn(rootAttributes: Range<Int>, of bytes: [UInt8])
  func draft(of item: MarkupItem) throws(UnreadableItem) -> Draft
  /// Gives what was learnt after `draft` was made.
  func completed(_ draft: Draft) -> Draft
  /// Whether drafts need nothing more of what stands at the end of a feed.
  var isComplete: Bool { get }
}

/// Why an item is no report, and what to do about it.
struct UnreadableItem: Error {
  var reason: String
  var hint: String
}

/// Reads a feed in markup: one item in memory at a time.
struct MarkupReader<Dialect: MarkupDialect>: FeedReader {
  /// The longest item, in bytes.
  static var itemLimit: Int { 8 << 20 }
  static var depthLimit: Int { 256 }
  static var nodeLimit: Int { 50_000 }
  /// Below an item, elements are known by name down to here: deeper than anything that is read.
  private static var knownDepth: Int { 8 }
  /// How many drafts wait for the channel's title, when it comes last.
  private static var waitingLimit: Int { 256 }
  /// Markup is taken in such pieces, so that a large one does not lie in memory twice.
  private static var pieceLength: Int { 256 << 10 }

  /// An element of the channel whose text will be learnt.
  private struct ChannelField {
    var name: MarkupName
    var inner: Int
  }

  private var dialect: Dialect
  private let options: FeedOptions
  private var decoder = MarkupDecoder()
  private var scanner = MarkupScanner()
  private var namespaces = MarkupNamespaces()
  private var hasRoot = false
  private var firstTag: String?
  private var channelPath: [String] = []
  private var isTooDeep = false
  private var field: ChannelField?
  private var item: OpenItem?
  private var waiting: [Draft] = []
  /// The feed cannot be read at all; what comes is ignored.
  private var hasFailed = false

  init(options: FeedOptions) {
    self.options = options
    dialect = Dialect(options: options)
  }

  /// - Parameter head: the beginning of a feed.
  static func recognises(_ head: some Collection<UInt8>) -> Bool {
    var decoder = MarkupDecoder()
    guard let text = try? decoder.decode(Array(head)[...], isLast: true),
      text.first(where: { !isMarkupSpace($0) }) == UInt8(ascii: "<")
    else { return false }
    var scanner = MarkupScanner()
    scanner.append(text)
    guard let tag = scanner.next(isLast: true), !tag.isClosing else { return false }
    return Dialect.isRoot(MarkupNamespaces().name(tag.name, of: scanner.bytes).local)
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) -> FeedResult { read(bytes, isLast: false) }

  mutating func finish() -> FeedResult {
    var result = read([], isLast: true)
    if let item { close(item, at: scanner.bytes.count, isCut: true, into: &result) }
    item = nil
    result.drafts.insert(contentsOf: waiting.map(dialect.completed), at: 0)
    waiting = []
    if !hasRoot, !hasFailed { result.rejected.append(unknownFeed) }
    return result
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> FeedResult {
    var result = FeedResult()
    guard !hasFailed else { return result }
    do throws(NotText) {
      let text = try decoder.decode(bytes, isLast: isLast)
      var start = text.startIndex
      repeat {
        let end = min(start + Self.pieceLength, text.endIndex)
        scanner.append(text[start..<end])
        start = end
        let isEnd = isLast && start == text.endIndex
        while let tag = scanner.next(isLast: isEnd) { take(tag, into: &result) }
        forget()
      } while start < text.endIndex
    } catch {
      hasFailed = true
      result.rejected.append(
        RejectedItem(
          line: nil, problem: "cannot take this in as \(Dialect.feedName)", reason: error.reason,
          hint: "give the feed itself, not packed", raw: ""))
    }
    return result
  }

  /// Lets go of bytes that no open element needs.
  private mutating func forget() {
    if item?.problem == nil, let start = item?.start, scanner.bytes.count - start > Self.itemLimit {
      item?.spoil(
        UnreadableItem(
          reason: "it has more than \(Self.itemLimit >> 20) MB",
          hint: "look at the feed: an item is one report"), scanner)
    }
    if let start = field?.inner, scanner.bytes.count - start > 64 << 10 { field = nil }
    var keep = min(scanner.position, field?.inner ?? .max)
    if let item, item.problem == nil { keep = min(keep, item.start) }
    guard keep > 0 else { return }
    scanner.discard(before: keep)
    field?.inner -= keep
    item?.move(by: keep)
  }

  // MARK: Tags

  private mutating func take(_ tag: MarkupTag, into result: inout FeedResult) {
    if !hasRoot, !tag.isClosing { takeRoot(tag) }
    let name = namespaces.name(tag.name, of: scanner.bytes)
    if dialect.isItem(name) {
      // An empty item inside another is nothing, and does not end it.
      if !tag.isEmpty, let open = item.take() {
        let end = tag.isClosing ? tag.range.upperBound : tag.range.lowerBound
        close(open, at: end, into: &result)
      }
      guard !tag.isClosing else { return }
      field = nil
      var open = OpenItem(
        start: tag.range.lowerBound, attributes: tag.attributes,
        line: scanner.line(of: tag.range.lowerBound))
      open.nodes.reserveCapacity(16)
      if tag.isEmpty {
        close(open, at: tag.range.upperBound, into: &result)
      } else {
        item = open
      }
    } else if var open = item.take() {
      takeInItem(tag, name, &open)
      item = open
    } else {
      takeInChannel(tag, name)
    }
  }

  private mutating func takeRoot(_ tag: MarkupTag) {
    let name = MarkupNamespaces().name(tag.name, of: scanner.bytes).local
    firstTag = firstTag ?? name
    guard Dialect.isRoot(name) else { return }
    hasRoot = true
    namespaces.declare(in: tag.attributes, of: scanner.bytes)
    namespaces.setMain(prefixOf: tag.name, of: scanner.bytes)
    dialect.learn(rootAttributes: tag.attributes, of: scanner.bytes)
  }

  private mutating func takeInItem(_ tag: MarkupTag, _ name: MarkupName, _ item: inout OpenItem) {
    guard item.problem == nil else { return }
    if tag.isClosing {
      item.end(name, at: tag.range.lowerBound)
      return
    }
    if item.elements.count == 1, dialect.ends(item.elements[0].name, before: name) {
      item.end(item.elements[0].name, at: tag.range.lowerBound)
    }
    let isEmpty = tag.isEmpty || isNeverClosed(name)
    item.begin(name, tag, isEmpty: isEmpty, isKnown: item.elements.count < Self.knownDepth)
    if item.elements.count > Self.depthLimit {
      item.spoil(
        UnreadableItem(
          reason: "its elements are nested more than \(Self.depthLimit) deep",
          hint: "look at the feed: no news item needs that"), scanner)
    } else if item.nodes.count > Self.nodeLimit {
      item.spoil(
        UnreadableItem(
          reason: "it has more than \(Self.nodeLimit) elements",
          hint: "look at the feed: an item is one report"), scanner)
    }
  }

  private mutating func takeInChannel(_ tag: MarkupTag, _ name: MarkupName) {
    if tag.isClosing {
      if let field, field.name == name {
        let text = MarkupText.text(
          scanner.bytes, field.inner..<max(field.inner, tag.range.lowerBound), as: .line)
        dialect.learn(name, text)
      }
      field = nil
      if let depth = channelPath.lastIndex(of: name.local) {
        channelPath.removeSubrange(depth...)
        isTooDeep = false
      }
      return
    }
    namespaces.declare(in: tag.attributes, of: scanner.bytes)
    guard !tag.isEmpty, !isTooDeep else { return }
    if channelPath.last.map(channelTags.contains) == true {
      field = ChannelField(name: name, inner: tag.range.upperBound)
    }
    channelPath.append(name.local)
    isTooDeep = channelPath.count >= Self.depthLimit
  }

  // MARK: Items

  /// - Parameter isCut: the feed ended inside it.
  private mutating func close(
    _ open: OpenItem, at end: Int, isCut: Bool = false, into result: inout FeedResult
  ) {
    do throws(UnreadableItem) {
      if let problem = open.problem { throw problem }
      if isCut, let unfinished = open.elements.last {
        throw UnreadableItem(
          reason: "the feed ends inside its <\(unfinished.name.local)>",
          hint: "take it in again when it has been written to its end")
      }
      var nodes = open.nodes
      for element in open.elements {
        if let index = element.node { nodes[index].inner = nodes[index].inner.lowerBound..<end }
      }
      let draft = try dialect.draft(
        of: MarkupItem(
          bytes: scanner.bytes, attributes: open.attributes, nodes: nodes))
      release(draft, into: &result)
    } catch {
      let beginning =
        open.problem == nil ? Array(scanner.bytes[open.start..<end].prefix(2000)) : open.beginning
      result.rejected.append(
        RejectedItem(
          line: open.line, problem: "cannot take in the item at line \(open.line)",
          reason: options.sanitise(error.reason), hint: error.hint,
          raw: options.sanitise(String(decoding: beginning, as: UTF8.self))))
    }
  }

  private mutating func release(_ draft: Draft, into result: inout FeedResult) {
    if !dialect.isComplete, waiting.count < Self.waitingLimit {
      waiting.append(draft)
      return
    }
    if !waiting.isEmpty {
      result.drafts.append(contentsOf: waiting.map(dialect.completed))
      waiting = []
    }
    result.drafts.append(draft)
  }

  private var unknownFeed: RejectedItem {
    RejectedItem(
      line: nil, problem: "cannot take this in as \(Dialect.feedName)",
      reason: options.sanitise(
        firstTag.map { "it begins with <\($0.prefix(40))>" } ?? "there is no element in it"),
      hint: "check what the address gives in a browser; it may be a page about the feed", raw: "")
  }
}

// MARK: - An item while it is read

/// An element inside an item that has not ended yet.
private struct OpenElement {
  var name: MarkupName
  /// Its index among the item's nodes. `nil` for one nested too deeply to be known.
  var node: Int?
}

private struct OpenItem {
  var start: Int
  var attributes: Range<Int>
  var nodes: [MarkupNode] = []
  var elements: [OpenElement] = []
  /// Why it will be rejected at its end. Its bytes are not kept, but for the beginning.
  var problem: UnreadableItem?
  var beginning: [UInt8] = []
  var line: Int

  mutating func begin(_ name: MarkupName, _ tag: MarkupTag, isEmpty: Bool, isKnown: Bool) {
    var node: Int?
    if isKnown {
      node = nodes.count
      nodes.append(
        MarkupNode(
          name: name, attributes: tag.attributes,
          inner: tag.range.upperBound..<tag.range.upperBound,
          parent: elements.last?.node))
    }
    if !isEmpty { elements.append(OpenElement(name: name, node: node)) }
  }

  /// An end tag that belongs to nothing is passed over.
  mutating func end(_ name: MarkupName, at end: Int) {
    guard let depth = elements.lastIndex(where: { $0.name == name }) else { return }
    for element in elements[depth...] {
      if let index = element.node { nodes[index].inner = nodes[index].inner.lowerBound..<end }
    }
    elements.removeSubrange(depth...)
  }

  mutating func spoil(_ problem: UnreadableItem, _ scanner: MarkupScanner) {
    self.problem = problem
    beginning = Array(scanner.bytes[start...].prefix(2000))
    nodes = []
    elements = []
  }

  mutating func move(by offset: Int) {
    guard problem == nil else { return }
    start -= offset
    attributes = attributes.moved(by: offset)
    for index in nodes.indices {
      nodes[index].attributes = nodes[index].attributes.moved(by: offset)
      nodes[index].inner = nodes[index].inner.moved(by: offset)
    }
  }
}

extension Range<Int> {
  fileprivate func moved(by offset: Int) -> Self { lowerBound - offset..<upperBound - offset }
}

/// Elements that hold the feed's own title and language.
private let channelTags: Set<String> = ["channel", "feed"]
/// HTML that is never closed, where a feed carries it unescaped.
private func isNeverClosed(_ name: MarkupName) -> Bool {
  guard name.space == .main, name.local.utf8.count <= 5 else { return false }
  return switch name.local {
  case "br", "img", "hr", "input", "wbr": true
  default: false
  }
}
