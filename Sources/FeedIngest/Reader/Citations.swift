import Incidents

// Whom a report stands on. The chain goes from the nearest source to the root: "Life, which cited SHOT".

/// One source that a sentence names, with its place in the chain.
struct CitationLink: Hashable {
  enum Level: Int, Comparable, Sendable {
    /// "X, cited by Y": Y stands nearer to the report.
    case outermost
    /// "according to X", "X reported".
    case outer
    /// "citing X": it stands behind the one who cites.
    case inner

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// The tokens of the cue and the source.
  var range: Range<Int>
  var source: String?
  var platform: String?
  var level: Level
  var relation: CitationRelation
  var rule: String
  /// "According to the channel": a source that was named before.
  var isAnaphor = false
}

extension [CitationLink] {
  /// Nearest first. Parallel ones are one level: the first stands for it.
  var asChain: Self {
    let ordered = sorted { ($0.level, $0.range.lowerBound) < ($1.level, $1.range.lowerBound) }
    return ordered.enumerated().filter { index, link in
      index == 0 || link.level == .inner || ordered[index - 1].level != link.level
    }.map(\.element)
  }
}

private let report = Word("report")

extension EnglishSentence {
  /// The sources that the sentence names, nearest first.
  func citations(
    authorities: [AuthorityMention], places: [PlaceSpan], of bytes: [UInt8]
  ) -> [CitationLink] {
    guard !firstHand.holds(in: tokens[...]) else { return [] }
    var links: [CitationLink] = []
    for cue in cuesBefore.matches(in: tokens[...]) {
      // "The mayor told Le Monde": the mayor's word, whoever wrote it down.
      let isTold = cue.meaning.rule == told
      guard !isTold || !isSpeaking(authorities, at: cue.range.lowerBound),
        let phrase = source(from: cue.range.upperBound, authorities, places, of: bytes),
        cue.meaning.isExplicit || isTold && phrase.name != nil
          || (phrase.isOutlet && phrase.name != nil)
          || (phrase.name == nil && cue.meaning.level == .inner),
        !links.contains(where: { $0.range.overlaps(phrase.range) })
      else { continue }
      links.append(
        CitationLink(
          range: cue.range.lowerBound..<phrase.range.upperBound, source: phrase.name,
          platform: phrase.platform, level: cue.meaning.level, relation: cue.meaning.relation,
          rule: cue.meaning.rule, isAnaphor: phrase.isAnaphor))
    }
    for verb in tokens.indices.dropFirst()
    where tokens[verb - 1].partsClauses && invertedVerbs.contains(tokens[verb].word) {
      guard let phrase = source(from: verb + 1, authorities, places, of: bytes), phrase.isOutlet,
        phrase.name != nil, !links.contains(where: { $0.range.overlaps(phrase.range) })
      else { continue }
      links.append(
        CitationLink(
          range: verb..<phrase.range.upperBound, source: phrase.name, platform: phrase.platform,
          level: .outer, relation: .cites, rule: "citation.reported"))
    }
    for verb in tokens.indices
    where verbsBehind.contains(tokens[verb].word) || isFirstToReport(verb) {
      guard let phrase = source(before: verb, authorities, places, of: bytes),
        !links.contains(where: { $0.range.overlaps(phrase.range) || $0.source == phrase.name })
      else { continue }
      links.append(
        CitationLink(
          range: phrase.range.lowerBound..<verb + 1, source: phrase.name,
          platform: phrase.platform ?? platform(behind: verb),
          level: .outer, relation: .cites, rule: "citation.reported"))
    }
    if links.isEmpty {
      let root = unnamedSources.matches(in: tokens[...]).first {
        !notARoot.contains(text(at: $0.range.lowerBound - 1))
      }
      if let root {
        links.append(
          CitationLink(
            range: root.range, source: nil, platform: root.meaning, level: .outer, relation: .cites,
            rule: "citation.unnamed"))
      }
    }
    return links.asChain
  }

  private func isSpeaking(_ authorities: [AuthorityMention], at verb: Int) -> Bool {
    authorities.contains { (verb - 2...verb).contains($0.range.upperBound) }
  }

  /// "wrote on its Telegram channel"
  private func platform(behind verb: Int) -> String? {
    guard text(at: verb + 1) == "on" else { return nil }
    return sourcePlatforms[text(at: verb + 2)] ?? sourcePlatforms[text(at: verb + 3)]
  }

  /// "was the first to report"
  private func isFirstToReport(_ index: Int) -> Bool {
    tokens[index].word == report && text(at: index - 1) == "to" && text(at: index - 2) == "first"
  }

  /// Says no more than where the news came from.
  var tracesReport: Bool {
    tracing.holds(in: tokens[...]) && !hasCasualties && !hasDamage
  }

  var isFirstHand: Bool { firstHand.holds(in: tokens[...]) }

  /// A sentence that says "reportedly" stands on somebody, though it does not say on whom.
  var hearsayLink: CitationLink? {
    hearsay.matches(in: tokens[...]).first.map {
      CitationLink(
        range: $0.range, source: nil, platform: nil, level: .outer, relation: .cites,
        rule: "citation.hearsay")
    }
  }
}
