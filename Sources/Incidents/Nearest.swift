/// The one of `words` that is spelt most like `typed`: at most two letters away, or a third of them.
public func nearest(_ typed: String, among words: [String]) -> String? {
  let found = words.map { (word: $0, distance: editDistance(Array(typed), Array($0))) }
    .min { $0.distance < $1.distance }
  return found.flatMap { $0.distance <= max(2, typed.count / 3) ? $0.word : nil }
}

/// How many letters must be put in, taken out or changed to make one of the other.
public func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var row = Array(0...right.count)
  for (i, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let change = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, diagonal + 1, row[j] + 1)
    }
  }
  return row[right.count]
}
