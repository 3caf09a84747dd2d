import Incidents

/// Other spellings of names in Ukraine and Belarus, as English reports have them: from Russian (Rechitsa,
/// Golaya Pristan), with the letter g that Ukrainian once was given (Gorlivka), and
/// with a y (Slovyansk).
enum Romanisation {
  static let countries: Set<Region.ID> = ["UA", "BY"]

  static func names(of english: String, russian: String = "") -> Set<String> {
    var names = Set([withG(english), withY(english)]).subtracting([english])
    if !russian.isEmpty {
      let romanised = ofRussian(russian)
      names.insert(romanised)
      if romanised.hasSuffix("ye") { names.insert(romanised.dropLast(2) + "ie") }
    }
    return names
  }

  /// Each h that is a letter of its own, and not one of kh, zh, sh, ch, gh.
  private static func withG(_ name: String) -> String {
    var result = ""
    for letter in name {
      switch letter {
      case "H": result.append("G")
      case "h" where !(result.last.map { "kzscgKZSCG".contains($0) } ?? false): result.append("g")
      default: result.append(letter)
      }
    }
    return result
  }

  /// Slovyansk for Sloviansk.
  private static func withY(_ name: String) -> String {
    var letters = Array(name)
    for i in letters.indices.dropFirst().dropLast()
    where letters[i] == "i" && "aeu".contains(letters[i + 1]) && !"aeiouy".contains(letters[i - 1])
    {
      letters[i] = "y"
    }
    return String(letters)
  }

  /// By the rules of BGN/PCGN, as newspapers simplify them.
  static func ofRussian(_ name: String) -> String {
    var result = ""
    for word in name.lowercased().split(separator: " ") {
      if !result.isEmpty { result += " " }
      result += ofWord(word)
    }
    return result
  }

  private static func ofWord(_ word: Substring) -> String {
    var result = ""
    var last: Character = "-"
    let stem = word.hasSuffix("ый") || word.hasSuffix("ий") ? word.dropLast(2) + "ы" : word
    for letter in stem {
      var latin = letters[letter] ?? String(letter)
      if letter == "е", "-аеёиоуыэюяъь".contains(last) { latin = "ye" }
      if last == "-" { latin = latin.prefix(1).uppercased() + latin.dropFirst() }
      result += latin
      last = letter
    }
    return result
  }

  private static let letters: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya", "’": "", "'": "",
  ]
}
