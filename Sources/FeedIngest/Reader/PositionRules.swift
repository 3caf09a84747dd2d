import Incidents

// The words by which an authority takes a position, or by which a text says that it took none.

struct PositionRule {
  /// Where the authority stands in the sentence.
  enum Voice {
    /// Before: "police confirmed".
    case subject
    /// It says this, before or behind: "police said that there was no blast", "it was a hoax, police said".
    case content
    /// After, in a list: "no comment from A or B", "confirmed by A".
    case list
    /// Between the words: "neither A nor B has commented", "calls to A went unanswered".
    case within
  }

  var outcome: OfficialWord.Outcome
  var voice: Voice
  var rule: String
}

/// "It had struck …": an admission only from those who strike.
let ownAct = "position.own-act"

/// Of two rules that hold at one word, the first.
let positionRules = RuleTable<PositionRule>([
  silent(
    .list, "silence.no-statement",
    [
      "no ..3 <comment> ..6 from|by",
      "has|have|had not ..1 been ..2 confirmed|verified|acknowledged ..1 by",
      "not ..1 confirmed by", "without ..2 <comment> from", "unconfirmed by", "silence from|of",
    ]),
  silent(
    .within, "silence.neither",
    [
      "neither ..9 nor ..9 commented|confirmed|responded|issued|made|released|spoken|reacted|replied|acknowledged|said|answered",
      "none of ..6 commented|confirmed|responded|issued|made|released|spoken|reacted|replied",
      "calls|requests|questions|messages|emails|enquiries|inquiries ..1 to|for ..8 unanswered|answered|returned",
    ]),
  positions(
    .subject, .neitherConfirmNorDeny, "position.neither-confirm-nor-deny",
    [
      "did|does|do|would|could|will|to|can not ..1 confirm or|nor deny",
      "has|have|had|is|are not ..1 confirmed|confirming or|nor denied|denying",
      "neither confirmed|confirm|confirming|confirms nor|or ..1 denied|deny|denying|rule|rules|ruled|denies",
      "refused|declined to ..1 confirm or deny", "confirmed nor denied", "confirm nor deny",
      "gave|offered|given|offering no confirmation or|nor denial",
      "without confirming or denying", "could|can|did|does|do|would|will not ..1 confirm|verify",
      "cannot confirm|verify", "unable to ..1 confirm|verify",
      "no|any information about|on|of|that",
      "stopped short of confirming",
    ]),
  positions(
    .subject, .declinedToComment, "position.declined-to-comment",
    [
      "declined|refused|declines|refuses|declining|refusing to ..1 comment|discuss|elaborate|answer|say|confirm|give|speak|provide|disclose",
      "declined|refused ..1 comment", "would|will not ..1 comment|discuss|elaborate|say",
      "would not be drawn", "do|does|did not comment on",
    ]),
  silent(
    .subject, "silence.not-commented",
    [
      "has|have|had not ..2 claimed|taken|accepted|admitted responsibility",
      "did|does|do not ..1 claim|take|accept|admit responsibility",
      "has|have|had not ..2 commented|confirmed|responded|issued|made|released|said|provided|published|spoken|reacted|given|acknowledged|addressed|replied|answered|verified|put",
      "has|have|had|was|were|is|are yet to ..1 comment|confirm|issue|respond|make|release|speak|react|provide|publish|reply|acknowledge|give|say",
      "has|have|had ..3 declined|failed to respond|reply",
      "remained|remains|kept|keeps|stayed|remain|keep|keeping|remaining|staying ..1 silent|quiet|mum",
      "did|does|do not ..1 comment|respond|reply|answer|issue|react|immediately|return",
      "could|can not ..2 reached",
      "made|offered|gave|issued|given|released|provided|published no ..3 <comment>",
      "said nothing", "silent on|about", "made|makes no ..1 mention",
      "not ..2 available for comment", "unavailable for comment",
      "not immediately comment|respond|reply|confirm", "nothing from",
    ]),
  positions(
    .content, .deniedResponsibility, about: .attribution, "position.denied-responsibility",
    [
      "denied|denies|deny|rejected|denying ..4 responsibility|involvement|role|carrying|striking|attacking|targeting|launching|firing|behind|shelling|bombing|responsible|involved",
      "was|were|is|had|are|has not ..2 responsible|involved|behind|carried",
      "had|has|have nothing to do with", "no role|part|involvement in",
    ]),
  positions(
    .subject, .disputedDetails, "position.disputed-details",
    [
      "disputed|disputes|contested|challenged|rejected|questioned ..4 toll|figures|figure|account|version|number|numbers|details|estimate|description",
      "denied|denies ..5 casualties|deaths|fatalities|injuries|damage|killed|hurt|injured|wounded|died",
      "described ..4 exaggerated", "denied that anyone|people",
    ]),
  positions(.list, .deniedEvent, "position.denied", ["denied|dismissed|rejected|refuted ..2 by"]),
  positions(
    .subject, .deniedEvent, "position.denied",
    [
      "denied|denies|deny|refuted|refutes|rebutted|denying|refuting",
      "rejected|dismissed|dismisses|rejects|dismissing|rejecting ..3 <event>|allegations|suggestions|rumours|rumors",
      "dismissed|described|called|branded|labelled|dismissing|describing|calling ..7 false|fake|hoax|disinformation|misinformation|baseless|untrue|fabricated|rumours|rumors|fabrication|groundless|nonsense",
    ]),
  positions(
    .content, .deniedEvent, "position.denied",
    [
      "<event>|rumours|rumors|it|footage|they|posts|video|news ..6 false|fake|untrue|baseless|fabricated|groundless|hoax|misleading",
      "<event>|rumours|rumors|it|footage|they|posts|video|news ..6 not true|correct|accurate|correspond|genuine",
      "this|that is|was ..1 fake|false|untrue|nonsense|disinformation|misinformation|hoax|lie",
      "no <occurrence>|drone|missile|air ..6 occurred|happened|took|taken|recorded|registered|place|hit|struck|detected|damaged",
      "was|were|been|is|are|be no ..1 <occurrence>",
      "no such <occurrence>|event|thing", "did not ..1 happen|occur|take", "nothing ..2 happened",
      "ruled|ruling out ..2 <occurrence>",
    ]),
  positions(
    .list, .admittedResponsibility, about: .attribution, "position.admitted-responsibility",
    ["responsibility ..6 claimed by", "claimed by"]),
  positions(
    .subject, .admittedResponsibility, about: .attribution, "position.admitted-responsibility",
    [
      "claimed|took|accepted|admitted|claims|takes|claiming ..1 responsibility",
      "admitted|acknowledged ..3 carrying|striking|hitting|firing|launching",
    ]),
  positions(
    .subject, .admittedResponsibility, about: .attribution, ownAct,
    [
      "it|they had ..1 carried|struck|hit|launched|attacked|targeted|bombed|shelled|fired",
      "it|they carried|launched|targeted|bombed|shelled",
      "its|their forces|troops|jets|aircraft|drones|units|fighters|missiles ..1 had|have? struck|hit|attacked|targeted|bombed|shelled|destroyed|carried|launched",
    ]),
  positions(
    .subject, .partlyConfirmed, "position.partly-confirmed",
    ["partly|partially confirmed|acknowledged", "confirmed|confirms in part|parts"]),
  positions(
    .list, .confirmed, "position.confirmed", ["confirmed|acknowledged|verified ..5 by"]),
  positions(
    .list, .investigating, "position.investigating",
    [
      "investigated|investigation|inquiry|examined|probed ..2 by",
      "investigation|inquiry|probe|case ..4 launched|opened|begun|started|ordered by",
    ]),
  positions(
    .list, .monitoring, "position.monitoring", ["monitored|watched|followed ..1 by"]),
  positions(
    .subject, .confirmed, "position.confirmed",
    ["confirmed|confirms|confirm|confirming|acknowledged|acknowledges|verified|admitted|admits"]),
  positions(
    .content, .investigating, "position.investigating",
    [
      "investigating|investigates|investigate", "looking|looked|look into",
      "opened|launched|started|begun|began|ordered ..5 investigation|investigations|inquiry|probe|case",
      "under investigation", "establishing|checking|verifying|examining|assessing|studying",
    ]),
  positions(
    .content, .monitoring, "position.monitoring",
    [
      "monitoring|following|watching|tracking ..5 situation|developments|events|reports|matter|closely",
      "monitoring", "monitors the situation", "keeping ..3 eye|watch on|over",
    ]),
  positions(
    .subject, .declinedToComment, "position.declined-to-comment", ["no comment|comments"]),
  positions(
    .subject, .aware, "position.aware", ["aware of", "has|have seen ..3 reports"]),
])

/// "Police said": confirms what the same sentence tells, unless a rule above says otherwise.
let sayRules = RuleTable<PositionRule>([
  positions(
    .list, .confirmed, "position.according-to",
    ["according to", "data|figures|statement|information from|by"]),
  positions(.list, .confirmed, "position.cited", ["citing|quoting|cited|quoted|cites|quotes"]),
  positions(.subject, .confirmed, "position.said", ["<say>", "estimated|put|recorded"]),
])

/// What is said there confirms nothing.
let idleTalk = RuleTable<Holds>([
  "reports|report|claims|claim|allegations|rumours|rumors|alleged|unconfirmed|unverified",
  "no evidence|indication|sign", "ruled|ruling out",
  "too early", "would|might|could", "asked|urged|called on|for",
])

private func silent(
  _ voice: PositionRule.Voice, _ rule: String, _ patterns: [WordPattern]
) -> [(WordPattern, PositionRule)] {
  patterns.map { ($0, PositionRule(outcome: .silence, voice: voice, rule: rule)) }
}

private func positions(
  _ voice: PositionRule.Voice, _ position: Position, about claim: ClaimKind = .occurrence,
  _ rule: String, _ patterns: [WordPattern]
) -> [(WordPattern, PositionRule)] {
  patterns.map {
    ($0, PositionRule(outcome: .position(position, claim), voice: voice, rule: rule))
  }
}
