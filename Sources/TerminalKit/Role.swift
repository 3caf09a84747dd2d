/// What a piece of the screen means. A theme gives each role its look; a role may never change a word,
/// a glyph or a width.
///
/// The raw value is the name in theme files. A role that a theme leaves out looks like the one before
/// its last dot, and at last like the built-in theme of the same mode.
public enum Role: String, CaseIterable, Hashable, Sendable {
  case background
  case text
  case textDim = "text.dim"
  case textStrong = "text.strong"

  case border
  case borderFocus = "border.focus"
  case title
  case titleFocus = "title.focus"
  case header
  case headerSort = "header.sort"
  case scrollbar
  case scrollbarThumb = "scrollbar.thumb"

  case statusbar
  case statusbarLive = "statusbar.live"
  case statusbarPaused = "statusbar.paused"
  case statusbarWarn = "statusbar.warn"
  case breadcrumb
  case breadcrumbActive = "breadcrumb.active"
  case hintKey = "hint.key"
  case hintText = "hint.text"
  case filterActive = "filter.active"
  case filterCount = "filter.count"

  case cursor
  case cursorUnfocused = "cursor.unfocused"
  case marked
  case match
  case matchCurrent = "match.current"
  case rowNew = "row.new"
  case rowChanged = "row.changed"
  case rowRead = "row.read"
  case rowStale = "row.stale"

  case prompt
  case promptError = "prompt.error"
  case promptSuggestion = "prompt.suggestion"
  case input

  case popup
  case popupBorder = "popup.border"
  case popupTitle = "popup.title"

  // The evidence axis.
  case evidence
  case evidenceVerified = "evidence.verified"
  case evidenceCorroborated = "evidence.corroborated"
  case evidenceReported = "evidence.reported"
  case evidenceContested = "evidence.contested"
  case evidenceRefuted = "evidence.refuted"
  case evidenceRetracted = "evidence.retracted"
  case evidencePartyClaim = "evidence.party-claim"
  case evidenceRumour = "evidence.rumour"

  // The official axis.
  case official
  case officialConfirmed = "official.confirmed"
  case officialDenied = "official.denied"
  case officialMixed = "official.mixed"
  case officialNonCommittal = "official.non-committal"
  case officialSilent = "official.silent"
  case officialNotMonitored = "official.not-monitored"
  case officialWithdrawn = "official.withdrawn"
  case officialNotSet = "official.no-authority-set"

  case feedOk = "feed.ok"
  case feedLate = "feed.late"
  case feedDown = "feed.down"

  case label
  case value
  case link
  case quote
  case source
  case historyAdd = "history.add"
  case historyChange = "history.change"

  case graphLow = "graph.low"
  case graphMid = "graph.mid"
  case graphHigh = "graph.high"
  case graphEmpty = "graph.empty"

  case msgInfo = "msg.info"
  case msgOk = "msg.ok"
  case msgWarn = "msg.warn"
  case msgError = "msg.error"
}

extension Role {
  /// What themes are checked for.
  enum Kind {
    case words
    /// Words that stand back so that others stand out.
    case quietWords
    case line
    /// Laid over words, and never anything by itself.
    case overlay
  }

  var kind: Kind {
    switch self {
    case .textDim, .title, .header, .breadcrumb, .hintText, .rowStale, .promptSuggestion, .label,
      .evidenceRumour, .officialNotMonitored, .officialNotSet:
      .quietWords
    case .border, .scrollbar, .graphEmpty: .line
    case .cursor, .cursorUnfocused, .marked: .overlay
    default: .words
    }
  }

  /// What words may stand on besides the background.
  static let grounds: [Role] = [
    .cursor, .cursorUnfocused, .marked, .match, .matchCurrent, .popup,
  ]

  /// The roles of one axis, which must be told from each other.
  static let axes: [[Role]] = ["evidence.", "official.", "feed."].map { axis in
    allCases.filter { $0.rawValue.hasPrefix(axis) }
  }
}
