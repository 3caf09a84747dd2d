import CTerm
import Glibc
import Testing

@testable import TerminalKit

struct CellWidthTests {
  /// Characters that this C library does not know are shown as a box, so they may be of any width.
  @Test(
    "A character takes as many cells as ncurses will count",
    .enabled(if: libraryVersion == "glibc 2.36", "another C library may know another Unicode"))
  func sameAsTheCLibrary() {
    var different: [String] = []
    for value in UInt32(0x20)...0x3FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let counted = Int(ct_cell_width(value))
      let isSent = sanitised("x" + String(scalar)).unicodeScalars.contains(scalar)
      if isSent, counted >= 0, counted != scalar.cellWidth {
        different.append("U+\(String(value, radix: 16)): \(counted), not \(scalar.cellWidth)")
      }
    }
    #expect(different == [])
  }

  private static var libraryVersion: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { version in
      let length = confstr(Int32(_CS_GNU_LIBC_VERSION), version.baseAddress, version.count)
      return String(decoding: version.prefix(max(1, length) - 1).map(UInt8.init), as: UTF8.self)
    }
  }
}
