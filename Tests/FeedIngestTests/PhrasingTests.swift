import FeedIngest
import Foundation
import Incidents
import Testing

/// The ways in which people write that an authority took a position, and whom a report stands on.
struct PhrasingTests {
  func positions(_ sentence: String) throws -> (positions: Set<Position>, silences: Int) {
    let lead = "An explosion was heard in Lviv on Monday."
    let reading = try reading(of: "\(lead) \(sentence)")
    let incident = try #require(reading.incidents.first)
    #expect(reading.incidents.count == 1)
    return (Set(incident.statements.map(\.position)), incident.silences.count)
  }

  @Test(
    "A position is the same in every tense, voice and order of words",
    arguments: [
      (
        Position.confirmed,
        [
          "Police have confirmed the blast.",
          "The blast has been confirmed by the police.",
          "Confirming the explosion, the mayor said that nobody was hurt.",
          "\"There was an explosion at a warehouse,\" the governor said.",
          "City officials later confirmed that an explosion had taken place.",
          "The explosion was later confirmed by Mayor Andriy Sadovyi in a post on Telegram.",
          "In a statement, the interior ministry confirmed the incident.",
          "The governor, Maksym Kozytskyi, acknowledged the explosion.",
          "According to the police, the blast injured two people.",
          "The blast occurred at 3 a.m., the emergency service said.",
          "The incident was confirmed to AFP by a police spokesman.",
          "A spokeswoman for the prosecutor's office confirmed reports of an explosion.",
          "Police are confirming the blast.",
          "Lviv's mayor wrote on Facebook that an explosion had damaged a school.",
        ]
      ),
      (
        Position.deniedEvent,
        [
          "The regional governor denied the reports.",
          "The reports were denied by the governor.",
          "Denying the reports, the mayor said the noise came from a quarry.",
          "The mayor called the reports fake.",
          "Local officials dismissed reports of an explosion as rumours.",
          "The interior ministry has denied any explosion in the city.",
          "The police said there had been no explosion.",
          "\"This is fake news,\" the mayor said.",
          "No explosion took place, according to the police.",
          "Authorities denied the claim, calling it \"a fabrication\".",
          "The Defence Ministry rejected the claims as false.",
          "The governor said that the information about a blast was not true.",
          "The claims are false, the ministry of the interior said.",
          "A police spokesman denied that any blast had occurred.",
          "Officials insist there was no blast.",
        ]
      ),
      (
        Position.neitherConfirmNorDeny,
        [
          "Kremlin spokesman Dmitry Peskov neither confirmed nor denied the report.",
          "The Defence Ministry did not confirm or deny the report.",
          "The army has not confirmed or denied the attack.",
          "The military would neither confirm nor deny involvement.",
          "The governor could neither confirm nor deny the blast.",
          "Police can neither confirm nor deny the reports, a spokesman said.",
          "The mayor refused to confirm or deny the explosion.",
          "The ministry of defence has neither confirmed nor denied it.",
          "The military gave no confirmation or denial.",
          "Police said they could neither confirm nor rule out an explosion.",
        ]
      ),
      (
        Position.declinedToComment,
        [
          "The police declined to comment.",
          "The mayor declined to say what had happened.",
          "The Foreign Ministry refused to comment on the explosion.",
          "A spokeswoman for the army declined comment.",
          "\"No comment,\" a police spokesman said.",
        ]
      ),
      (
        Position.monitoring,
        [
          "The Foreign Ministry said it was monitoring the situation.",
          "The government is closely following developments, its spokesman said.",
          "The situation is being monitored by the interior ministry.",
          "Police are keeping an eye on the situation.",
        ]
      ),
      (
        Position.investigating,
        [
          "Police are investigating.",
          "Police said they were investigating the cause of the blast.",
          "The blast is being investigated by police.",
          "The cause is under investigation, police said.",
          "An investigation has been launched by prosecutors.",
          "Prosecutors opened a criminal case.",
          "Police have opened an inquiry into the explosion.",
          "Investigators from the Security Service are examining the scene.",
          "The police are looking into the incident.",
          "The prosecutor's office has launched a probe into the incident.",
        ]
      ),
      (
        Position.aware,
        [
          "The mayor said he was aware of the reports.",
          "Police are aware of reports of a blast.",
        ]
      ),
      (
        Position.deniedResponsibility,
        [
          "Russia denied responsibility for the explosion.",
          "Russia's Defence Ministry said it had nothing to do with the blast.",
          "Moscow denied any involvement in the explosion.",
        ]
      ),
      (
        Position.admittedResponsibility,
        [
          "The Islamic State group claimed responsibility for the attack.",
          "Responsibility for the blast was claimed by the Islamic State.",
        ]
      ),
      (
        Position.partlyConfirmed,
        [
          "The police partially confirmed the report."
        ]
      ),
      (
        Position.disputedDetails,
        [
          "The police disputed the figure of ten dead."
        ]
      ),
    ])
  func positionPhrasings(position: Position, sentences: [String]) throws {
    for sentence in sentences {
      let (positions, silences) = try positions(sentence)
      #expect(positions == [position] && silences == 0, "\(sentence)")
    }
  }

  @Test(
    "A reported silence takes no position",
    arguments: [
      "The Defence Ministry has not commented.",
      "The Defence Ministry has yet to comment.",
      "The defence ministry did not immediately comment.",
      "The defence ministry did not immediately respond to a request for comment.",
      "There was no immediate comment from the Defence Ministry.",
      "No comment was available from the Defence Ministry.",
      "Officials have made no statement.",
      "Neither the mayor nor the governor has commented.",
      "The police have not yet confirmed the explosion.",
      "The mayor has so far remained silent.",
      "The mayor's office could not be reached for comment.",
      "The army was not immediately available for comment.",
      "There has been no official reaction from Kyiv.",
      "Calls to the police went unanswered.",
      "Police had not responded to emailed questions by Monday evening.",
      "The authorities are keeping silent.",
      "The government has kept silent about the blast.",
      "No official statement has been released by the regional administration.",
      "The city hall has said nothing about the blast.",
      "Repeated calls to the mayor's office were not answered.",
      "The regional administration has offered no comment.",
    ])
  func silencePhrasings(sentence: String) throws {
    let (positions, silences) = try positions(sentence)
    #expect(positions.isEmpty && silences >= 1)
  }

  @Test(
    "A chain of sources is the same in every order of words",
    arguments: [
      (
        "Zaxid",
        [
          "An explosion was heard in Lviv, Zaxid reported.",
          "The news site Zaxid reported an explosion in Lviv.",
          "An explosion was heard in Lviv, according to Zaxid.",
          "A fire broke out in Lviv, Zaxid reported, citing the police.",
          "A fire broke out in Lviv, Zaxid reported, citing Mayor Andriy Sadovyi.",
        ]
      ),
      (
        "Zaxid > Varta",
        [
          "An explosion was heard in Lviv, according to Zaxid, which cited the Telegram channel Varta.",
          "Zaxid reported an explosion in Lviv, citing the Telegram channel Varta.",
          "Zaxid, citing the Telegram channel Varta, reported an explosion in Lviv.",
          "Citing the Telegram channel Varta, Zaxid reported an explosion in Lviv.",
          "An explosion was heard in Lviv, Zaxid said, quoting the Telegram channel Varta.",
          "An explosion was heard in Lviv, Zaxid reports with reference to the Varta Telegram channel.",
          "Zaxid reported an explosion in Lviv. It cited the Telegram channel Varta.",
          "Zaxid reported an explosion in Lviv. The outlet cited the Telegram channel Varta.",
          "Zaxid reported an explosion in Lviv. Zaxid in turn referred to the Telegram channel Varta.",
        ]
      ),
      (
        "Zaxid > Varta > unnamed",
        [
          "An explosion was heard in Lviv, according to Zaxid, which quoted the Telegram channel Varta, which in turn cited local residents."
        ]
      ),
      (
        "Reuters > Zaxid > Varta",
        [
          "An explosion was heard in Lviv, Reuters reported, citing Zaxid, which quoted the Telegram channel Varta."
        ]
      ),
      (
        "Varta",
        [
          "The Telegram channel Varta reported an explosion in Lviv.",
          "An explosion was heard in Lviv, the Varta Telegram channel wrote.",
          "An explosion was heard in Lviv, wrote the Telegram channel Varta.",
          "An explosion was heard in Lviv, reported Telegram channel \"Varta\".",
          "According to the Telegram channel Varta, an explosion was heard in Lviv.",
          "As reported by the Telegram channel Varta, an explosion was heard in Lviv.",
          "Telegram channel Varta published a video of an explosion in Lviv.",
          "An explosion was heard in Lviv. This was reported by the Telegram channel Varta.",
          "An explosion was heard in Lviv. The Telegram channel Varta was the first to report it.",
          "An explosion was heard in Lviv. The news was first published by the Telegram channel Varta.",
          "An explosion was heard in Lviv. Footage of it was posted by the Telegram channel Varta.",
          "A fire broke out in Lviv, judging by footage posted by the Telegram channel Varta.",
        ]
      ),
      (
        "Zaxid > unnamed",
        [
          "Zaxid reported an explosion in Lviv, citing eyewitnesses.",
          "An explosion was heard in Lviv, Zaxid reported, citing its own sources.",
        ]
      ),
      (
        "unnamed",
        [
          "An explosion was heard in Lviv, local media reported.",
          "Local media report an explosion in Lviv.",
          "An explosion was heard in Lviv, according to eyewitnesses.",
          "An explosion was heard in Lviv, eyewitnesses said.",
          "There are unconfirmed reports of an explosion in Lviv.",
          "An explosion was heard in Lviv, according to unconfirmed reports.",
          "Social media users reported an explosion in Lviv.",
          "Telegram channels reported an explosion in Lviv.",
          "Several Telegram channels reported an explosion in Lviv.",
          "Locals in Lviv reported hearing a loud explosion.",
          "A fire broke out in Lviv, judging by footage posted on social media.",
        ]
      ),
      (
        "BBC > unnamed",
        [
          "The BBC reported an explosion in Lviv, citing two unnamed officials."
        ]
      ),
      (
        "Interfax",
        [
          "An explosion was heard in Lviv, the Interfax news agency reported on Monday."
        ]
      ),
      (
        "Interfax > unnamed",
        [
          "Interfax quoted a source in the emergency services as saying that an explosion was heard in Lviv."
        ]
      ),
      (
        "Le Monde > Varta",
        [
          "The French daily Le Monde, quoting the Telegram channel Varta, reported an explosion in Lviv."
        ]
      ),
      (
        "Dnes > Varta",
        [
          "An explosion was heard in Lviv, the newspaper Dnes wrote, relaying a post by the Telegram channel Varta."
        ]
      ),
      (
        "Dnes",
        [
          "Newspaper Dnes said an explosion had been heard in Lviv.",
          "An explosion shook Lviv, Dnes has reported.",
        ]
      ),
      (
        "Radio Rebelde > Granma",
        [
          "A fire broke out in Lviv, Radio Rebelde reported, citing the newspaper Granma."
        ]
      ),
      (
        "Al Jazeera",
        [
          "Al Jazeera reported that a fire had broken out in Lviv."
        ]
      ),
      (
        "",
        [
          "A fire broke out in Lviv, police reported.",
          "A fire broke out in Lviv, the mayor, Andriy Sadovyi, told reporters.",
          "A fire broke out in Lviv, Mayor Andriy Sadovyi told Ukrainska Pravda.",
        ]
      ),
      (
        "TASS",
        [
          "A fire broke out in Lviv, the state news agency TASS quoted the governor as saying."
        ]
      ),
      (
        "Ukrainska Pravda > Varta",
        [
          "Ukrainska Pravda, with reference to Varta on Telegram, writes that a fire broke out in Lviv."
        ]
      ),
      (
        "AFP",
        [
          "A fire broke out in Lviv, a resident told AFP."
        ]
      ),
      (
        "Kyodo News > NHK",
        [
          "Kyodo News reported a fire in Lviv, quoting public broadcaster NHK."
        ]
      ),
    ])
  func chainPhrasings(chain: String, texts: [String]) throws {
    for text in texts {
      let incidents = try reading(of: text).incidents
      let found = incidents.first?.citations.map { $0.source ?? "unnamed" }
      #expect(incidents.count == 1 && found?.joined(separator: " > ") == chain, "\(text)")
    }
  }

  @Test(
    "One sentence is enough",
    arguments: [
      (
        "An explosion was heard in Sochi.",
        """
        RU-KDA explosion: Explosion, Sochi
          place: Sochi (1)
          occurrence:
        """
      ),
      (
        "A fire broke out in Hamburg.",
        """
        DE-HH fire: Fire, Hamburg
          place: Hamburg (1)
          occurrence:
        """
      ),
      (
        "A flood hit Lagos.",
        """
        NG-LA flood: Flood, Lagos
          place: Lagos (1)
          occurrence:
        """
      ),
      (
        "A power cut hit three districts of Bremen, the grid operator confirmed.",
        """
        DE-HB infrastructure: Infrastructure failure, districts of Bremen
          place: districts of Bremen (1)
          occurrence:
          confirmed: Operator [DE], on_record
        """
      ),
      (
        "Several hundred people gathered for a protest in Tbilisi; the police have not commented.",
        """
        GE-TB protest: ≥200 people, Tbilisi
          place: Tbilisi (1)
          occurrence: [200/?/? people, “Several hundred”]
          silent: Police [GE-TB]
        """
      ),
      (
        "The mayor of Kharkiv denied reports of an explosion in the city.",
        """
        UA-63 explosion: Explosion, Kharkiv
          place: Kharkiv (1)
          occurrence:
          cites: unnamed
          denied_event: Mayor of Kharkiv [UA-63], on_record
        """
      ),
      (
        "Russia's Defence Ministry said it shot down 12 drones over Bryansk region.",
        """
        RU-BRY air-defence: 12 drones, Bryansk region
          place: Bryansk region (2)
          occurrence: [?/12/? drones, “12”]
          confirmed: Defence Ministry [RU], on_record
        """
      ),
      (
        "The Telegram channel Baza reported a drone attack in Ryazan. The governor confirmed it.",
        """
        RU-RYA drone: Drone attack, Ryazan
          place: Ryazan (1)
          occurrence:
          cites: Baza (telegram)
          confirmed: Governor [RU-RYA], on_record
        """
      ),
      (
        "Residents reported about five blasts in Odesa, local media said.",
        """
        UA-51 explosion: ≈5 blasts, Odesa
          place: Odesa (1)
          occurrence: [?/5/? blasts, “about five”]
          cites: unnamed
        """
      ),
      (
        "There were no explosions in Minsk, the interior ministry said.",
        """
        BY-HM explosion: Explosion, Minsk
          place: Minsk (1)
          occurrence: questions
          denied_event: Interior Ministry [BY], on_record
        """
      ),
    ])
  func oneSentence(text: String, expected: String) throws {
    #expect(summary(of: try reading(of: text)) == expected)
  }
}
