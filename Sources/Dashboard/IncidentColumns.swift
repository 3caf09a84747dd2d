/// Which columns the list has room for, and where. The title gives way last.
struct IncidentColumns: Equatable {
  /// Columns of cells, from the left edge of the list.
  var age: Range<Int>?
  var kind: Range<Int>?
  var what: Range<Int>
  var evidence: Range<Int>
  var origins: Range<Int>?
  var official: Range<Int>
  var clock: Range<Int>?
  /// Long words have room.
  var hasLongWords: Bool

  /// - Parameter gutter: cells at the left, for the cursor and for what catches the eye.
  init(width: Int, gutter: Int) {
    hasLongWords = width >= 72
    var left = gutter
    var right = width
    func fromRight(_ count: Int, gap: Int) -> Range<Int> {
      let end = right
      right = max(0, end - count - gap)
      return max(0, end - count)..<max(0, end)
    }

    if width >= 54 { clock = fromRight(4, gap: 1) }
    official = fromRight(hasLongWords ? 11 : 9, gap: hasLongWords ? 2 : 1)
    if width >= 54 { origins = fromRight(5, gap: 1) }
    evidence = fromRight(hasLongWords ? 9 : 6, gap: hasLongWords ? 2 : 1)
    if width >= 40 {
      age = left..<left + 4
      left += hasLongWords ? 6 : 5
    }
    if width >= 84 {
      kind = left..<left + 10
      left += 12
    }
    what = left..<max(left, right)
  }
}
