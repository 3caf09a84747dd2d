import Gazetteer
import Incidents

// How feeds name regions other than by ISO 3166-1 alpha-2.

/// The state or province of a code that begins with its number: FIPS for the United States, the Standard
/// Geographical Classification for Canada.
enum SubdivisionCodes {
  static func unitedStates(_ number: some StringProtocol) -> Region.ID? { states[String(number)] }
  static func canada(_ number: some StringProtocol) -> Region.ID? { provinces[String(number)] }

  private static let states = table(
    """
    01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA \
    23ME 24MD 25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR \
    42PA 44RI 45SC 46SD 47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY
    """, of: "US")
  private static let provinces = table(
    "10NL 11PE 12NS 13NB 24QC 35ON 46MB 47SK 48AB 59BC 60YT 61NT 62NU", of: "CA")

  private static func table(_ rows: String, of country: String) -> [String: Region.ID] {
    var table: [String: Region.ID] = [:]
    for row in rows.split(separator: " ") {
      table[String(row.prefix(2))] = Region.ID(rawValue: "\(country)-\(row.suffix(2))")
    }
    return table
  }
}
