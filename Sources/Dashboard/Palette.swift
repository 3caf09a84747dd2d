import TerminalKit

/// The list of everything that can be done, with a line that narrows it.
struct Palette: Equatable, Sendable {
  var editor = LineEditor()
  var index = 0
  var cursor = ListCursor()

  /// Where it stands over the panes: at the bottom, so that the first rows stay in sight.
  static func rect(in layout: Layout) -> Rect {
    let body = layout.body
    if layout.isPlain { return body }
    let width = min(100, body.width)
    let height = min(body.height, max(7, min(20, body.height * 3 / 5)))
    return Rect(
      x: body.x + (body.width - width) / 2, y: body.y + body.height - height, width: width,
      height: height)
  }

  /// The rows of the list, below the line.
  static func rows(in layout: Layout) -> Rect {
    let inner = rect(in: layout).inner
    return Rect(x: inner.x, y: inner.y + 1, width: inner.width, height: max(0, inner.height - 1))
  }

  /// What is typed, word by word.
  var words: [String] { editor.text.split(separator: " ").map(String.init) }
}

/// One thing that can be done.
struct PaletteEntry: Equatable, Sendable {
  enum Deed: Equatable, Sendable {
    /// What a key does.
    case command(Command)
    /// What is typed after `:`, and wants more words.
    case verb(DeskVerb)
    case view(String)
    case theme(String)
  }

  var deed: Deed
  /// What it is called when it is typed.
  var name: String
  var words: String
  /// What to press instead, or to type. Empty: nothing.
  var key: String
  /// Where it would do something. `nil`: right here.
  var elsewhere: String?

  /// How well `typed` names this; less is better. `nil`: not at all.
  func rank(_ typed: [String]) -> Int? {
    guard !typed.isEmpty else { return 0 }
    let whole = typed.joined(separator: " ")
    if whole == key { return 0 }
    if [key, name].contains(where: { $0.lowercased() == whole.lowercased() }) { return 1 }
    let all = "\(name) \(words) \(key)"
    let begins = all.lowercased().split { !$0.isLetter && !$0.isNumber }
    if typed.allSatisfy({ word in begins.contains { $0.hasPrefix(word.lowercased()) } }) {
      return name.lowercased().hasPrefix(whole.lowercased()) ? 2 : 3
    }
    if typed.allSatisfy({ all.contains(folding: $0) }) { return 4 }
    return whole.count > 1 && name.hasInOrder(whole) ? 5 : nil
  }
}

extension String {
  /// Whether the characters of `text` stand in this one after the other, whatever is between them.
  fileprivate func hasInOrder(_ text: String) -> Bool {
    var rest = lowercased()[...]
    for character in text.lowercased() {
      guard let index = rest.firstIndex(of: character) else { return false }
      rest = rest[rest.index(after: index)...]
    }
    return true
  }
}

extension DashboardState {
  /// What the palette lists: what fits best first; where nothing is typed, what was chosen last.
  var paletteEntries: [PaletteEntry] {
    let typed = palette?.words ?? []
    let found = allEntries.enumerated().compactMap { order, entry in
      entry.rank(typed).map { rank in
        (
          entry,
          [rank, typed.isEmpty ? recency(of: entry) : 0, entry.elsewhere == nil ? 0 : 1, order]
        )
      }
    }
    return found.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  private func recency(of entry: PaletteEntry) -> Int {
    recentEntries.firstIndex(of: entry.name) ?? recentEntries.count
  }

  private var allEntries: [PaletteEntry] {
    var seen: Set<Command> = [.openPalette]
    // A command with several rows is shown as it is here.
    let rows = keys.bindings(in: paneContext) + keys.bindings
    let here = rows.filter { seen.insert($0.command).inserted }.map(entry)
    let verbs = DeskVerb.allCases.filter { !$0.isCommand }.map { verb in
      PaletteEntry(
        deed: .verb(verb), name: verb.written, words: verb.form.words, key: ":\(verb.rawValue)")
    }
    let views = names.views.sorted { $0.key < $1.key }.map { name, filter in
      PaletteEntry(
        deed: .view(name), name: "view \(name)", words: "show \(name): \(filter)",
        key: ":view \(name)")
    }
    let themes = themes.map { name in
      PaletteEntry(deed: .theme(name), name: "theme \(name)", words: "look as \(name)", key: "")
    }
    return here + verbs + views + themes
  }

  private func entry(of binding: Binding) -> PaletteEntry {
    let command = binding.command
    let label = binding.keys.first?.label
    return PaletteEntry(
      deed: .command(command), name: command.name,
      words: command.column == nil ? binding.words : "sort by \(binding.words)",
      key: [command.column == nil ? nil : keys.label(of: .sort, in: .incidents), label]
        .compactMap(\.self).joined(separator: " "),
      elsewhere: isPossible(command) ? nil : keys.places(of: command).words)
  }

  /// `command` would do something in the pane with the focus.
  private func isPossible(_ command: Command) -> Bool {
    command.column != nil || keys.places(of: command).contains(paneContext)
  }

  // MARK: Doing

  mutating func openPalette() -> [Effect] {
    palette = Palette()
    return [.loadNames]
  }

  mutating func typeIntoPalette(_ text: String) {
    for character in text { palette?.editor.insert(character) }
    paletteWasEdited()
  }

  private mutating func paletteWasEdited() {
    palette?.index = 0
    palette?.cursor = ListCursor()
  }

  mutating func handlePalette(_ command: Command) -> [Effect] {
    guard var palette else { return [] }
    switch command {
    case .leavePalette:
      self.palette = nil
      return []
    case .runEntry: return runEntry()
    default: break
    }
    let count = paletteEntries.count
    let height = Palette.rows(in: layout).height
    if let index = palette.cursor.move(command, from: palette.index, count: count, height: height) {
      palette.index = index
      self.palette = palette
    } else if palette.editor.edit(command) {
      let isOther = palette.editor.text != self.palette?.editor.text
      self.palette = palette
      if isOther { paletteWasEdited() }
    }
    return []
  }

  private mutating func runEntry() -> [Effect] {
    let entries = paletteEntries
    guard let index = palette?.index, entries.indices.contains(index) else { return [] }
    let entry = entries[index]
    if let elsewhere = entry.elsewhere {
      message = Message(text: "\(entry.name) does something only \(elsewhere)", role: .msgWarn)
      return []
    }
    palette = nil
    recentEntries = Array(([entry.name] + recentEntries.filter { $0 != entry.name }).prefix(20))
    switch entry.deed {
    case .command(let command): return perform(command)
    case .verb(let verb): return openDesk("\(verb.rawValue) ")
    case .view(let name): return run(line: "view \(name)")
    case .theme(let name): return keep(theme: name)
    }
  }

  /// Does what the key of `command` does in the pane with the focus, or says where it does something.
  mutating func perform(_ command: Command) -> [Effect] {
    if command.column != nil { return handleSorting(command) }
    guard isPossible(command) else {
      tellWhere(command, as: command.name)
      return []
    }
    return handle(command, in: paneContext)
  }

  /// `key` does nothing in the pane with the focus: where it would, if that is one thing.
  mutating func tellWhere(_ key: Key) {
    let others = keys.bindings.filter {
      $0.keys.contains(key) && !$0.contexts.isDisjoint(with: KeyContext.panes)
    }
    if let binding = others.first, others.allSatisfy({ $0.command == binding.command }) {
      tellWhere(binding.command, as: "\(key.label) (\(binding.words))")
    } else {
      let help = keys.label(of: .openHelp, in: paneContext).map { "; \($0) shows what does" } ?? ""
      message = Message(text: "\(key.label) does nothing here\(help)", role: .msgWarn)
    }
  }

  private mutating func tellWhere(_ command: Command, as name: String) {
    let places = keys.places(of: command).intersection(KeyContext.panes)
    message = Message(text: "\(name) does something only \(places.words)", role: .msgWarn)
  }

  mutating func handleOverPalette(_ mouse: Mouse) -> [Effect] {
    guard let palette else { return [] }
    switch mouse.act {
    case .wheelUp: for _ in 0..<Self.rowsOfWheel { _ = handlePalette(.up) }
    case .wheelDown: for _ in 0..<Self.rowsOfWheel { _ = handlePalette(.down) }
    case .press:
      guard Palette.rect(in: layout).contains(mouse.point) else {
        self.palette = nil
        return []
      }
      let rows = Palette.rows(in: layout)
      let count = paletteEntries.count
      guard rows.contains(mouse.point),
        let index = palette.cursor.row(
          onLine: mouse.point.y - rows.y, index: palette.index, count: count, height: rows.height)
      else { return [] }
      if index == palette.index { return runEntry() }
      self.palette?.cursor.move(from: palette.index, to: index, count: count, height: rows.height)
      self.palette?.index = index
    case .drag, .release: break
    }
    return []
  }
}
