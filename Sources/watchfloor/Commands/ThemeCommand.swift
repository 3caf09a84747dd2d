import ArgumentParser
import Foundation
import TerminalKit

struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "Lists, shows and checks themes, and makes them of others' schemes.",
    subcommands: [List.self, Show.self, Check.self, ImportBase16.self, ImportBtop.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract:
        "Lists every theme: for which ground, its pair, where it is, and whether it can be read.")

    @OptionGroup var themes: ThemesOption

    func run() throws {
      let library = themes.library
      let names = library.names
      let width = names.map(displayWidth).max() ?? 0
      let pairs = names.compactMap { (try? library.theme($0))?.pair }.map(displayWidth).max() ?? 0
      for name in names {
        let place = library.origin(of: name)?.path ?? "in the program"
        let row: [String]
        do throws(ThemeError) {
          let theme = try library.theme(name)
          let check = ThemeCheck(of: theme, toml: try library.text(of: name))
          row = [
            theme.mode.rawValue.padded(5), (theme.pair ?? "–").padded(pairs),
            check.verdict.padded(9), place,
          ]
        } catch {
          row = ["cannot be used, \(error.reason)", place]
        }
        print(sanitised("\(name.padded(width))  \(row.joined(separator: "  "))"))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Paints every role of a theme, with words as they stand on screen.")

    @OptionGroup var themes: ThemesOption
    @Argument(help: "The name of a theme, or a theme file.") var theme: String

    func run() throws {
      let painter = ThemePainter.standard(try themes.library.theme(theme))
      for line in painter.lines { print(line) }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Says how well a theme can be read, and which lines must change.",
      discussion: """
        Contrast is that of WCAG 2.2, on every ground that words may stand on, also in 256 colours: \
        4.5 for words, 3 for those that stand back, 7 where the theme promises "high-contrast". The \
        least distance of two status colours is in OKLab, where 0.02 can just be noticed; a theme \
        that promises "colour-blind" keeps \(ThemeCheck.leastDistance) for those who lack the cones \
        for red or for green. Exit code 1 when something is wrong.
        """)

    @OptionGroup var themes: ThemesOption
    @Argument(help: "Names of themes, or theme files.") var names: [String]

    func run() throws {
      let library = themes.library
      var isGood = true
      for name in names {
        let problems = try problems(of: name, in: library)
        for problem in problems {
          print(sanitised("\(problem.file):\(problem.line): \(problem.text)"))
          print(sanitised("  hint: \(problem.hint)"))
        }
        isGood = isGood && problems.isEmpty
      }
      if !isGood { throw ExitCode(1) }
    }

    /// Prints the figures of a theme that can be used.
    private func problems(
      of name: String, in library: ThemeLibrary
    ) throws -> [(file: String, line: Int, text: String, hint: String)] {
      let read = Result { () throws(ThemeError) in
        (theme: try library.theme(name), toml: try library.text(of: name))
      }
      if case .failure(let error) = read, let line = error.line {
        return [(error.theme, line, error.finding, error.hint)]
      }
      let (theme, toml) = try read.get()
      let check = ThemeCheck(of: theme, toml: toml)
      for line in check.figures(of: theme, called: name) { print(sanitised(line)) }
      let file = library.origin(of: name)?.path ?? name
      return check.problems.map { (file, $0.line, $0.text, $0.hint) }
    }
  }

  struct ImportBase16: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import-base16", abstract: "Makes a theme of a base16 scheme (YAML or JSON).")

    @OptionGroup var output: ImportOptions

    func run() throws { try output.write(ThemeImport.base16) }
  }

  struct ImportBtop: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import-btop", abstract: "Makes a theme of a theme of btop.")

    @OptionGroup var output: ImportOptions

    func run() throws { try output.write(ThemeImport.btop) }
  }
}

struct ImportOptions: ParsableArguments {
  @Argument(help: "The file of the scheme.") var file: String
  @Option(
    help: ArgumentHelp(
      "Write it here, where nothing is yet. Default: standard output.", valueName: "file"))
  var output: String?

  func write(_ make: (String, String) throws(ThemeError) -> String) throws {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw ThemeError.notReadable(theme: file, reason: error.localizedDescription)
    }
    let theme = try make(text, file)
    guard let output else { return print(theme, terminator: "") }
    do {
      try Data(theme.utf8).write(to: URL(filePath: output), options: .withoutOverwriting)
    } catch {
      throw ThemeError.notWritable(theme: output, reason: error.localizedDescription)
    }
    say("see how well it can be read with: watchfloor theme check '\(output)'")
  }
}

extension ThemeCheck {
  fileprivate var verdict: String {
    problems.isEmpty ? "ok" : "\(problems.count) problem\(problems.count == 1 ? "" : "s")"
  }

  /// In words and numbers, under the theme's name.
  fileprivate func figures(of theme: Theme, called name: String) -> [String] {
    let promises = theme.promises.map(\.rawValue).sorted().map { "promises \($0)" }
    let head = [theme.name, theme.mode.rawValue, theme.pair.map { "pair \($0)" }].compactMap(\.self)
    var lines = ["\(name): \((head + promises + [verdict]).joined(separator: ", "))"]
    guard let words, let quietWords else {
      return lines + ["  it wears the terminal's own colours, of which nothing is known"]
    }
    lines.append("  contrast     words \(words.words), standing back \(quietWords.words)")
    for sight in Sight.allCases {
      guard let distance = distances[sight] else { continue }
      let roles = distance.roles.map(\.rawValue).joined(separator: " and ")
      lines.append("  \(sight.words.padded(12)) \(distance.value.hundredths) between \(roles)")
    }
    if !theme.promises.contains(.colourBlind) {
      lines.append("  what looks alike is told apart by its glyph and its word")
    }
    return lines
  }
}

extension ThemeCheck.Contrast {
  fileprivate var words: String {
    "\(value.tenths) (\(role.rawValue)\(over.map { " on \($0.rawValue)" } ?? ""))"
  }
}

extension Sight {
  fileprivate var words: String { self == .full ? "full sight" : rawValue }
}

extension String {
  /// With blanks at its end, up to `width` cells.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth(self)))
  }
}
