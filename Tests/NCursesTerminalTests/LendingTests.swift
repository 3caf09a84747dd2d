import Foundation
import Glibc
import TerminalKit
import Testing

@testable import NCursesTerminal

extension OneTerminal {
  /// What goes to the terminal beside frames, and the terminal in other hands.
  @MainActor struct LendingTests {
    /// A screen that has been shown, with what was sent for it read.
    private func open() throws -> (Person, NCursesTerminal) {
      let person = try Person()
      let terminal = try person.terminal()
      terminal.show(Grid(size: terminal.size))
      _ = person.sees()
      return (person, terminal)
    }

    @Test(
      "The clipboard gets text and nothing else",
      arguments: [
        ("Hamburg", "Hamburg"), ("two\nlines", "two\nlines"), ("東京", "東京"),
        ("a\u{7}b\u{1B}\\c\u{9C}d\u{202E}e", "ab\\cde"),
      ])
    func copies(text: String, copied: String) throws {
      let (person, terminal) = try open()
      defer { terminal.close() }
      #expect(terminal.copy(text))
      let base64 = Data(copied.utf8).base64EncodedString()
      #expect(person.reads() == "\u{1B}]52;c;\(base64)\u{1B}\\")
    }

    @Test func whatIsTooLongForTheClipboardIsNotSent() throws {
      let (person, terminal) = try open()
      defer { terminal.close() }
      #expect(terminal.copy(String(repeating: "x", count: mostClipboardBytes)))
      _ = person.sees()
      #expect(!terminal.copy(String(repeating: "x", count: mostClipboardBytes + 1)))
      #expect(person.reads().isEmpty)
    }

    @Test func aTerminalThatIsLentIsAsItWasBeforeAndComesBack() throws {
      let (person, terminal) = try open()
      defer { terminal.close() }
      terminal.hasMouse = true
      _ = person.sees()
      var standard = sigaction()
      let lent = terminal.lend { _ in
        sigaction(SIGTSTP, nil, &standard)
        return person.reads()
      }
      #expect(lent.contains("\u{1B}[?1049l") && lent.contains("\u{1B}[?1006;1002;1000l"))
      #expect(standard.__sigaction_handler.sa_handler == nil, "SIGTSTP stops, as by default")
      #expect(terminal.wait(untilTimeout: 0).contains(.resumed))
      terminal.show(Grid(size: terminal.size))
      let back = person.reads()
      #expect(back.contains("\u{1B}[?1049h") && back.contains("\u{1B}[?1000;1002;1006h"))
      sigaction(SIGTSTP, nil, &standard)
      #expect(standard.__sigaction_handler.sa_handler != nil)
    }
  }
}
