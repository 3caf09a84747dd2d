import Incidents

/// Russian names in Latin letters, as English reports wrote those of Ukraine and Belarus for long: Rechitsa,
/// Golaya Pristan.
enum Romanisation {
  static let countries: Set<Region.ID> = ["UA", "BY"]

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
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya", "’": "", "'": "",
  ]
}
