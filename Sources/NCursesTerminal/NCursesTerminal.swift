internal import CTerm
internal import Glibc
public import TerminalKit

/// Something that happened at the terminal.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  case resized(Size)
  /// ``NCursesTerminal/wake()`` was called, once or more often.
  case woken
  case timedOut
  /// The program had been stopped and goes on; show the screen again.
  case resumed
  /// The terminal is gone. There will be no other event.
  case closed
}

/// The real screen. One at a time.
///
/// Whatever ends the process, a signal or a bug of ours, gives the terminal back first. Only an
/// unconditional kill does not.
@MainActor
public final class NCursesTerminal {
  /// How many colours are in use.
  public let depth: ColorDepth
  public var theme: Theme { didSet { shownTheme = theme.reduced(to: depth) } }
  private var shownTheme: Theme

  /// Takes over the terminal of this process, also when its input or output is a file or a pipe.
  ///
  /// - Parameter depth: what the person asked for; nil to find out. Never more than the terminal has.
  public init(theme: Theme, depth: ColorDepth? = nil) throws(TerminalError) {
    switch Int(ct_open()) {
    case CT_OPEN: break
    case CT_ALREADY_OPEN: throw .alreadyOpen
    case CT_NO_TTY: throw .noTerminal
    case CT_TOO_SIMPLE: throw .tooSimple(name: Self.environment["TERM"] ?? "")
    default: throw .noDescription(name: Self.environment["TERM"] ?? "")
    }
    let colors = Int(ct_colors())
    self.depth =
      depth.map { min($0, .detect(environment: [:], colors: colors)) }
      ?? .detect(environment: Self.environment, colors: colors)
    self.theme = theme
    shownTheme = theme.reduced(to: self.depth)
  }

  deinit { ct_close() }

  public var size: Size { Size(width: Int(ct_width()), height: Int(ct_height())) }

  /// Shows `grid`, and sends the terminal only what differs from what it showed before.
  public func show(_ grid: Grid) {
    let size = size
    let ground = shownTheme.style(.background)
    ct_begin(ground.bits, ground.foreground.number, ground.background.number)
    var painted: (role: Role, over: Role?, style: Style)?
    for y in 0..<min(size.height, grid.size.height) {
      for x in 0..<min(size.width, grid.size.width) {
        let cell = grid[x, y]
        guard !cell.isContinuation else { continue }
        if painted?.role != cell.role || painted?.over != cell.over {
          let style = shownTheme.style(cell.role, over: cell.over)
          painted = (cell.role, cell.over, style)
          ct_style(style.bits, style.foreground.number, style.background.number)
        }
        let isBlank = cell.scalar == " " && painted?.style.looksBlank(on: ground) == true
        if !isBlank { put(cell, of: grid, x: x, y: y) }
      }
    }
    let cursor = grid.cursor ?? Point(x: size.width - 1, y: size.height - 1)
    ct_end(Int32(cursor.x), Int32(cursor.y))
  }

  private func put(_ cell: Cell, of grid: Grid, x: Int, y: Int) {
    let isWide = x + 1 < grid.size.width && grid[x + 1, y].isContinuation
    let marks = grid.marks(at: y * grid.size.width + x).map(\.value)
    let width: Int32 = isWide ? 2 : 1
    if marks.isEmpty {
      ct_put(Int32(x), Int32(y), cell.scalar.value, width)
    } else {
      ct_put_marked(Int32(x), Int32(y), cell.scalar.value, marks, Int32(marks.count), width)
    }
  }

  /// Sends all of the next frame, for a screen that another program wrote on.
  public func repaint() { ct_repaint() }

  /// Sleeps until something happens, at most for `milliseconds`; nil: for as long as it takes.
  public func wait(untilTimeout milliseconds: Int? = nil) -> [TerminalEvent] {
    let timeout = milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
    let happened = Int(ct_wait(timeout))
    if happened & CT_STOP != 0 { suspend() }
    if happened == 0 { return [.timedOut] }
    var events: [TerminalEvent] = []
    if happened & CT_RESUMED != 0 { events.append(.resumed) }
    if happened & CT_RESIZED != 0 { events.append(.resized(size)) }
    if happened & CT_INPUT != 0 { events += keys().map(TerminalEvent.key) }
    if happened & CT_WOKEN != 0 { events.append(.woken) }
    if happened & CT_CLOSED != 0 { events.append(.closed) }
    return events
  }

  private func keys() -> [Key] {
    var keys: [Key] = []
    var character: UInt32 = 0
    while true {
      let code = Int(ct_key(&character))
      if code == CT_KEY_NONE { return keys }
      if let key = Key(code: code, character: character) { keys.append(key) }
    }
  }

  /// Ends the sleep of ``wait(untilTimeout:)`` with `.woken`. From any thread.
  public nonisolated static func wake() { ct_wake() }

  /// Gives the terminal back and stops the program, as Ctrl-Z does to others. When it goes on, the next
  /// ``wait(untilTimeout:)`` answers `.resumed`.
  public func suspend() { ct_suspend() }

  /// Gives the terminal back. Before anything else is printed.
  public func close() { ct_close() }

  /// What of the environment bears on terminals.
  private static var environment: [String: String] {
    var environment: [String: String] = [:]
    for name in ["TERM", "NO_COLOR"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return environment
  }
}

extension Style {
  /// Its attributes as CTerm numbers them.
  fileprivate var bits: Int32 {
    let bits: [(Attributes, Int)] = [
      (.bold, CT_BOLD), (.dim, CT_DIM), (.italic, CT_ITALIC), (.underline, CT_UNDERLINE),
      (.reverse, CT_REVERSE),
    ]
    return bits.reduce(0) { attributes.contains($1.0) ? $0 | Int32($1.1) : $0 }
  }

  /// Whether a blank in it can be told from one of `ground`.
  fileprivate func looksBlank(on ground: Style) -> Bool {
    background == ground.background && attributes.isDisjoint(with: [.reverse, .underline])
  }
}

extension Color {
  /// Its number in the palette; -1 for the default.
  fileprivate var number: Int32 {
    switch self {
    case .default: -1
    case .ansi(let number), .indexed(let number): Int32(number)
    // The theme was reduced to what the terminal has before it came here.
    case .rgb: reduced(to: .indexed256).number
    }
  }
}
