import Foundation
import Gazetteer
import Incidents
import Testing

/// What the finder reads out of `text`, one word a place: "Krasnodar Krai=RU-KDA".
private func places(_ text: String) -> [String] {
  Gazetteer.world.places(in: text).map { "\(words(of: $0, in: text))=\($0.place.region)" }
}

private func words(of mention: PlaceMention, in text: String) -> String {
  String(decoding: Array(text.utf8)[mention.start..<mention.end], as: UTF8.self)
}

struct PlaceTests {
  @Test(
    "A place is found in its region",
    arguments: [
      (
        "explosions in the outskirts of Krasnodar, Russia, overnight",
        ["Krasnodar=RU-KDA", "Russia=RU"]
      ),
      ("a fire in Krasnodar Krai", ["Krasnodar Krai=RU-KDA"]),
      ("a fire in Krasnodar region", ["Krasnodar region=RU-KDA"]),
      ("a fire in the Krasnodar Territory", ["Krasnodar Territory=RU-KDA"]),
      ("a blast in Orenburg Oblast, a region", ["Orenburg Oblast=RU-ORE"]),
      ("a blast in Orenburg.", ["Orenburg=RU-ORE"]),
      ("shelling of Kharkiv’s suburbs", ["Kharkiv=UA-63"]),
      ("a blast in Guayaquil", ["Guayaquil=EC-G"]), ("clashes near Goma", ["Goma=CD-NK"]),
      ("a fire in Prague", ["Prague=CZ-10"]), ("a fire in Bandung", ["Bandung=ID-JW"]),
      ("a blast near Mozyr", ["Mozyr=BY-HO"]),
      ("shelling of KHARKIV", ["KHARKIV=UA-63"]),
      ("drones over Kyiv and Kyiv region", ["Kyiv=UA-30", "Kyiv region=UA-32"]),
      ("drones over Moscow and Moscow Oblast", ["Moscow=RU-MOW", "Moscow Oblast=RU-MOS"]),
      (
        "the old spellings Kiev, Odessa and Kharkov",
        ["Kiev=UA-30", "Odessa=UA-51", "Kharkov=UA-63"]
      ),
      ("a port in Rostov-on-Don", ["Rostov-on-Don=RU-ROS"]),
      ("protests in Łódź and Lodz", ["Łódź=PL-10", "Lodz=PL-10"]),
      ("Sevastopol and the Crimean Peninsula", ["Sevastopol=UA-40", "Crimean Peninsula=UA-43"]),
      ("in New\nYork", ["New\nYork=US-NY"]),
      (
        "the Kharkiv, Sumy and Chernihiv regions",
        ["Kharkiv=UA-63", "Sumy=UA-59", "Chernihiv regions=UA-74"]
      ),
      ("the Moscow and Tula regions", ["Moscow=RU-MOS", "Tula regions=RU-TUL"]),
      ("the Moscow-Kazan highway", ["Moscow=RU-MOW", "Kazan=RU-TA"]),
    ])
  func found(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "What stands beside a name says which place it is",
    arguments: [
      ("a man in Paris was held", ["Paris=FR-IDF"]),
      ("a man in Paris, Texas, was held", ["Texas=US-TX"]),
      ("riots in Birmingham", ["Birmingham=GB-ENG"]),
      ("riots in Birmingham, England", ["Birmingham=GB-ENG", "England=GB-ENG"]),
      ("riots in Birmingham, Alabama", ["Birmingham=US-AL", "Alabama=US-AL"]),
      ("a flood in Georgia", ["Georgia=GE"]),
      ("a flood in Atlanta, Georgia", ["Atlanta=US-GA", "Georgia=US-GA"]),
      ("a flood in Tbilisi, Georgia", ["Tbilisi=GE-TB", "Georgia=GE"]),
      ("a flood in Alabama and Georgia", ["Alabama=US-AL", "Georgia=US-GA"]),
      (
        "Springfield, Illinois, United States",
        ["Springfield=US-IL", "Illinois=US-IL", "United States=US"]
      ),
      ("Georgia’s Batumi", ["Georgia=GE", "Batumi=GE-AJ"]),
      ("Pokrovsk (Ukraine) was hit", ["Pokrovsk=UA-14", "Ukraine=UA"]),
      ("from Donetsk to Russia", ["Donetsk=UA-14", "Russia=RU"]),
      ("from Donetsk, Rostov Oblast", ["Donetsk=RU-ROS", "Rostov Oblast=RU-ROS"]),
      ("San Francisco or San Jose", ["San Francisco=US-CA", "San Jose=US-CA"]),
      ("in Sumy, Kherson and Lviv", ["Sumy=UA-59", "Kherson=UA-65", "Lviv=UA-46"]),
    ])
  func context(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "A name is found in its other spellings, and beside other words in capitals",
    arguments: [
      ("in Kup'yans'k", ["Kup'yans'k=UA-63"]), ("in Kup’yans’k’s centre", ["Kup’yans’k=UA-63"]),
      ("in Golaya Pristan", ["Golaya Pristan=UA-65"]), ("in Gorlivka", ["Gorlivka=UA-14"]),
      ("trains in Rechitsa", ["Rechitsa=BY-HO"]),
      ("at Mykolaiv Oncology Hospital", ["Mykolaiv=UA-48"]),
      ("the Mariupol Drama theatre", ["Mariupol=UA-14"]),
      ("Graves in Mariupol\nImage 3", ["Mariupol=UA-14"]),
      ("Ministry of Defence\nKharkiv was hit", ["Kharkiv=UA-63"]),
      ("30/03/2022 Shelled Lysychansk", ["Lysychansk=UA-09"]),
      ("the Donetsk republic", ["Donetsk republic=UA-14"]),
      ("in Donetsk Obl.", ["Donetsk Obl=UA-14"]),
      ("in Dublin [Gomel Region]", ["Gomel Region=BY-HO"]),
    ])
  func spellings(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "A village counts where the text says that it is a place, and in no other region",
    arguments: [
      ("tanks in Moshchun", ["Moshchun=UA-32"]), ("Moshchun village", ["Moshchun=UA-32"]),
      ("Moshchun said so", []),
      ("in Moshchun, Donetsk region", ["Donetsk region=UA-14"]),
      ("near the village of Kherson", []), ("Mariupol village burnt", []),
    ])
  func villages(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "A street, a mountain and a river are no town",
    arguments: [
      "across the Dnipro", "The Dnipro.", "a bridge over the Dnipro near a dam", "on Odesa Street",
      "at Kherson Square", "the Dnipro river",
    ])
  func landmarks(text: String) {
    #expect(places(text).isEmpty)
  }

  @Test("A village that we do not know is not the town of that name that we do")
  func namesakes() {
    #expect(places("shelled near Berehove, Kherson.") == ["Kherson=UA-65"])
    #expect(places("shelled New York, Donetsk region, twice") == ["Donetsk region=UA-14"])
    #expect(places("talks in Geneva, Kyiv said") == ["Geneva=CH-GE", "Kyiv=UA-30"])
    #expect(places("a flood in Springfield").isEmpty)
  }

  @Test(
    "A word, a person, a paper or an adjective is no place",
    arguments: [
      "It was a nice day for reading of mobile phones.", "Nice work.",
      "Reading the letter took long.",
      "Of course the Same Man stayed.", "Central banks agreed.", "The Northern Fleet sailed.",
      "Russian and Ukrainian drones were seen.", "The novelist Jack London wrote it.",
      "Paris Hilton was there.", "Vladimir Putin spoke.", "J. Washington signed it.",
      "as The Moscow Times wrote", "the Kyiv Independent wrote", "Dynamo Kyiv won",
      "FC Utrecht won",
      "a Kyiv-based outlet", "pro-Moscow officials", "write to press@Kyiv.example",
      "a book by Jordan Peterson was sold", "She met Chelsea Clinton there.", "", "Kharkivites",
      "In March they met.",
    ])
  func noPlace(text: String) {
    #expect(places(text).isEmpty)
  }

  @Test(
    "A capitalised word beside a name may belong to the place",
    arguments: [
      ("Central Kyiv was hit", ["Kyiv=UA-30"]),
      ("In Kyiv people hid", ["Kyiv=UA-30"]),
      ("Near Kharkiv a train stopped", ["Kharkiv=UA-63"]),
      ("at Odesa Port", ["Odesa=UA-51"]),
      ("Belgorod Governor Vyacheslav Gladkov said", ["Belgorod=RU-BEL"]),
      ("held in Vladimir", ["Vladimir=RU-VLA"]),
      ("Explosions Rock Krasnodar As Drones Attack Refinery", ["Krasnodar=RU-KDA"]),
    ])
  func companions(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "A capital that acts is a government",
    arguments: [
      ("Moscow has denied it", true), ("Moscow has consistently denied such allegations", true),
      ("Kyiv said", true), ("Kyiv did not comment", true), ("according to Kyiv, ten died", true),
      ("he accused Moscow of it", true), ("Kyiv's forces shelled it", true),
      ("Three soldiers killed: Kyiv", true), ("Russia insisted on it", true),
      ("residents of Kyiv said", false), ("explosions in Moscow", false), ("Moscow was hit", false),
      ("officials in Moscow denied it", false), ("Kharkiv said", false),
    ])
  func government(text: String, expected: Bool) throws {
    let mention = try #require(Gazetteer.world.places(in: text).first)
    #expect(mention.isGovernment == expected)
  }

  @Test func offsetsAreThoseOfTheTextInUTF8() throws {
    let text = "«Ёлки» – Kharkiv"
    let mention = try #require(Gazetteer.world.places(in: text).first)
    #expect(words(of: mention, in: text) == "Kharkiv")
    #expect(mention.end == text.utf8.count)
  }

  @Test("However a text is cut off, its places stand in order and within it")
  func anyText() {
    let text =
      "U.S. KYIV (Kyiv-\u{301} region), É, St. Petersburg’s J. Paris\n\nNew  York_ @Of's: Łódź"
    for length in 0...text.unicodeScalars.count {
      for part in [text.unicodeScalars.prefix(length), text.unicodeScalars.suffix(length)] {
        let part = String(part)
        var last = 0
        for mention in Gazetteer.world.places(in: part) {
          #expect(mention.start >= last && mention.end > mention.start)
          last = mention.end
        }
        #expect(last <= part.utf8.count)
      }
    }
  }

  @Test(
    "A city has its point",
    arguments: [
      ("Krasnodar", "RU-KDA", 45.04, 38.98), ("Orenburg", "RU-ORE", 51.77, 55.10),
      ("Kharkiv", "UA-63", 49.98, 36.25), ("Sevastopol", "UA-40", 44.61, 33.52),
      ("Minsk", "BY-HM", 53.90, 27.57), ("Buenos Aires", "AR-C", -34.61, -58.38),
      ("Berlin", "DE-BE", 52.52, 13.41), ("Lyon", "FR-ARA", 45.75, 4.85),
      ("Chicago", "US-IL", 41.85, -87.65), ("Warsaw", "PL-14", 52.23, 21.01),
    ])
  func points(name: String, region: String, latitude: Double, longitude: Double) throws {
    let place = try #require(Gazetteer.world.places(in: "in \(name).").first?.place)
    #expect(place.kind == .city)
    #expect(place.name == name)
    #expect(place.region.rawValue == region)
    #expect(abs(try #require(place.latitude) - latitude) < 0.05)
    #expect(abs(try #require(place.longitude) - longitude) < 0.05)
    #expect(try #require(place.population) > 100_000)
  }

  @Test func kindsAndCapitals() throws {
    let found = Gazetteer.world.places(in: "from Kyiv to Lviv Oblast in Ukraine").map(\.place)
    #expect(found.map(\.kind) == [.city, .region, .country])
    #expect(found.map(\.isCapital) == [true, false, false])
    #expect(found.last?.latitude == nil)
    #expect(found.last?.population == nil)
  }
}

struct PlaceTableTests {
  @Test("Every city lies in a region that the gazetteer has, on the globe")
  func cities() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Gazetteer/Data/cities.tsv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    #expect(lines.count > 9_000)
    var region: Region.ID = ""
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(fields.count == 9, "\(line)")
      if !fields[3].isEmpty { region = Region.ID(rawValue: String(fields[3])) }
      #expect(Gazetteer.world.name(of: region) != region.rawValue, "\(line)")
      #expect(try abs(#require(Double(fields[4]))) <= 90, "\(line)")
      #expect(try abs(#require(Double(fields[5]))) <= 180, "\(line)")
    }
  }
}
