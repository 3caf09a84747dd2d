import Dashboard
import Foundation
import Glibc
import Incidents
import NCursesTerminal
import TerminalKit

/// What the dashboard asks of other programs: a browser, an editor, a pager, the clipboard. How it went
/// comes back as `.told`.
@MainActor
final class Outside {
  private let terminal: NCursesTerminal
  private let mailbox: Mailbox

  init(terminal: NCursesTerminal, mailbox: Mailbox) {
    self.terminal = terminal
    self.mailbox = mailbox
  }

  private func tell(_ words: String, isProblem: Bool = false) {
    mailbox.put(.told(words, isProblem: isProblem))
  }

  // MARK: - The browser

  /// In `$BROWSER`, else in what the desktop has; where there is neither, the address is shown and copied.
  func open(_ address: WebAddress) {
    let hasDisplay = (variable("WAYLAND_DISPLAY") ?? variable("DISPLAY")) != nil
    guard let browsers = variable("BROWSER") else {
      let program = hasDisplay ? OtherProgram(["xdg-open", address.description]) : nil
      return program.map { start($0, for: address) }
        ?? show(
          address, because: hasDisplay ? "there is no xdg-open" : "no display and no $BROWSER")
    }
    guard let program = Self.browser(browsers, for: address) else {
      return show(address, because: "nothing of $BROWSER, '\(browsers)', can be run")
    }
    // What has no display to open a window on is one for the terminal, such as w3m.
    if hasDisplay { start(program, for: address) } else { run(program) { tell("read in \($0)") } }
  }

  /// The first of `browsers` that there is: commands with a colon between them, in each of which `%s`
  /// stands for the address; it comes last where there is none.
  private static func browser(_ browsers: String, for address: WebAddress) -> OtherProgram? {
    browsers.split(separator: ":").lazy.compactMap { command in
      let words = command.split(separator: " ").map(String.init)
      let filled = words.map { $0.replacing("%s", with: address.description) }
      return OtherProgram(filled == words ? words + [address.description] : filled)
    }.first
  }

  private func start(_ program: OtherProgram, for address: WebAddress) {
    do throws(POSIXError) {
      try program.detach { [mailbox, name = program.name] code in
        guard code != 0 else { return }
        mailbox.put(.told("\(name) ended with code \(code); see \(address)", isProblem: true))
      }
      tell("\(program.name) opens \(address)")
    } catch {
      show(address, because: "\(program.name) cannot be run: \(error.words)")
    }
  }

  private func show(_ address: WebAddress, because reason: String) {
    let isCopied = terminal.copy(address.description)
    tell("\(address)  (\(reason)\(isCopied ? "; it is on the terminal's clipboard" : ""))")
  }

  // MARK: - Programs on the terminal

  /// In `$VISUAL` or `$EDITOR`, as a copy.
  func edit(_ source: SourceText) {
    let text = sanitised(source.text, keepingLineBreaks: true)
    do throws(POSIXError) {
      var ending: String?
      let isChanged = try withCopy(of: text, named: "\(source.name).txt") { path in
        let usual = ["sensible-editor", "editor", "vi", "nano"]
        guard let program = chosen(["VISUAL", "EDITOR"], else: usual, with: [path]) else { return }
        run(program) { ending = $0 }
      }
      guard let ending else { return }
      tell(
        isChanged
          ? "read in \(ending); the text stays as its source sent it: your changes are not kept"
          : "read in \(ending): a copy, which is gone again")
    } catch {
      tell("the text cannot be put into a file: \(error.words)", isProblem: true)
    }
  }

  /// In `$PAGER`.
  func page(_ text: String) {
    guard let program = chosen(["PAGER"], else: ["less", "more"]) else { return }
    do throws(POSIXError) {
      try withFile(of: sanitised(text, keepingLineBreaks: true) + "\n") { file in
        run(program, input: file) { tell("read in \($0)") }
      }
    } catch {
      tell("the text cannot be put into a file: \(error.words)", isProblem: true)
    }
  }

  /// The program that one of these variables names, in words between blanks; where none is set, the first
  /// of `usual` that there is. `nil` when it cannot be run, which is then said.
  private func chosen(
    _ variables: [String], else usual: [String], with arguments: [String] = []
  ) -> OtherProgram? {
    if let name = variables.first(where: { variable($0) != nil }), let command = variable(name) {
      let words = command.split { $0 == " " || $0 == "\t" }.map(String.init)
      if let program = OtherProgram(words + arguments) { return program }
      tell("'\(command)' cannot be run; set $\(name) to a program that is there", isProblem: true)
      return nil
    }
    if let program = usual.lazy.compactMap({ OtherProgram([$0] + arguments) }).first {
      return program
    }
    tell(
      "there is none of \(usual.joined(separator: ", ")); set $\(variables[0])", isProblem: true)
    return nil
  }

  /// Lends the terminal to `program` until it has ended.
  ///
  /// - Parameter done: with the program's name, unless something went wrong, which is then said.
  private func run(_ program: OtherProgram, input: Int32? = nil, _ done: (String) -> Void) {
    let outcome = terminal.lend { begun -> Swift.Result<Int32, POSIXError> in
      let start = ContinuousClock.now
      let outcome = Swift.Result { () throws(POSIXError) in
        try program.run(input: input, begun)
      }
      // What ended at once wrote something that nobody has read yet.
      if ContinuousClock.now - start < .seconds(1), !terminal.isAskedToEnd { Self.awaitEnter() }
      return outcome
    }
    switch outcome {
    case .success(0): done(program.name)
    case .success(let code): tell("\(program.name) ended with code \(code)", isProblem: true)
    case .failure(let error):
      tell("\(program.name) cannot be run: \(error.words)", isProblem: true)
    }
  }

  private static func awaitEnter() {
    let screen = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard screen >= 0 else { return }
    defer { close(screen) }
    let words = "\n[Enter: back to watchfloor] "
    _ = write(screen, words, words.utf8.count)
    var byte: UInt8 = 0
    while read(screen, &byte, 1) == 1, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {}
  }

  // MARK: - The clipboard

  /// By the terminal (OSC 52), and by what else keeps a clipboard here.
  func copy(_ clipping: Clipping) {
    let (what, words): (String, String)
    do {
      (what, words) = try Self.text(of: clipping)
    } catch {
      return tell("nothing is copied: \(error)", isProblem: true)
    }
    let text = sanitised(words, keepingLineBreaks: true)
    let ways =
      (terminal.copy(text) ? ["OSC 52"] : []) + Self.keepers.compactMap { give(text, to: $0) }
    let size = "\(text.utf8.count) bytes"
    if !ways.isEmpty {
      tell("copied \(what), \(size) (\(ways.joined(separator: ", ")))")
    } else if text.utf8.count > mostClipboardBytes {
      tell(
        "not copied: \(what), \(size), are more than terminals take (\(mostClipboardBytes)); "
          + (clipping.count > 1 ? "mark fewer" : "watchfloor show ID --json prints it"),
        isProblem: true)
    } else {
      tell("not copied: this terminal has no clipboard, and nothing else here has", isProblem: true)
    }
  }

  private static func text(of clipping: Clipping) throws -> (what: String, text: String) {
    switch clipping {
    case .citations(let lines):
      (lines.count == 1 ? "a citation" : "\(lines.count) citations", lines.joined(separator: "\n"))
    case .json(let details, let now):
      (
        details.count == 1 ? "JSON" : "JSON of \(details.count) incidents",
        try details.map { try lineOfJSON(IncidentDocument($0, now: now)) }.joined(separator: "\n")
      )
    }
  }

  /// Which programs take what is copied on their standard input, and where each is of use. tmux takes
  /// OSC 52 only if it is told to, so it is asked by itself, too.
  private static var keepers: [[String]] {
    let desktop =
      if variable("WAYLAND_DISPLAY") != nil {
        ["wl-copy"]
      } else if variable("DISPLAY") != nil {
        ["xclip", "-selection", "clipboard"]
      } else {
        [String]()
      }
    return [desktop, variable("TMUX") != nil ? ["tmux", "load-buffer", "-w", "-"] : []]
      .filter { !$0.isEmpty }
  }

  /// - Returns: the program's name. `nil` where there is no such program.
  private func give(_ text: String, to words: [String]) -> String? {
    guard let program = OtherProgram(words) else { return nil }
    do throws(POSIXError) {
      try withFile(of: text) { file throws(POSIXError) in
        try program.detach(input: file) { [mailbox, name = program.name] code in
          guard code != 0 else { return }
          mailbox.put(.told("\(name) has not taken it: code \(code)", isProblem: true))
        }
      }
      return program.name
    } catch {
      tell("\(program.name) cannot be run: \(error.words)", isProblem: true)
      return nil
    }
  }
}
