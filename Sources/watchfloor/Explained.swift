public import Dashboard
import Foundation
import IncidentStore
import Intake
import NCursesTerminal
import TerminalKit

/// An error that says its problem, its reason and what to type next.
protocol Explained: Error, CustomStringConvertible {}

extension IncidentStoreError: Explained {}
extension IntakeError: Explained {}
extension TerminalError: Explained {}
extension ThemeError: Explained {}

extension TypedError: Explained {
  public var description: String { "\(problem)\n  hint: \(hint)" }
}

/// Words for people go to standard error; standard output is for results.
func say(_ text: String) {
  let clean = sanitised(text, keepingLineBreaks: true)
  FileHandle.standardError.write(Data("\(clean)\n".utf8))
}

/// Says what went wrong.
func complain(_ error: some Error) {
  say("error: \(error)")
}
