import Incidents
import Testing

struct TimeSpanTests {
  @Test(arguments: [
    ("90m", 5400), ("1.5h", 5400), ("9h30", 34_200), ("9H05", 32_700), ("7d", 604_800),
    ("2w", 1_209_600), ("4y", 126_144_000), ("0.5m", 30), ("0h", 0),
  ])
  func `A length of time is a number and a unit, or hours with minutes`(text: String, seconds: Int)
  {
    #expect(TimeSpan.seconds(text) == seconds)
  }

  @Test(arguments: [
    "", "h", "6", "-6h", "1s", "1.5h30", "9h60", "9h3", "9h301", "3d12", "1e3h", "1..5h", "６h",
    "6ч", "99999999999w",
  ])
  func `What is none is not guessed at`(text: String) {
    #expect(TimeSpan.seconds(text) == nil)
  }
}
