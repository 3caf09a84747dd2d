import Incidents

// The words by which a text says whom it stands on.

struct Cue: Sendable {
  var level: CitationLink.Level
  var relation: CitationRelation
  var rule: String
  /// The cue alone makes what follows a source. Otherwise it must be called an outlet, or sound like one.
  var isExplicit = true
}

/// "The outlet cited …": the chain goes on from the sentence before.
let continued = "citation.continued"

/// "A resident told AFP": whom people tell something is an outlet, by any name.
let told = "citation.told"

/// Cues that stand before their source.
let cuesBefore = RuleTable<Cue>([
  ("according to", Cue(level: .outer, relation: .cites, rule: "citation.according-to")),
  (
    "cited|quoted|reported|carried|relayed|translated by",
    Cue(level: .outermost, relation: .cites, rule: "citation.by")
  ),
  (
    "published|released|posted|shared|circulated|broadcast|aired|reposted|broken|reported ..3 by",
    Cue(level: .outer, relation: .cites, rule: "citation.by", isExplicit: false)
  ),
  (
    "published|released|posted|shared|broadcast|aired on",
    Cue(level: .outer, relation: .cites, rule: "citation.by", isExplicit: false)
  ),
  (
    "appeared|surfaced|emerged|originated|spread|circulated|came ..1 on|in|from|with|via",
    Cue(level: .outer, relation: .cites, rule: "citation.appeared-on", isExplicit: false)
  ),
  (
    "it|outlet|channel|newspaper|agency|site|website|paper|broadcaster|daily|portal|station ..2 cited|quoted|cites|quotes|citing",
    Cue(level: .inner, relation: .cites, rule: continued)
  ),
  (
    "it|outlet|channel|newspaper|agency|site|website|paper|broadcaster|daily|portal|station ..2 referred|referring|attributed ..5 to",
    Cue(level: .inner, relation: .cites, rule: continued)
  ),
  ("citing|cites|cited", Cue(level: .inner, relation: .cites, rule: "citation.citing")),
  ("quoting|quotes|quoted", Cue(level: .inner, relation: .quotes, rule: "citation.quoting")),
  (
    "forwarding|forwarded ..3 from",
    Cue(level: .inner, relation: .forwards, rule: "citation.forwarding")
  ),
  (
    "reposting|reposted ..3 from",
    Cue(level: .inner, relation: .reposts, rule: "citation.reposting")
  ),
  (
    "relaying|sharing|reprinting|republishing|translating",
    Cue(level: .inner, relation: .cites, rule: "citation.relaying", isExplicit: false)
  ),
  (
    "referring|referred|refers|reference|attributing to",
    Cue(level: .inner, relation: .cites, rule: "citation.referring", isExplicit: false)
  ),
  (
    "report|reports|post|message|video|footage by|from|in|on",
    Cue(level: .outer, relation: .cites, rule: "citation.report-by", isExplicit: false)
  ),
  ("told|telling", Cue(level: .outer, relation: .cites, rule: told, isExplicit: false)),
])

/// ", wrote the Telegram channel SHOT": verbs that may stand before their source behind a comma.
let invertedVerbs: WordSet = [
  "reported", "reports", "wrote", "writes", "said", "says", "claimed", "posted",
]

/// Verbs of outlets rather than of persons: their subject is a source by its name alone.
let reportingVerbs: WordSet = [
  "reported", "reports", "wrote", "writes", "quoted", "quotes", "cited", "cites", "published",
  "broke", "report", "carried", "referred", "refers",
]

/// The sentence says where the news came from: "the claim first appeared on", "this was reported by".
let tracing = RuleTable<Holds>([
  "this|it|news|report|reports|claim|claims|information|footage|video|videos|rumour|rumours|rumor|rumors|images|incident|story ..3 reported|published|posted|shared|released|broken|circulated|appeared|surfaced|emerged|originated|came|spread",
  "first reported|published|posted|appeared", "first to report",
])

/// Verbs that stand behind their source.
let verbsBehind: WordSet = [
  "reported", "reports", "said", "says", "wrote", "writes", "posted", "published", "claimed",
  "claims", "cited", "cites", "quoted", "quotes", "broke", "citing", "quoting", "showed", "carried",
  "referred", "refers", "called", "withdrew", "withdrawn", "retracted", "deleted", "shared",
  "released",
]

/// Sources that nobody could find again.
let unnamedSources = RuleTable<String?>([
  ("unconfirmed|unverified|conflicting reports|claims|accounts|information|report", nil),
  ("social media ..1 users|posts|reports|accounts|footage|videos|channels|post|images", nil),
  (
    "posts|videos|footage|images|messages|users|accounts|claims|rumours|rumors|video ..4 social media|online",
    nil
  ),
  ("local|area|nearby|several|some residents <say>|described|heard|posted|spoke", nil),
  ("residents|locals|villagers|neighbours|neighbors ..2 <say>|described|heard|spoke", nil),
  ("eyewitnesses|witnesses|eyewitness|witness|bystanders ..2 <say>|described|heard|spoke", nil),
  ("posts|post|messages|videos|claims|users|accounts on|in facebook", "facebook"),
  ("posts|post|messages|videos|claims|users|accounts on|in telegram", "telegram"),
  ("posts|post|messages|videos|claims|users|accounts on|in x|twitter", "x"),
  ("posts|post|messages|videos|claims|users|accounts on|in whatsapp", "whatsapp"),
  ("posts|post|messages|videos|claims|users|accounts on|in tiktok", "tiktok"),
  ("unnamed|anonymous|unidentified ..1 source|sources", nil),
  ("sources|source <say>|familiar", nil),
  ("telegram channels <say>", "telegram"),
  ("media|outlets|newspapers|broadcasters|websites <say>", nil),
  ("media|press reports", nil),
  (
    "video|videos|footage|post|posts|images|message ..2 claims|claimed|purports|purporting|claiming|purported to",
    nil
  ),
  (
    "rumours|rumors|claims|reports|report of|that|about|suggested|emerged|indicate|suggest|circulated|say|said",
    nil
  ),
  (
    "reports|claims|rumours|rumors ..3 said|suggested|emerged|spread|circulated|surfaced|appeared|describing",
    nil
  ),
])
/// Words in front that make it another thing: "received reports", "no reports of casualties".
let notARoot: WordSet = [
  "no", "received", "responded", "receiving", "immediate", "any", "previous", "earlier",
]

/// Adverbs that keep a sentence from being the report's own word.
let hearsay = RuleTable<Holds>(["reportedly|allegedly|purportedly"])

/// The report saw it itself.
let firstHand = RuleTable<Holds>([
  "our|this|own correspondent|correspondents|reporter|reporters|journalists|journalist|team",
  "correspondent|correspondents|reporter|reporters|journalist|journalists|photographer|crew ..4 saw|seen|heard|witnessed|counted|visited|watched",
  "correspondent|reporter|journalist|photographer|journalists|reporters at|on the scene|site",
])

let sourcePlatforms: [String: String] = [
  "telegram": "telegram", "facebook": "facebook", "twitter": "x", "whatsapp": "whatsapp",
  "youtube": "youtube", "tiktok": "tiktok", "instagram": "instagram", "vkontakte": "vk", "vk": "vk",
  "weibo": "weibo", "viber": "viber",
]

/// Words before a source's name that say what it is.
let describers: WordSet = [
  "the", "a", "an", "its", "local", "state", "run", "owned", "independent", "private", "popular",
  "pro",
  "regional", "investigative", "national", "international", "business", "online", "kremlin",
  "based",
  "opposition", "exiled", "news", "information", "data", "from", "reports", "report", "posts",
  "post", "by", "in", "on", "messaging", "app",
  "social", "german", "dutch", "language", "russian", "monitoring", "public", "leading", "an",
  "two", "several", "some", "many", "various", "well", "connected", "first", "french", "daily",
  "weekly",
  "called", "named", "linked", "hospital", "security", "military", "blogger", "own",
]

/// Parts of a name that sound like an outlet or an observatory.
let outletWords: WordSet = [
  "news", "times", "post", "daily", "herald", "press", "tv", "radio", "agency", "journal",
  "gazette",
  "tribune", "telegraph", "guardian", "observer", "media", "today", "online", "network",
  "broadcasting", "vanguard", "chronicle", "standard", "independent", "zeitung", "presse", "pravda",
  "novosti", "interfax", "tass", "reuters", "afp", "ap", "bbc", "cnn", "dpa", "anadolu", "xinhua",
  "kyodo", "bloomberg", "suspilne", "ukrinform", "mediazona", "meduza", "jazeera", "inquirer",
  "dawn", "geo", "baza",
  "mash", "astra", "bild", "spiegel", "monde", "haaretz", "nexta", "24", "monitor", "observatory",
  "survey", "centre", "center",
  "institute", "watch", "rappler", "axios", "politico", "punch", "interpressnews", "rfe", "press",
  "euronews", "kommersant", "rbc", "hromadske",
]

/// Capital letters that name no outlet.
let noOutlets: WordSet = [
  "eu", "un", "us", "uk", "nato", "u.s.", "u.n.", "usa", "uae", "ads", "uav", "gmt", "pm", "ceo",
  "congress", "parliament", "senate", "lawmakers", "duma", "knesset", "bundestag", "council",
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
]
