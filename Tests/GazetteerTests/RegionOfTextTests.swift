import Gazetteer
import Incidents
import Testing

struct RegionOfTextTests {
  @Test(
    "A text tells of the region that it names most clearly",
    arguments: [
      ("a fire in Krasnodar, Russia", "RU-KDA"), ("a blast in Orenburg Oblast", "RU-ORE"),
      ("a flood in Ukraine", "UA"), ("Kyiv forces shelled Donetsk", "UA-14"),
      ("a woman was killed in Kyiv forces’ shelling of the Donetsk republic", "UA-14"),
      ("Kyiv prepares talks\nShells hit Kherson", "UA-65"),
      ("in Sumy, again in Sumy; shells hit Kherson, in the Kherson region", "UA-65"),
      ("Three men died: Kyiv;Shells hit Izium", "UA-63"),
      ("LPR troops met Ukrainian fire", "UA-09"),
      ("in the self-proclaimed Donetsk people's republic", "UA-14"),
      ("shells fell near Avdiivka, Donetsk Obl", "UA-14"),
    ])
  func named(text: String, region: Region.ID) {
    #expect(Gazetteer.world.region(ofText: text) == region)
  }

  @Test(
    "What is near a city that is a region lies in the one around it",
    arguments: [
      ("a bridge near Kyiv", "UA-32"), ("troops in the outskirts of Kyiv", "UA-32"),
      ("fighting NE of Kyiv", "UA-32"), ("a fire north of Moscow", "RU-MOS"),
      ("a fire near Kharkiv", "UA-63"), ("a fire in central Kyiv", "UA-30"),
    ])
  func near(text: String, region: Region.ID) {
    #expect(Gazetteer.world.region(ofText: text) == region)
  }

  @Test(
    "What is elsewhere, or one of several, is no answer",
    arguments: [
      "a convoy moving towards Belarus", "a bridge near the border with Moldova",
      "before the Paris talks", "at noon Moscow time", "buses to Russia", "Kyiv said nothing",
      "shells hit Kherson and Sumy", "",
    ])
  func elsewhere(text: String) {
    #expect(Gazetteer.world.region(ofText: text) == nil)
  }

  @Test func onlyPlacesOfTheCountryCount() {
    let text = "a flood in Krasnodar, Kherson and Nikopol"
    #expect(Gazetteer.world.region(ofText: text, in: "RU") == "RU-KDA")
    #expect(Gazetteer.world.region(ofText: text, in: "PL") == nil)
  }
}
