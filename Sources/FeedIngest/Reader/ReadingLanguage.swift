import Incidents

// In which language a report is written.

/// A language that the reader knows. Russian and Ukrainian are read with one set of words: many a channel
/// writes in both.
enum ReadingLanguage: Hashable {
  case english
}

/// By the letters of the text, and by what the report says of itself where letters do not tell.
func readingLanguage(of report: ReportBody) -> ReadingLanguage? {
  if let language = report.language { return language.hasPrefix("en") ? .english : nil }
  let letters = report.text.utf8.reduce(into: (ascii: 0, other: 0)) { count, byte in
    if byte >= 0xC3 { count.other += 1 } else if byte >= 0x41 && byte < 0x80 { count.ascii += 1 }
  }
  return letters.other * 3 < letters.ascii ? .english : nil
}
