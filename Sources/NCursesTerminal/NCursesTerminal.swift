internal import CTerm
internal import Glibc
public import TerminalKit

/// The real screen. One at a time.
///
/// Whatever ends the process, a signal or a bug of ours, gives the terminal back first. Only an
/// unconditional kill does not.
@MainActor
public final class NCursesTerminal {
  /// How many colours are in use.
  public let depth: ColorDepth
  public var theme: Theme { didSet { if theme != oldValue { retheme() } } }
  private var painter: Painter
  /// What the terminal shows. Nil when we cannot know.
  private var shown: Grid?
  private var input = Input()

  /// What to go by until the terminal says what its background is, if it ever does. `nil`: nothing.
  public let startsDark: Bool?

  /// Takes over the terminal of this process, also when its input or output is a file or a pipe.
  ///
  /// - Parameter depth: what the person asked for; nil to find out. Never more than the terminal has.
  public convenience init(theme: Theme, depth: ColorDepth? = nil) throws(TerminalError) {
    try self.init(theme: theme, depth: depth, on: (-1, -1), environment: Self.environment)
  }

  /// - Parameter descriptors: to read from and to write to; -1 for those of this process.
  init(
    theme: Theme, depth: ColorDepth?, on descriptors: (input: Int32, output: Int32),
    environment: [String: String]
  ) throws(TerminalError) {
    let name = environment["TERM"] ?? ""
    let kind = TerminalKind(environment: environment, described: ct_described(name))
    let most = kind.hasTrueColor ? ColorDepth.trueColor : .indexed256
    let wanted = depth ?? .detect(environment: environment, colors: most.colors)
    let description = wanted == .trueColor ? kind.description : CT_OWN_DESCRIPTION
    switch Int(ct_open(descriptors.input, descriptors.output, name, Int32(description))) {
    case CT_OPEN: break
    case CT_ALREADY_OPEN: throw .alreadyOpen
    case CT_NO_TTY: throw .noTerminal
    case CT_TOO_SIMPLE: throw .tooSimple(name: name)
    default: throw .noDescription(name: name)
    }
    self.depth = min(wanted, ColorDepth(colors: Int(ct_colors())))
    startsDark = kind.startsDark
    self.theme = theme
    painter = Painter(theme: theme.reduced(to: self.depth))
    input.sequences = Key.sequencesOfTerminal()
    input.escapeDelay = kind.escapeDelay
  }

  deinit { ct_close() }

  public var size: Size { Size(width: Int(ct_width()), height: Int(ct_height())) }

  /// Whether the mouse is ours: what is done with it becomes an event, and the terminal selects no text.
  public var hasMouse = false {
    didSet { if hasMouse != oldValue { ct_set_mouse(hasMouse ? 1 : 0) } }
  }

  /// The title of the window, which gets its own one back at the end.
  public var title = "" {
    didSet { if title != oldValue { ct_set_title(String(sanitised(title).prefix(120))) } }
  }

  private func retheme() {
    painter = Painter(theme: theme.reduced(to: depth))
    shown = nil
    ct_forget_colors()
  }

  /// Shows `grid`, and sends the terminal only what differs from what it showed before: nothing, when it
  /// is the same.
  public func show(_ grid: Grid) {
    guard grid != shown else { return }
    let size = size
    let before = shown?.size == grid.size ? shown : nil
    painter.begin()
    if before == nil { ct_clear() }
    var risky: [Point] = []
    var behind: [Point] = []
    for y in 0..<min(size.height, grid.size.height) {
      if let before {
        if grid.hasSameRow(y, as: before) {
          // Its cells stay; so must their colours.
          for x in 0..<min(size.width, grid.size.width) { painter.choose(grid[x, y]) }
          continue
        }
        ct_clear_row(Int32(y))
      }
      var (endOfBehind, reach) = (0, 0)
      // The last thing that was put in this row, and where it ends.
      var (written, end) = (Style?.none, 0)
      for x in 0..<min(size.width, grid.size.width) {
        let cell = grid[x, y]
        painter.choose(cell)
        if grid.isRisky(x: x, y: y) {
          risky.append(Point(x: x, y: y))
          // Every one of a run may push what is behind it further.
          reach = (x < endOfBehind ? reach : 0) + 1 + grid.marks(at: y * grid.size.width + x).count
          endOfBehind = x + 1 + reach
          ct_put(Int32(x), Int32(y), 0x20, 1)
        } else if !cell.isContinuation, x < endOfBehind {
          behind.append(Point(x: x, y: y))
          ct_put(Int32(x), Int32(y), 0x20, 1)
        } else if !cell.isContinuation {
          let isBlank = cell.scalar == " " && painter.pen.isBlank
          if isBlank { continue }
          // The words of a text are one run, and not each in its own style between blanks in none.
          if written == painter.pen.style, x - end <= Self.widestGap {
            for gap in end..<x { ct_put(Int32(gap), Int32(y), 0x20, 1) }
          }
          end = x + put(cell, of: grid, x: x, y: y)
          written = painter.pen.style
        }
      }
    }
    if !risky.isEmpty {
      ct_send(0, 0)
      put(risky, of: grid)
      put(behind, of: grid)
    }
    let cursor = grid.cursor ?? Point(x: size.width - 1, y: size.height - 1)
    ct_end(Int32(cursor.x), Int32(cursor.y))
    shown = grid
  }

  /// Puts what was left blank so far: glyphs that terminals disagree about, and then what stands behind them.
  ///
  /// After each run the cursor goes to the corner. Wherever such a glyph has taken it, and whatever it has
  /// covered, the next one stands where it should.
  private func put(_ points: [Point], of grid: Grid) {
    var runs = 0
    for (index, point) in points.enumerated() {
      let cell = grid[point.x, point.y]
      if !cell.isContinuation {
        painter.choose(cell)
        put(cell, of: grid, x: point.x, y: point.y)
      }
      let next = Point(x: point.x + 1, y: point.y)
      guard index + 1 == points.count || points[index + 1] != next else { continue }
      runs += 1
      if runs <= Self.mostRuns || index + 1 == points.count { ct_send(0, 0) }
    }
  }

  /// So many runs are placed one by one in a frame; a screen full of them would take too long.
  private static let mostRuns = 400

  /// - Returns: how many columns it takes.
  @discardableResult
  private func put(_ cell: Cell, of grid: Grid, x: Int, y: Int) -> Int {
    let isWide = x + 1 < grid.size.width && grid[x + 1, y].isContinuation
    let marks = grid.marks(at: y * grid.size.width + x).map(\.value)
    let width: Int32 = isWide ? 2 : 1
    if marks.isEmpty {
      ct_put(Int32(x), Int32(y), cell.scalar.value, width)
    } else {
      ct_put_marked(Int32(x), Int32(y), cell.scalar.value, marks, Int32(marks.count), width)
    }
    return Int(width)
  }

  /// More blanks than that are cheaper to leap.
  private static let widestGap = 2

  /// Sends all of the next frame, for a screen that another program wrote on.
  public func repaint() {
    shown = nil
    ct_repaint()
  }

  /// Sleeps until something happens, at most for `milliseconds`; nil: for as long as it takes.
  public func wait(untilTimeout milliseconds: Int? = nil) -> [TerminalEvent] {
    let timeouts = [milliseconds, input.patience].compactMap(\.self)
    let happened = Int(ct_wait(timeouts.min().map { Int32(clamping: max(0, $0)) } ?? -1))
    if happened & CT_STOP != 0 { suspend() }
    if happened == 0 { return input.patience == nil ? [.timedOut] : input.giveUp() }
    var events: [TerminalEvent] = []
    if happened & CT_RESUMED != 0 { events.append(.resumed) }
    if happened & CT_RESIZED != 0 { events.append(.resized(size)) }
    if happened & (CT_RESUMED | CT_RESIZED) != 0 { shown = nil }
    if happened & CT_INPUT != 0 { events += read() }
    if happened & CT_WOKEN != 0 { events.append(.woken) }
    if happened & CT_CLOSED != 0 { events.append(.closed) }
    return events
  }

  private func read() -> [TerminalEvent] {
    let events = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { bytes in
      let count = Int(ct_read(bytes.baseAddress, Int32(bytes.count)))
      return input.take(bytes.prefix(count))
    }
    if input.isAnswered { ct_answered() }
    return events
  }

  /// Ends the sleep of ``wait(untilTimeout:)`` with `.woken`. From any thread.
  public nonisolated static func wake() { ct_wake() }

  /// Gives the terminal back and stops the program, as Ctrl-Z does to others. When it goes on, the next
  /// ``wait(untilTimeout:)`` answers `.resumed`.
  public func suspend() { ct_suspend() }

  /// Gives the terminal to another program while `run` runs it and waits for its end. The next
  /// ``wait(untilTimeout:)`` answers `.resumed`.
  ///
  /// - Parameter run: calls what it is given with the program's number, and with 0 when it has ended. What
  ///   asks us to end in between asks that program to.
  public func lend<Outcome>(to run: (_ begun: (Int32) -> Void) -> Outcome) -> Outcome {
    ct_lend()
    defer { ct_take_back() }
    return run { ct_lent_to($0) }
  }

  /// A signal has asked for our end; ``wait(untilTimeout:)`` answers `.closed`.
  public var isAskedToEnd: Bool { ct_ended_by() != 0 }

  /// Ends the process by the signal that asked for its end, when one did: after all is put away.
  public nonisolated static func endBySignal() { ct_end_by_signal() }

  /// Has the terminal put `text` on its clipboard (OSC 52).
  ///
  /// - Returns: whether it was asked to; no terminal says whether it did. `false` when the text is too long
  ///   or the terminal too simple.
  public func copy(_ text: String) -> Bool {
    clipboardPayload(of: text).map { ct_copy($0) } ?? false
  }

  /// Gives the terminal back. Before anything else is printed.
  public func close() { ct_close() }

  /// What of the environment bears on terminals.
  private static var environment: [String: String] {
    var environment: [String: String] = [:]
    for name in TerminalKind.variables {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return environment
  }
}

/// Chooses the style of the cells that follow, where it is another.
@MainActor
private struct Painter {
  /// A style as CTerm is told it.
  struct Pen {
    let style: Style
    /// Whether a blank in it cannot be told from one of the ground.
    let isBlank: Bool
    private let bits, foreground, background: Int32

    init(_ style: Style, on ground: Style) {
      self.style = style
      isBlank = style.looksBlank(on: ground)
      (bits, foreground, background) = (
        style.bits, style.foreground.number, style.background.number
      )
    }

    func begin() { ct_begin(bits, foreground, background) }
    func choose() { ct_style(bits, foreground, background) }
  }

  private struct Look: Hashable {
    let role: Role
    let over: Role?
  }

  private let theme: Theme
  private let ground: Pen
  /// Those that were asked for so far.
  private var pens: [Look: Pen] = [:]
  private(set) var pen: Pen
  private var look: Look?

  init(theme: Theme) {
    self.theme = theme
    let style = theme.style(.background)
    ground = Pen(style, on: style)
    pen = ground
  }

  /// Begins a frame.
  mutating func begin() {
    (pen, look) = (ground, nil)
    pen.begin()
  }

  mutating func choose(_ cell: Cell) {
    let next = Look(role: cell.role, over: cell.over)
    if look == next { return }
    look = next
    pen = pen(of: next)
    pen.choose()
  }

  private mutating func pen(of look: Look) -> Pen {
    if let known = pens[look] { return known }
    let new = Pen(theme.style(look.role, over: look.over), on: ground.style)
    pens[look] = new
    return new
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
  /// Its number in the palette, or its three channels where those are what the terminal is told; -1 for
  /// the default.
  fileprivate var number: Int32 {
    switch self {
    case .default: -1
    case .ansi(let number), .indexed(let number): Int32(number)
    // What is darker than this blue would be one of the palette's first 16.
    case .rgb(let color):
      max(16, Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue))
    }
  }
}
