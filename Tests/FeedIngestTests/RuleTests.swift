import Foundation
import Incidents
import Testing

@testable import FeedIngest

/// One sentence behind "An explosion was heard in Lviv on Monday.", and what it adds.
struct RuleTests {
  func added(by sentence: String) throws -> [String] {
    let lead = "An explosion was heard in Lviv on Monday."
    let lines = summary(of: try reading(of: "\(lead) \(sentence)")).split(separator: "\n")
    return lines.dropFirst(3).map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test(
    "An authority's position is what its words say",
    arguments: [
      ("The explosion was confirmed by police.", "confirmed: Police [UA-46], on_record"),
      (
        "Mayor Andriy Sadovyi denied that there had been a blast.",
        "denied_event: Mayor of Lviv [UA-46], Andriy Sadovyi, on_record"
      ),
      (
        "The Interior Ministry said the reports were false.",
        "denied_event: Interior Ministry [UA], on_record"
      ),
      (
        "“No explosion took place,” said Governor Maksym Kozytskyi.",
        "denied_event: Governor [UA-46], Maksym Kozytskyi, on_record"
      ),
      (
        "Russia's Defence Ministry denied involvement in the explosion.",
        "denied_responsibility: Defence Ministry [RU] as party about attribution, on_record"
      ),
      (
        "Police could not confirm the explosion.",
        "neither_confirm_nor_deny: Police [UA-46], on_record"
      ),
      (
        "The State Emergency Service neither confirmed nor denied the blast.",
        "neither_confirm_nor_deny: State Emergency Service [UA], on_record"
      ),
      (
        "A police spokesman, Ivan Bondar, declined to comment.",
        "declined_to_comment: Police [UA-46], Ivan Bondar, spokesperson_via_media"
      ),
      (
        "Prosecutors have opened an investigation.", "investigating: Prosecutors [UA-46], on_record"
      ),
      (
        "The city council said it was aware of reports of a blast.",
        "aware: City authorities of Lviv [UA-46], on_record"
      ),
      (
        "The regional military administration partly confirmed the reports.",
        "partly_confirmed: Military administration [UA-46], on_record"
      ),
      (
        "A government official, speaking on condition of anonymity, confirmed the explosion.",
        "confirmed: Government officials [UA], anonymous_official"
      ),
      ("The Security Service has not commented.", "silent: Security Service [UA]"),
      ("Police have yet to comment.", "silent: Police [UA-46]"),
      ("There was no immediate word from the mayor's office.", "silent: Mayor of Lviv [UA-46]"),
      ("The explosion has not been confirmed by the General Staff.", "silent: General Staff [UA]"),
      ("There has been no official confirmation.", "silent: Authorities [UA-46]"),
    ])
  func positions(sentence: String, expected: String) throws {
    #expect(try added(by: sentence).filter { !$0.hasPrefix("cites: unnamed") } == [expected])
  }

  @Test(
    "A year, an age and an absence are no counts",
    arguments: [
      "The 2025 attacks stunned the city.", "A boy aged 12 was found.",
      "A 61-year-old woman was found.", "No one was found.",
    ])
  func noCount(sentence: String) throws {
    let bytes = Array(sentence.utf8)
    let sentence = try #require((sentences(of: bytes) as [EnglishSentence]).first)
    #expect(sentence.findNumbers().isEmpty)
  }

  @Test(
    "A remark, a condition or somebody else's silence is no position",
    arguments: [
      "If confirmed, the explosion would be the third this year.",
      "Moscow has consistently denied such allegations.",
      "The police station stands on the main square.",
      "Residents told police that they were afraid.",
      "Reuters could not independently verify the report.",
      "Officials in Warsaw discussed the price of gas.",
      "The mayor said it had hit the fifth floor.",
      "Experts say that the Defence Ministry should have confirmed it.",
    ])
  func noPosition(sentence: String) throws {
    #expect(try added(by: sentence) == [])
  }

  @Test(
    "The chain of sources goes from the nearest to the root",
    arguments: [
      ("An explosion was heard in Lviv, according to the newspaper Zaxid.", "Zaxid"),
      (
        "An explosion was heard in Lviv, the Kyiv Independent reported, citing Suspilne.",
        "Kyiv Independent -> Suspilne"
      ),
      (
        "Citing the Telegram channel Varta, the news agency Ukrinform reported an explosion in Lviv.",
        "Ukrinform -> Varta (telegram)"
      ),
      (
        "An explosion was heard in Lviv, according to the Telegram channel Varta, quoted by TASS.",
        "TASS -> Varta (telegram)"
      ),
      ("An explosion was heard in Lviv, Baza, a Telegram channel, said.", "Baza (telegram)"),
      ("An explosion was heard in Lviv, AFP reported, citing unnamed sources.", "AFP -> unnamed"),
      ("An explosion was heard in Lviv, according to social media users.", "unnamed"),
      ("Residents reported hearing an explosion in Lviv.", "unnamed"),
      ("An explosion reportedly damaged a house in Lviv.", "unnamed"),
      (
        "An explosion was heard in Lviv. The blast was first reported by the outlet Tvoe Misto.",
        "Tvoe Misto"
      ),
      ("An explosion was heard in Lviv, our correspondent reports.", ""),
      ("An explosion was heard in Lviv, police said.", ""),
    ])
  func chains(text: String, expected: String) throws {
    let chain = try reading(of: text).incidents.first?.citations.map {
      ($0.source ?? "unnamed") + ($0.platform.map { " (\($0))" } ?? "")
    }
    #expect(chain?.joined(separator: " -> ") == expected)
  }

  @Test(
    "A source's own denial or retraction is its stance",
    arguments: [
      ("The website Lviv Today has withdrawn its report of an explosion in Lviv.", Stance.retracts),
      (
        "Correction: an earlier version of this article wrongly reported an explosion in Lviv.",
        .retracts
      ),
      ("No explosion occurred in Lviv on Monday.", .denies),
      ("An explosion shook Lviv on Monday.", .asserts),
    ])
  func stances(text: String, expected: Stance) throws {
    #expect(try reading(of: text).incidents.first?.claims.first?.stance == expected)
  }

  @Test(
    "Each kind is known by its nouns and its verbs",
    arguments: [
      ("A missile hit a bridge in Dnipro.", IncidentKind.missile),
      ("Rockets struck the port of Haifa.", .missile),
      ("Warplanes bombed the outskirts of Idlib.", .strike),
      ("Air defences shot down three drones over Tula.", .airDefence),
      ("Artillery shelled Kherson overnight.", .shelling),
      ("Gunmen opened fire at a market in Maiduguri.", .attack),
      ("Saboteurs sabotaged a railway near Poznan.", .sabotage),
      ("Thousands of workers rallied in Lima.", .protest),
      ("Rioters looted shops in Belfast.", .riot),
      ("Police arrested eleven people in Minsk.", .arrest),
      ("A typhoon battered Taipei.", .storm),
      ("A wildfire swept through hills near Athens.", .wildfire),
      ("An outbreak of cholera was reported in Khartoum.", .health),
      ("A blackout hit Caracas on Friday.", .infrastructure),
      ("A train derailed near Lyon.", .transport),
      ("Air raid sirens sounded in Tel Aviv.", .alert),
    ])
  func kinds(text: String, expected: IncidentKind) throws {
    #expect(try reading(of: text).incidents.map(\.kind) == [expected])
  }

  @Test("An event told before its place is read with the place that follows")
  func placeFollows() throws {
    let text =
      "A fire tore through a ward overnight, killing five patients. The blaze in Pune began at 3 a.m."
    #expect(
      summary(of: try reading(of: text)) == """
        IN-MH fire: Fire, Pune
          place: Pune (1)
          occurrence:
          casualties: five killed [?/5/? killed, “five”]
        """)
  }
}
