import Foundation
import Gazetteer
import Incidents

/// What became of one text on the map.
enum Verdict: Hashable {
  /// The region of the point, or one whose border is less than 2 km from it.
  case right
  /// A country only, that of the point.
  case country
  case wrong
  case none
}

/// One text, judged.
struct Judgement {
  var record: PlaceRecord
  /// Where the point lies.
  var expected: Region.ID
  var found: Region.ID?
  var verdict: Verdict
  /// The text itself says one of the names that the record's columns give its place.
  var namesItsPlace: Bool
  /// The record's own columns name the region that was found, and not the one of the point.
  var columnsAgree = false
}

extension PlaceRecord {
  /// `nil` where the point lies in no region that we know.
  func judged(found: Region.ID?) -> Judgement? {
    let world = Gazetteer.world
    guard let expected = world.region(atLatitude: latitude, longitude: longitude) else {
      return nil
    }
    let verdict: Verdict =
      switch found {
      case nil: .none
      case expected: .right
      case let found? where expected.lies(in: found): .country
      case let found? where isNear(found): .right
      default: .wrong
      }
    return Judgement(
      record: self, expected: expected, found: found, verdict: verdict,
      namesItsPlace: names.contains { text.names($0) },
      columnsAgree: verdict == .wrong && columnsName(found))
  }

  private func columnsName(_ region: Region.ID?) -> Bool {
    names.contains { Gazetteer.world.regions(matching: $0).first == region }
  }

  /// Whether the point lies less than 2 km from the border of `region`, which is drawn to about 1 km.
  private func isNear(_ region: Region.ID) -> Bool {
    let east = 111.32 * cos(latitude * .pi / 180)
    return Gazetteer.world.outline(of: region).contains { ring in
      zip(ring, ring.dropFirst()).contains { from, to in
        squaredDistance(
          ((from.longitude - longitude) * east, (from.latitude - latitude) * 111.32),
          ((to.longitude - longitude) * east, (to.latitude - latitude) * 111.32)) < 4
      }
    }
  }
}

/// From the origin to the stretch between two points.
private func squaredDistance(_ from: (Double, Double), _ to: (Double, Double)) -> Double {
  let along = (to.0 - from.0, to.1 - from.1)
  let length = along.0 * along.0 + along.1 * along.1
  let share = length == 0 ? 0 : -(from.0 * along.0 + from.1 * along.1) / length
  let nearest = min(1, max(0, share))
  let (x, y) = (from.0 + nearest * along.0, from.1 + nearest * along.1)
  return x * x + y * y
}

extension String {
  /// Whether the text says `name`: a capitalised word of it has the consonants of a word of the name, which
  /// is what spellings of one name share. Words for kinds of place do not count.
  func names(_ name: String) -> Bool {
    let wanted = name.skeletons.filter { $0.utf8.count > 1 }
    return skeletons.contains { found in
      wanted.contains { wanted in
        // Kharkivs'ka, Kharkivskyi: an adjective of it.
        found == wanted || found == wanted + "sk" || found + "sk" == wanted
      }
    }
  }

  /// The consonants of each capitalised word that is not plain English: "krkv" for Kharkiv and Kharkov.
  private var skeletons: [String] {
    let plain = replacing("'s ", with: " ").replacing("’s ", with: " ").filter {
      !"'’ʼ`".contains($0)
    }
    return plain.split { !$0.isLetter }.compactMap { word in
      let lower = word.lowercased()
      guard word.first?.isUppercase == true, !notNames.contains(lower) else { return nil }
      var skeleton = ""
      for letter in lower where !"aeiouyhgjéïа".contains(letter) && letter != skeleton.last {
        skeleton.append(letter)
      }
      return skeleton
    }
  }
}

/// Capitalised words that name no place of their own.
private let notNames: Set<String> = [
  "oblast", "region", "district", "raion", "town", "city", "village", "settlement", "area",
  "republic",
  "north", "south", "east", "west", "northern", "southern", "eastern", "western", "near", "the",
  "and",
  "international", "airport", "special", "republican", "autonomous", "russian", "ukrainian",
  "russia",
  "ukraine", "belarus", "image", "video", "damage", "damaged", "russians", "of", "in", "krai",
  "new",
  "microdistrict", "municipality", "border", "checkpoint", "monument", "sea", "river", "street",
  "station",
]
