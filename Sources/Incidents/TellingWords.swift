/// The words by which tellings of incidents are compared: each as a hash of its stem, with what it is.
///
/// A word has four letters or more. Case, the endings of Russian, Ukrainian and English, and numbers make no
/// difference: sources count differently what they all tell of.
public struct TellingWords: Hashable, Sendable {
  /// Sorted. The last bit of each says whether the word only names the place or the kind of thing, which
  /// tellings of different incidents share as well.
  public var hashes: [UInt32]

  public init(hashes: [UInt32]) { self.hashes = hashes }

  /// - Parameter place: its words, and those for kinds of things, are common ones.
  init(_ texts: some Sequence<String>, place: String?) {
    var (common, words) = ([UInt32](), [UInt32]())
    words.reserveCapacity(2 * Self.limit)
    if let place { forEachStem(in: place) { common.append($0) } }
    for text in texts where words.count < Self.limit { forEachStem(in: text) { words.append($0) } }
    words += common
    words.sort()
    hashes = []
    hashes.reserveCapacity(min(words.count, Self.limit))
    for word in words where hashes.count < Self.limit && hashes.last.map({ $0 & ~1 }) != word {
      hashes.append(word | (common.contains(word) || kindStems.contains(word) ? 1 : 0))
    }
  }

  /// More would only say that a text is long.
  static let limit = 32

  /// The words of a place's name.
  ///
  /// - Parameter name: "outskirts of Krasnodar".
  static func name(_ name: String?) -> [UInt32] {
    var stems: [UInt32] = []
    if let name { forEachStem(in: name) { if !placeStems.contains($0) { stems.append($0) } } }
    return stems.sorted()
  }

  /// What two tellings share.
  struct Shared {
    /// The part of the shorter one's words that the longer one has, too, from 0 to 1.
    var alike = 0.0
    /// How many words they share beside the place and the kind.
    var own = 0
    /// How many of these the one with fewer of them has.
    var ownFewest = 0

    var ownAlike: Double { ownFewest == 0 ? 0 : Double(own) / Double(ownFewest) }
  }

  func shared(with other: Self) -> Shared {
    var (all, own, ownLeft, ownRight) = (0, 0, 0, 0)
    hashes.withUnsafeBufferPointer { one in
      other.hashes.withUnsafeBufferPointer { two in
        var (left, right) = (0, 0)
        while left < one.count, right < two.count {
          let (mine, its) = (one[left] | 1, two[right] | 1)
          if mine == its {
            all += 1
            own += Int(~(one[left] | two[right]) & 1)
          }
          if mine <= its { left += 1 }
          if its <= mine { right += 1 }
        }
        for hash in one { ownLeft += Int(~hash & 1) }
        for hash in two { ownRight += Int(~hash & 1) }
      }
    }
    let fewest = min(hashes.count, other.hashes.count)
    return Shared(
      alike: fewest == 0 ? 0 : Double(all) / Double(fewest), own: own,
      ownFewest: min(ownLeft, ownRight))
  }
}

/// Calls `body` with a hash, its last bit 0, of the stem of each word of four letters or more.
private func forEachStem(in text: String, _ body: (UInt32) -> Void) {
  var text = text
  text.withUTF8 { bytes in
    // UTF-8 is looked at as bytes: walking characters would cost more than all that follows.
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 32) { letters in
      var (count, index) = (0, 0)
      func finishWord() {
        if count >= 4 { body(hash(UnsafeMutableBufferPointer(rebasing: letters[..<count]))) }
        count = 0
      }
      while index < bytes.count {
        let lead = bytes[index]
        let length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
        var letter = UInt32(lead)
        for next in index + 1..<max(index + 1, min(index + length, bytes.count)) {
          letter = letter << 8 | UInt32(bytes[next])
        }
        index += length
        switch folded(letter) {
        case nil: finishWord()
        case 0?: break
        case let letter?:
          if count < letters.count {
            letters[count] = letter
            count += 1
          }
        }
      }
      finishWord()
    }
  }
}

/// One letter in lower case; 0 for what parts no word; `nil` for what is no letter.
///
/// - Parameter letter: its UTF-8 bytes.
private func folded(_ letter: UInt32) -> UInt32? {
  switch letter {
  case 0x41...0x5a: return letter + 0x20
  case 0x61...0x7a: return letter
  case 0x27, 0xcabc, 0xe28099: return 0  // An apostrophe: Mariupol', п'ять.
  case 0xcc80...0xcdaf: return 0  // An accent.
  case 0xd090...0xd09f: return letter + 0x20  // А to П
  case 0xd0a0...0xd0af: return letter + 0xe0  // Р to Я, whose small letters begin at D1 80
  case 0xd081, 0xd191: return 0xd0b5  // "ё" is written as "е" by half of those who write Russian.
  case 0xd080...0xd08f: return letter + 0x110  // Є, І, Ї
  case 0xc380...0xdfff where letter != 0xc397 && letter != 0xc3b7: return letter
  case 0xe0a080...0xe1bfff, 0xe38080...0xed9fbf: return letter
  default: return nil
  }
}

/// Cuts off what inflection adds, and hashes the rest (FNV-1a).
private func hash(_ letters: UnsafeMutableBufferPointer<UInt32>) -> UInt32 {
  var count = letters.count
  func isEnding(_ index: Int) -> Bool { endings.contains(letters[index]) }
  if letters[count - 1] > 0xff {
    var left = 2
    while left > 0, count > 4, isEnding(count - 1) { (count, left) = (count - 1, left - 1) }
    if count >= 7, [0xd0b2, 0xd0bc, 0xd185].contains(letters[count - 1]), isEnding(count - 2) {
      count -= 2  // -ов, -ом, -ах
    }
  } else {
    let (d, e, g, i, n, s) =
      (0x64, 0x65, 0x67, 0x69, 0x6e, 0x73) as (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)
    if count > 4, letters[count - 1] == s, letters[count - 2] != s { count -= 1 }
    if count > 6, letters[count - 1] == g, letters[count - 2] == n, letters[count - 3] == i {
      count -= 3
    } else if count > 5, letters[count - 1] == d, letters[count - 2] == e {
      count -= 2
    } else if count > 4, letters[count - 1] == e {
      count -= 1
    }
  }
  // Longer than this, words differ by how they are formed rather than by what they say.
  let hash = letters.prefix(min(count, 7)).reduce(0x811c_9dc5 as UInt32) {
    ($0 ^ ($1 & 0xff) ^ ($1 >> 8 & 0xff) << 8) &* 0x0100_0193
  }
  return (hash ^ hash >> 15) & ~1
}

/// а е и о у ы э ю я і ї є й ь
private let endings: [UInt32] = [
  0xd0b0, 0xd0b5, 0xd0b8, 0xd0be, 0xd183, 0xd18b, 0xd18d, 0xd18e, 0xd18f, 0xd196, 0xd197, 0xd194,
  0xd0b9, 0xd18c,
]

private func stems(_ words: String) -> Set<UInt32> {
  var stems: Set<UInt32> = []
  forEachStem(in: words) { stems.insert($0) }
  return stems
}

/// What says which kind of thing happened, and not which one it was.
private let kindStems = stems(
  """
  explosion blast strike airstrike drone drones missile rocket shelling shelled artillery attack \
  attacked clash clashes fire blaze sabotage protest protesters rally riot arrest detained alert \
  earthquake quake magnitude flood flooding storm wildfire eruption outbreak outage accident crash \
  killed injured wounded dead casualties damage damaged destroyed reported reports hit state-based \
  violence one-sided harm civilians armed remote event deadly \
  взрыв взрывы прогремел удар удары беспилотник беспилотники дрон дроны бпла ракета ракеты обстрел \
  обстрелы атака атаки нападение пожар пожары загорелся протест митинг акция задержан задержали \
  тревога землетрясение наводнение шторм авария погиб погибли ранен ранены пострадали повреждены \
  вибух вибухи удари безпілотник безпілотники ракети обстріл обстріли напад пожежа мітинг затримали \
  землетрус повінь аварія загинув загинули поранені постраждали пошкоджено
  """)

/// What says how large a place is, or whereabouts in it.
private let placeStems = stems(
  """
  oblast region district city town village area near outskirts suburb suburbs center centre north \
  south east west northern southern eastern western central settlement republic krai province \
  область области районе город городе село поселок край республика окраина пригород \
  місто місті районі селище околиця передмістя
  """)
