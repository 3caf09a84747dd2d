public import TerminalKit

/// Something that happened at the terminal.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// Text that came in one piece from elsewhere, sanitised. No key in it was pressed.
  case pasted(String)
  case mouse(Mouse)
  /// The window came to the fore, or went behind another.
  case focus(Bool)
  /// The terminal says what its background is, now or from now on.
  case background(isDark: Bool)
  case resized(Size)
  /// ``NCursesTerminal/wake()`` was called, once or more often.
  case woken
  case timedOut
  /// The program had been stopped and goes on; show the screen again.
  case resumed
  /// The terminal is gone, or a signal asks for our end. There will be no other event.
  case closed
}
