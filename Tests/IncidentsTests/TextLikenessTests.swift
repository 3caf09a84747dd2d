import Incidents
import Testing

struct TextLikenessTests {
  static let russian = """
    Взрыв прогремел на складе в пригороде Ростова. По словам очевидцев, над промзоной поднялся столб \
    чёрного дыма, на место выехали шесть пожарных расчётов. О пострадавших пока не сообщается.
    """
  static let english = """
    A warehouse on the edge of the port caught fire shortly after midnight, according to two people \
    who work nearby. Firefighters closed the coastal road in both directions.
    """
  static let ukrainian = """
    У порту зайнявся склад із зерном. Рятувальники перекрили дорогу в обох напрямках, \
    відомостей про постраждалих поки що немає, причини пожежі встановлюють слідчі.
    """

  static let table: [(name: String, one: String, two: String, isOne: Bool)] = [
    ("the same words", english, english, true),
    ("capitals and punctuation", english, english.uppercased() + "!!!", true),
    (
      "a link, emoji and the channel's own line",
      russian, "⚡️ " + russian + "\nhttps://example.org/1\n\n❤ Подписаться | Прислать новость", true
    ),
    ("a handle at the end", ukrainian, ukrainian + "\n@novyny_portu", true),
    (
      "a line that asks for subscribers", ukrainian,
      ukrainian + "\n👉 Підписатися на канал «Новини порту»", true
    ),
    ("ё written as е", russian, russian.replacing("ё", with: "е"), true),
    (
      "one word changed", english,
      english.replacing("caught fire shortly", with: "went up in flames shortly"), true
    ),
    ("a sentence added", russian, russian + " Власти региона не комментируют.", true),
    (
      "the same event in other words", english,
      "Fire at the port: a warehouse burns, the coastal road "
        + "is closed both ways, say firefighters and two workers.", false
    ),
    ("another language", ukrainian, russian, false),
    (
      "one template, other numbers",
      "Курс доллара 97,3 рубля, курс евро 105,2 рубля, нефть 73,4 доллара, золото 2695 долларов",
      "Курс доллара 98,1 рубля, курс евро 104,6 рубля, нефть 71,9 доллара, золото 2742 доллара",
      false
    ),
    (
      "only the channel's own lines in common",
      russian + "\nПодписаться | Прислать новость", ukrainian + "\nПодписаться | Прислать новость",
      false
    ),
  ]

  @Test("Texts are one when a person would say that one was copied", arguments: table.indices)
  func likeness(index: Int) throws {
    let row = Self.table[index]
    let one = try #require(TextSignature(of: row.one))
    let two = try #require(TextSignature(of: row.two))
    let likeness = one.likeness(to: two)
    #expect((likeness >= TextSignature.nearIdentical) == row.isOne, "\(row.name): \(likeness)")
    #expect(likeness == two.likeness(to: one))
  }

  @Test(
    "A text too short to be told from others has no signature",
    arguments: [
      "", "Взрыв в Одессе", "Air raid alert in the region", "🔥🔥🔥",
      "https://example.org/a/long/path/to/a/page/that/has/words",
      "Взрыв\n❤ Подписаться | Прислать новость на наш канал",
    ])
  func tooShort(text: String) {
    #expect(TextSignature(of: text) == nil)
  }

  @Test(
    "Case makes no other text, in any script",
    arguments: [
      english, russian, ukrainian,
      "Zürich, Århus and Łódź: a fire in three warehouses on Monday, police said",
      "İstanbul'da bir depoda YANGIN çıktı, itfaiye olay yerinde ÇALIŞIYOR dedi",
      "Πυρκαγιά ξέσπασε σε ΑΠΟΘΗΚΗ στην Αθήνα, λένε οι ΑΡΧΕΣ της πόλης σήμερα",
      "Ёлка, ЁЖ, ҐАНОК, ЇЖАК і ЄВРО: вісім слів, що мають БУТИ однакові",
    ])
  func caseMakesNoOtherText(text: String) throws {
    let signature = try #require(TextSignature(of: text))
    #expect(signature == TextSignature(of: text.lowercased()))
  }

  @Test func aSignatureIsStableForEver() throws {
    let signature = try #require(TextSignature(of: Self.english))
    #expect(signature.hashes.count == 128)
    #expect(Array(signature.hashes.prefix(4)) == [58034, 18716, 48130, 35622])
    #expect(signature.hashes.reduce(0) { $0 &* 31 &+ UInt64($1) } == 391_603_477_262_609_972)
  }
}
