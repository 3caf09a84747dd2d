internal import Foundation

/// What OSC 52 carries to a terminal's clipboard: `text`, sanitised, in base64, which has no character that
/// could end the sequence. `nil` when it is longer than terminals take.
///
/// 100,000 bytes of such a sequence are what terminals can be relied on to take; 74,994 bytes become so many.
public func clipboardPayload(of text: String) -> String? {
  let bytes = Data(sanitised(text, keepingLineBreaks: true).utf8)
  return bytes.count <= mostClipboardBytes ? bytes.base64EncodedString() : nil
}

/// The longest text for ``clipboardPayload(of:)``, in bytes.
public let mostClipboardBytes = 74_000
