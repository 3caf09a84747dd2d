import Gazetteer
import Incidents

// Which authority of which place is meant, and whom "he" or "the ministry" stands for.

extension ArticleReader {
  func authority(_ mention: AuthorityMention, for index: Int) -> ReadAuthority {
    let here = found[index].place
    var name = mention.office.name
    let region: Region.ID
    switch mention.office.scope {
    case .fixed(let fixed): region = fixed
    case .country:
      let named = mention.place?.region ?? mention.country ?? here.region
      // "Lagos State Emergency Management Agency": an agency of a part of the country.
      region = mention.isRegional ? named : named.country
    case .region, .city:
      let named = mention.place?.region ?? mention.country ?? here.region
      // "Turkish police" are those of the place, if it lies in Turkey.
      let isNational = mention.country != nil && mention.office.kind == .government
      region = here.region.lies(in: named) && !isNational ? here.region : named
      let town = mention.place?.kind == .city ? mention.place : here.kind == .city ? here : nil
      if mention.office.scope == .city, let town { name += " of \(town.name)" }
    }
    return ReadAuthority(name: name, kind: mention.office.kind, region: region)
  }

  func role(of authority: ReadAuthority, in index: Int) -> ExpectationRole {
    if authority.kind == .armedGroup { return .party }
    if authority.kind == .internationalOrg { return .thirdParty }
    if authority.region.country == found[index].place.region.country { return .competent }
    if authority.kind == .military { return .party }
    // Another country's government: a party where force is used, an onlooker elsewhere.
    return authority.kind == .government && found[index].read.kind.isForce ? .party : .thirdParty
  }

  mutating func remember(_ authorities: [AuthorityMention], at index: Int) {
    for mention in authorities {
      if let surname = mention.speaker?.split(separator: " ").last?.lowercased() {
        speakers[surname] = mention
      }
    }
    if let last = authorities.last { lastAuthority = (last, index) }
  }

  /// "He added", "the ministry", "it said": whoever spoke last.
  func resolvePronoun(
    in sentence: Text, at index: Int, _ authorities: inout [AuthorityMention]
  ) {
    guard authorities.isEmpty, let (last, spokeAt) = lastAuthority,
      let range = sentence.anaphor(of: last, distance: index - spokeAt)
    else { return }
    var mention = last
    mention.range = range
    authorities = [mention]
  }

  /// "A third body had been found. Officials could not confirm that report": not what this is about.
  func isAboutAnotherReport(_ sentence: Text, _ index: Int) -> Bool {
    index > 0 && sentence.isAboutReport
      && !sentences[index - 1].events().contains { $0.isTold }
      && !sentences[index - 1].tracesReport
  }

  mutating func setScene(
    _ sentence: Text, _ places: [PlaceSpan], _ authorities: [AuthorityMention], _ index: Int
  ) {
    let taken = authorities.map(\.range)
    let elsewhere = sentence.elsewhere(places)
    let span = places.filter { span in
      !span.isGovernment && span.place.kind != .country && !elsewhere.contains(span)
        && !taken.contains { $0.overlaps(span.range) }
    }.first
    if let span { scene = (span, sentence, index) }
  }
}

private let thatReport = RuleTable<Holds>([
  "that|this report|claim|figure|toll|number|account|version|information",
  "those|these reports|claims|figures|numbers",
])

/// Short for an authority that was named before.
private let institutions: WordSet = [
  "ministry", "agency", "service", "department", "brigade", "spokesman", "spokeswoman",
  "spokesperson", "office", "administration", "minister",
]

private let pronouns: WordSet = ["he", "she", "they", "it"]
private let companies: WordSet = ["company", "operator", "utility", "provider", "firm"]

extension EnglishSentence {
  var isAboutReport: Bool { thatReport.holds(in: tokens[...]) }

  /// A pronoun looks back one sentence.
  func anaphor(of last: AuthorityMention, distance: Int) -> Range<Int>? {
    if distance <= 1, let pronoun = speakingPronoun {
      let isHuman = ["he", "she"].contains(text(at: pronoun))
      if isHuman == last.isPerson || isHuman && last.speaker != nil { return pronoun..<pronoun + 1 }
    }
    let short = last.office.kind == .operator ? companies : institutions
    let institution = firstIndex(of: short)
    if let institution, text(at: institution - 1) == "the" {
      return institution - 1..<institution + 1
    }
    return nil
  }

  /// The pronoun that begins the sentence or says what it quotes: "“We know,” he said".
  private var speakingPronoun: Int? {
    if pronouns.contains(text(at: 0)) { return 0 }
    return unquoted.last {
      pronouns.contains(tokens[$0].word) && WordClass.say.contains(text(at: $0 + 1))
        && [",", "\""].contains(text(at: $0 - 1))
    }
  }
}

extension AuthorityMention {
  /// It belongs to a part of `country`.
  func isLocal(in country: Place) -> Bool {
    guard let place, place.kind != .country, office.scope != .country else { return false }
    return place.region.country == country.region
  }

  /// An office that one person holds.
  fileprivate var isPerson: Bool {
    speaker != nil || isSpokesperson
      || ["Mayor", "Governor", "President", "Prime Minister", "Chief Minister"].contains(
        office.name)
  }
}
