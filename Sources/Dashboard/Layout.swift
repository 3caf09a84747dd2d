import TerminalKit

/// Which part of the screen belongs to what.
///
/// Under 60 columns, and in plain words, one pane at a time; under 160 regions and incidents above the detail; from 160 on
/// three columns. A detail that has only a few rows is a peek, and takes the whole body when it has
/// the focus. Changes and feeds are a strip at the bottom where there is room; elsewhere they take the
/// place of incidents and detail while they have the focus, as map and heat always do.
struct Layout: Equatable {
  /// How many lines stand above everything else.
  var banners: Int
  /// The rows of the two header lines and of the last line.
  var header: Int
  var breadcrumb: Int
  var footer: Int
  var body: Rect
  var regions: Rect?
  var incidents: Rect?
  var detail: Rect?
  var changes: Rect?
  var feeds: Rect?
  var map: Rect?
  var heat: Rect?
  /// Panes stand side by side, each in a frame.
  var hasFrames: Bool
  /// One pane, whose first line says what it is.
  var isPlain: Bool
  /// The detail shows the few lines that matter most.
  var isPeek = false

  static let smallest = Size(width: 30, height: 8)
  private static let stripHeight = 12

  static func fits(_ size: Size) -> Bool {
    size.width >= smallest.width && size.height >= smallest.height
  }

  static func hasStrip(_ size: Size) -> Bool { size.width >= 160 && size.height >= 45 }

  init(size: Size, focus: Pane, isZoomed: Bool, banners: Int, isPlain: Bool = false) {
    self.isPlain = isPlain
    self.banners = banners
    header = banners
    breadcrumb = banners + 1
    footer = size.height - 1
    body = Rect(x: 0, y: banners + 2, width: size.width, height: size.height - banners - 3)
    hasFrames = size.width >= 60 && !isPlain

    if isZoomed || !hasFrames {
      show(only: focus)
    } else if focus == .map || focus == .heat {
      placeBeside(focus)
    } else if Self.hasStrip(size) {
      placeStrip()
    } else if focus == .changes || focus == .feeds {
      placeBeside(focus)
    } else if size.width >= 160 {
      placeColumns(height: body.height)
    } else {
      placeStacked(focus: focus, screenHeight: size.height)
    }
  }

  /// Where `pane` stands, or would stand if it had the focus.
  func rect(of pane: Pane) -> Rect {
    switch pane {
    case .regions: regions ?? body
    case .incidents: incidents ?? body
    case .detail: detail ?? body
    case .changes: changes ?? body
    case .feeds: feeds ?? body
    case .map: map ?? body
    case .heat: heat ?? body
    }
  }

  /// The part of a pane's place that its rows may use, below the heading of its columns.
  func rows(of pane: Pane) -> Rect {
    let rect = inside(rect(of: pane))
    if !isPlain, pane == .detail || pane == .map { return rect }
    return Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1)
  }

  func inside(_ rect: Rect) -> Rect { hasFrames ? rect.inner : rect }

  private mutating func show(only pane: Pane) {
    switch pane {
    case .regions: regions = body
    case .incidents: incidents = body
    case .detail: detail = body
    case .changes: changes = body
    case .feeds: feeds = body
    case .map: map = body
    case .heat: heat = body
    }
  }

  private mutating func placeColumns(height: Int) {
    let left = leftWidth
    let right = body.width * 3 / 8
    regions = Rect(x: 0, y: body.y, width: left, height: height)
    incidents = Rect(x: left, y: body.y, width: body.width - left - right, height: height)
    detail = Rect(x: body.width - right, y: body.y, width: right, height: height)
  }

  private mutating func placeStrip() {
    let above = body.height - Self.stripHeight
    placeColumns(height: above)
    let left = body.width * 3 / 5
    changes = Rect(x: 0, y: body.y + above, width: left, height: Self.stripHeight)
    feeds = Rect(
      x: left, y: body.y + above, width: body.width - left, height: Self.stripHeight)
  }

  private mutating func placeBeside(_ pane: Pane) {
    let left = leftWidth
    regions = Rect(x: 0, y: body.y, width: left, height: body.height)
    let rest = Rect(x: left, y: body.y, width: body.width - left, height: body.height)
    switch pane {
    case .changes: changes = rest
    case .feeds: feeds = rest
    case .map: map = rest
    default: heat = rest
    }
  }

  /// Of the regions; from 160 columns on with room for sparklines.
  private var leftWidth: Int {
    switch body.width {
    case ..<100: 22
    case ..<160: 28
    default: 38
    }
  }

  private mutating func placeStacked(focus: Pane, screenHeight: Int) {
    let below = if screenHeight < 20 { 0 } else if screenHeight < 34 { 8 } else { body.height / 2 }
    isPeek = below <= 8
    if isPeek && focus == .detail {
      isPeek = false
      return show(only: .detail)
    }
    let left = leftWidth
    let height = body.height - below
    regions = Rect(x: 0, y: body.y, width: left, height: height)
    incidents = Rect(x: left, y: body.y, width: body.width - left, height: height)
    if below > 0 {
      detail = Rect(x: 0, y: body.y + height, width: body.width, height: below)
    }
  }
}

extension DashboardState {
  var layout: Layout {
    Layout(
      size: size, focus: focus, isZoomed: isZoomed, banners: banners.count,
      isPlain: symbols.isPlain)
  }

  /// What stands above everything else.
  var banners: [String] { [banner, pastBanner].compactMap(\.self) }
}
