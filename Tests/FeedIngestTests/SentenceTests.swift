import Gazetteer
import Testing

@testable import FeedIngest

struct SentenceTests {
  func parts(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let sentences: [EnglishSentence] = sentences(of: bytes)
    return sentences.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test func whatNeverEndsIsReadInPiecesThatLoseNothing() {
    let text = String(repeating: "an explosion in Sochi, ", count: 1000) + "it said."
    let bytes = Array(text.utf8)
    let pieces: [EnglishSentence] = sentences(of: bytes)
    #expect(pieces.allSatisfy { $0.tokens.count <= 250 })
    #expect(parts(text).joined() == text)
    // A piece knows only of its own places.
    let mentions = Gazetteer.world.places(in: text)
    #expect(mentions.count == 1000)
    #expect(pieces.map { $0.spans(of: mentions).count }.reduce(0, +) == 1000)
  }

  @Test(
    "A sentence ends at its full stop, and nowhere else",
    arguments: [
      ("It burned. Nobody knows why.", ["It burned.", "Nobody knows why."]),
      ("Mr. Smith saw Gen. Lee. They spoke.", ["Mr. Smith saw Gen. Lee.", "They spoke."]),
      (
        "J. K. Osei of the U.S. Navy said so. It was 5.8.",
        ["J. K. Osei of the U.S. Navy said so.", "It was 5.8."]
      ),
      ("They moved to the U.S. The rest stayed.", ["They moved to the U.S.", "The rest stayed."]),
      (
        "At 2 a.m. a blast was heard. It shook 1,200 homes.",
        ["At 2 a.m. a blast was heard.", "It shook 1,200 homes."]
      ),
      (
        "“We know. We are at work,” he said. Rain fell.",
        ["“We know. We are at work,” he said.", "Rain fell."]
      ),
      ("“We know.” He left! Did he?", ["“We know.”", "He left!", "Did he?"]),
      ("\"It is over.\" She wept.", ["\"It is over.\"", "She wept."]),
      (
        "A headline\n\nThe first line\nThe second line",
        ["A headline", "The first line", "The second line"]
      ),
      (
        "A line that was\nwrapped by hand. It\nends here.\n\nNew.",
        ["A line that was\nwrapped by hand.", "It\nends here.", "New."]
      ),
      ("Взрыв в городе. Власти молчат.", ["Взрыв в городе.", "Власти молчат."]),
      ("  \n ", []),
    ])
  func ends(text: String, expected: [String]) {
    #expect(parts(text) == expected)
  }

  @Test(
    "Words have one form",
    arguments: [
      ("It didn't and can’t.", ["it", "did", "not", "and", "can", "not", "."]),
      ("Russia’s air-defence", ["russia", "'s", "air", "defence"]),
      ("the U.S. has 1,200 or 6.1%", ["the", "u.s.", "has", "1,200", "or", "6.1", "%"]),
      ("“Sana'a” — Zürich", ["\"", "sana'a", "\"", "—", "zürich"]),
    ])
  func words(text: String, expected: [String]) {
    let bytes = Array(text.utf8)
    #expect(tokens(of: bytes, in: bytes.indices).map(\.text) == expected)
  }

  @Test(
    "A word is one token, wherever it stands in a text",
    arguments: [
      "Fire", "a", "U.S.", "24th", "1,200", "Sana'a", "didn't", "Russia's", "COVID-19", "AZ[`{@az",
      "Zürich", "Взрыв", "fifteen-letters", "fifteenletters1", "sixteenletters16", "a—b",
      "x\u{7F}y",
    ])
  func place(word: String) {
    let alone = tokens(of: Array(word.utf8), in: 0..<word.utf8.count)
    for (before, behind) in [(0, 40), (40, 0), (15, 1), (3, 12), (20, 20)] {
      let text =
        String(repeating: " ", count: before) + word + String(repeating: " ", count: behind)
      let found = tokens(of: Array(text.utf8), in: 0..<text.utf8.count).map { token in
        var token = token
        token.start -= before
        token.end -= before
        return token
      }
      #expect(found == alone)
    }
  }

  @Test(
    "A number keeps the bounds that its words give it",
    arguments: [
      ("approximately 10", [nil, 10, nil]), ("some 150", [nil, 150, nil]),
      ("at least three", [3, nil, nil]), ("no fewer than nine", [9, nil, nil]),
      ("more than 1,200", [1201, nil, nil]), ("up to 20", [nil, nil, 20]),
      ("fewer than 5", [nil, nil, 4]), ("exactly two", [2, 2, 2]),
      ("between five and seven", [5, nil, 7]), ("10 to 12", [10, nil, 12]),
      ("twenty-five", [nil, 25, nil]), ("two dozen", [nil, 24, nil]),
      ("half a dozen", [nil, 6, nil]), ("dozens", [24, nil, nil]),
      ("3 thousand", [nil, 3000, nil]),
    ] as [(String, [Int?])])
  func numbers(text: String, bounds: [Int?]) throws {
    let bytes = Array(text.utf8)
    let sentence = try #require((sentences(of: bytes) as [EnglishSentence]).first)
    let number = try #require(sentence.number(at: 0))
    #expect([number.low, number.best, number.high] == bounds)
    #expect(sentence.words(number.range, of: bytes) == text)
  }

  @Test(
    "A pattern holds where its words stand",
    arguments: [
      ("has|have not yet? ..2 commented", "they have not yet officially commented today", 1..<6),
      ("has|have not yet? ..2 commented", "it has not commented", 1..<4),
      ("no ..3 <comment> from", "no official statements from", 0..<4),
      ("left # dead", "it left 12 dead", 1..<4),
      ("shot down", "shot, down", nil),
      ("a ..2 b", "a x, b", nil),
    ] as [(WordPattern, String, Range<Int>?)])
  func patterns(pattern: WordPattern, text: String, expected: Range<Int>?) {
    let bytes = Array(text.utf8)
    let table = RuleTable<Holds>([pattern])
    #expect(table.matches(in: tokens(of: bytes, in: bytes.indices)).first?.range == expected)
  }
}
