/// The one of `words` that is spelt most like `typed`: at most two letters away, or a third of them.
public func nearest(_ typed: String, among words: [String]) -> String? {
  let letters = Array(typed)
  let most = max(2, letters.count / 3)
  // What is much longer or shorter is never near.
  return words.map { (word: $0, letters: Array($0)) }
    .filter { abs($0.letters.count - letters.count) <= most }
    .map { (word: $0.word, distance: editDistance(letters, $0.letters)) }
    .min { $0.distance < $1.distance }
    .flatMap { $0.distance <= most ? $0.word : nil }
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
