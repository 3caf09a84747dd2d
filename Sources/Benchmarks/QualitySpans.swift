import Foundation
import Gazetteer

/// The places that are found in Russian and Ukrainian texts, against those that people marked in them.
struct SpanQuality {
  private var scores: [SpanScore] = []
  /// Each place that was found where nobody marked one, or missed where somebody did.
  private(set) var errorLines: [String] = []

  init(_ data: DataFolder) throws {
    for (name, family, read) in [
      ("Russian, factRuEval-2016", "articles-ru", AnnotatedText.factRuEval),
      ("Ukrainian, ner-uk 2.0", "articles-uk", AnnotatedText.brat),
    ] {
      var score = SpanScore(name: name)
      for file in data.files(of: family) where file.hasSuffix(".txt") {
        let text = try read(String(file.dropLast(4)), data)
        let found = Gazetteer.world.places(in: text.text).map { $0.start..<$0.end }
        score.add(found, in: text)
        let bytes = Array(text.text.utf8)
        let wrong = found.filter { span in !text.places.contains { $0.span.overlaps(span) } }
        let missed = text.places.map(\.span).filter { span in !found.contains { $0.overlaps(span) }
        }
        for (kind, spans) in [("wrong", wrong), ("missed", missed)] {
          errorLines += spans.map { span in
            let around = bytes[
              max(0, span.lowerBound - 40)..<min(bytes.count, span.upperBound + 40)]
            return [
              kind, name, String(decoding: bytes[span], as: UTF8.self),
              String(decoding: around, as: UTF8.self),
            ]
            .joined(separator: "\t").replacing("\n", with: " ")
          }
        }
      }
      if score.texts > 0 { scores.append(score) }
    }
  }

  var report: String {
    var table = QualityTable(
      title: "Places in Russian and Ukrainian texts, against what people marked",
      header: ["", "texts", "marked", "found", "precision", "recall", "F1"],
      notes: [
        "exact: a marked span, or its name without the word for its kind. overlap: any byte in common",
        "in reach: without marked adjectives (московский), and without names that a word for a street,",
        "  a square, water, an island, a building or a part of a town makes something else than a region",
        "not hidden: without places found inside a mark of an organisation, a document or a work, where",
        "  ner-uk marks no place of its own (Національний банк України)",
      ])
    for score in scores {
      let found = score.found
      for (name, count) in [("exact", score.exact), ("overlap", score.overlapping)] {
        table.rows.append([
          "\(score.name), \(name)", "\(score.texts)", "\(score.marked.all)", "\(found)",
          share(count.found, of: found), share(count.marked.all, of: score.marked.all),
          SpanScore.f1(count.found, of: found, count.marked.all, of: score.marked.all),
        ])
        table.rows.append([
          "  in reach, not hidden", "", "\(score.marked.inReach)", "\(found - score.hidden)",
          share(count.found, of: found - score.hidden),
          share(count.marked.inReach, of: score.marked.inReach),
          SpanScore.f1(
            count.found, of: found - score.hidden, count.marked.inReach,
            of: score.marked.inReach),
        ])
      }
    }
    return table.text
  }
}

/// What was found against what was marked, over all texts of one kind.
struct SpanScore {
  struct Marked {
    var all = 0
    var inReach = 0
  }

  var name: String
  var texts = 0
  var found = 0
  /// Of these, where a mark of another kind left no room for one of a place.
  var hidden = 0
  var marked = Marked()
  var exact = (found: 0, marked: Marked())
  var overlapping = (found: 0, marked: Marked())

  mutating func add(_ spans: [Range<Int>], in text: AnnotatedText) {
    texts += 1
    found += spans.count
    hidden += spans.count { span in
      text.hidden.contains { $0.overlaps(span) } && !text.places.contains { $0.span.overlaps(span) }
    }
    exact.found += spans.count { span in text.places.contains { $0.isExactly(span) } }
    overlapping.found += spans.count { span in text.places.contains { $0.span.overlaps(span) } }
    for place in text.places {
      let isExact = spans.contains { place.isExactly($0) }
      let isMet = spans.contains { place.span.overlaps($0) }
      marked.all += 1
      exact.marked.all += isExact ? 1 : 0
      overlapping.marked.all += isMet ? 1 : 0
      guard place.isInReach else { continue }
      marked.inReach += 1
      exact.marked.inReach += isExact ? 1 : 0
      overlapping.marked.inReach += isMet ? 1 : 0
    }
  }

  /// The harmonic mean of precision and recall.
  static func f1(_ right: Int, of found: Int, _ met: Int, of marked: Int) -> String {
    guard found > 0, marked > 0, right + met > 0 else { return "–" }
    let (precision, recall) = (Double(right) / Double(found), Double(met) / Double(marked))
    return String(format: "%.3f", 2 * precision * recall / (precision + recall))
  }
}
