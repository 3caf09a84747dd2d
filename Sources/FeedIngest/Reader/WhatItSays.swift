import Gazetteer
import Incidents

// What a sentence adds to an incident: its claims, its chain of sources, positions and silences.

extension ArticleReader {
  /// The claim that it happened, from the sentence that tells it first.
  mutating func describe(
    _ index: Int, _ sentence: Text, _ event: EventMention, words: [OfficialWord], alone: Bool
  ) {
    let number = alone ? sentence.count(of: event.kind, of: bytes) : nil
    var claim = ReadClaim(
      kind: .occurrence, text: "", number: number,
      hedge: sentence.occurrenceHedge(of: bytes), passage: sentence.passage("kind.lexicon"))
    if event.isNegated { claim.stance = words.isEmpty ? .denies : .questions }
    let spoken = words.filter { if case .position = $0.outcome { true } else { false } }
    let isParty =
      !spoken.isEmpty
      && spoken.allSatisfy {
        role(of: authority($0.authority, for: index), in: index) == .party
          && $0.group == .confirmed
      }
    if isParty {
      claim.party = true
      claim.againstInterest = sentence.isAdmission
    }
    found[index].standsAlone =
      sentence.isFirstHand
      || spoken.contains { !$0.authority.isAnonymous && !isParty && $0.group == .confirmed }
    // What is told only to be denied is somebody's word, and nobody says whose.
    found[index].isToldByDenial =
      !spoken.isEmpty && spoken.allSatisfy { $0.group == .denied } && !event.isNegated
    found[index].read.claims = [claim]
    let nouns: Set<IncidentKind> = [.explosion, .fire, .attack, .flood]
    if event.kind == found[index].read.kind, nouns.contains(event.kind) {
      found[index].qualifier = sentence.qualifier(of: event)
    }
  }

  mutating func addChain(
    _ links: [CitationLink], to index: Int, _ sentence: Text, isNew: Bool, isTold: Bool
  ) {
    var links = links
    let goesOn = links.first?.isAnaphor == true || links.allSatisfy { $0.rule == continued }
    if sentence.isFirstHand {
      found[index].standsAlone = true
      found[index].read.citations = []
      return
    }
    let known = found[index].read.citations
    if links.isEmpty, isNew, !found[index].standsAlone, let link = sentence.hearsayLink {
      links = [link]
    }
    // "According to the channel, which cited …": the source named last.
    if links.first?.isAnaphor == true { links.removeFirst() }
    let chain = links.map {
      ReadCitation(
        source: $0.source, platform: $0.platform, relation: $0.relation,
        passage: sentence.passage($0.rule))
    }
    guard !chain.isEmpty else { return }
    // "SHOT, in turn, cited …": the chain goes on where it ended.
    if let last = known.last, last.source != nil {
      let isSame = chain.count > 1 && chain[0].source == last.source
      let isGoingOn = goesOn && (isTold || links.allSatisfy { $0.source != nil })
      if isSame || isGoingOn {
        found[index].read.citations += isSame ? Array(chain.dropFirst()) : chain
        return
      }
    }
    let isNamed = chain.contains { $0.source != nil }
    let isTold = isTold || isNamed && sentence.tracesReport
    let isOpen = known.isEmpty || (known.allSatisfy { $0.source == nil } && isNamed && isTold)
    guard isOpen, isTold, !(found[index].standsAlone && (!isNew || !isNamed)) else { return }
    if found[index].standsAlone, isNew, !isNamed { return }
    found[index].read.citations = chain
  }

  /// "The Telegram channel Baza" is on Telegram when it is "Baza" later, too.
  mutating func rememberPlatforms(of links: inout [CitationLink]) {
    for index in links.indices {
      guard let source = links[index].source else { continue }
      links[index].platform = links[index].platform ?? platforms[source]
      platforms[source] = links[index].platform
    }
  }

  mutating func addClaims(_ sentence: Text, events: [EventMention], to index: Int) {
    if found[index].read.claims[0].number == nil, !events.isEmpty,
      let number = sentence.count(of: found[index].read.kind, of: bytes)
    {
      found[index].read.claims[0].number = number
    }
    for claim in sentence.claims(of: bytes) {
      let isKnown = found[index].read.claims.contains {
        $0.kind == claim.kind && $0.number?.unit == claim.number?.unit
      }
      if !isKnown { found[index].read.claims.append(claim) }
    }
  }

  mutating func add(_ word: OfficialWord, _ sentence: Text, to index: Int) {
    let authority = authority(word.authority, for: index)
    var role = role(of: authority, in: index)
    // A government that only watches is no party to it.
    if authority.kind == .government, role == .party, word.isOnlooking { role = .thirdParty }
    switch word.outcome {
    case .silence:
      guard !found[index].read.silences.contains(where: { $0.authority == authority }) else {
        return
      }
      found[index].read.silences.append(
        ReadSilence(authority: authority, role: role, passage: sentence.passage(word.rule)))
    case .position(let position, let claim):
      let isSaid = word.rule == "position.said" || word.rule == "position.according-to"
      let weight = isSaid ? saidWeight : position.weight
      let known = found[index].weights[authority] ?? -1
      if weight < known || isSaid && weight == known {
        addSpeaker(word.authority.speaker, to: authority, index)
        return
      }
      found[index].weights[authority] = weight
      found[index].read.statements.removeAll { $0.authority == authority }
      found[index].read.statements.append(
        ReadStatement(
          authority: authority, role: role, claim: claim, position: position,
          speaker: word.authority.speaker, quote: sentence.quote(of: bytes),
          attribution: sentence.attribution(of: word.authority),
          passage: sentence.passage(word.rule)))
    }
  }

  /// A later sentence may name who spoke.
  mutating func addSpeaker(_ name: String?, to authority: ReadAuthority, _ index: Int) {
    let known = found[index].read.statements.firstIndex { $0.authority == authority }
    guard let name, let known, found[index].read.statements[known].speaker == nil else { return }
    found[index].read.statements[known].speaker = name
  }

  /// "There was no official comment": nobody in particular was silent.
  mutating func addOpenSilence(_ sentence: Text, _ words: [OfficialWord], to index: Int) {
    guard words.isEmpty, sentence.hasOpenSilence else { return }
    let authority = ReadAuthority(
      name: "Authorities", kind: .government, region: found[index].place.region)
    guard !found[index].read.silences.contains(where: { $0.authority == authority }) else { return }
    found[index].read.silences.append(
      ReadSilence(authority: authority, passage: sentence.passage("silence.no-official-word")))
  }
}
