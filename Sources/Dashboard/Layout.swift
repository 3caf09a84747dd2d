import TerminalKit

/// Which part of the screen belongs to what.
///
/// Under 60 columns one pane at a time; under 160 regions and incidents above the detail; from 160 on
/// three columns. A detail that has only a few rows is a peek, and takes the whole body when it has
/// the focus.
struct Layout: Equatable {
  var banner: Int?
  /// The rows of the two header lines and of the last line.
  var header: Int
  var breadcrumb: Int
  var footer: Int
  var body: Rect
  var regions: Rect?
  var incidents: Rect?
  var detail: Rect?
  /// Panes stand side by side, each in a frame.
  var hasFrames: Bool
  /// The detail shows the few lines that matter most.
  var isPeek = false

  static let smallest = Size(width: 30, height: 8)

  static func fits(_ size: Size) -> Bool {
    size.width >= smallest.width && size.height >= smallest.height
  }

  init(size: Size, focus: Pane, isZoomed: Bool, hasBanner: Bool) {
    let top = hasBanner ? 1 : 0
    banner = hasBanner ? 0 : nil
    header = top
    breadcrumb = top + 1
    footer = size.height - 1
    body = Rect(x: 0, y: top + 2, width: size.width, height: size.height - top - 3)
    hasFrames = size.width >= 60

    if isZoomed || size.width < 60 {
      show(only: focus)
    } else if size.width >= 160 {
      placeColumns()
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
    }
  }

  /// The part of a pane's place that its rows may use, below the heading of its columns.
  func rows(of pane: Pane) -> Rect {
    let rect = inside(rect(of: pane))
    if pane == .detail { return rect }
    return Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1)
  }

  func inside(_ rect: Rect) -> Rect { hasFrames ? rect.inner : rect }

  private mutating func show(only pane: Pane) {
    switch pane {
    case .regions: regions = body
    case .incidents: incidents = body
    case .detail: detail = body
    }
  }

  private mutating func placeColumns() {
    let left = 30
    let right = body.width * 2 / 5
    regions = Rect(x: 0, y: body.y, width: left, height: body.height)
    incidents = Rect(
      x: left, y: body.y, width: body.width - left - right, height: body.height)
    detail = Rect(x: body.width - right, y: body.y, width: right, height: body.height)
  }

  private mutating func placeStacked(focus: Pane, screenHeight: Int) {
    let below = if screenHeight < 20 { 0 } else if screenHeight < 34 { 8 } else { body.height / 2 }
    isPeek = below <= 8
    if isPeek && focus == .detail {
      isPeek = false
      return show(only: .detail)
    }
    let left = body.width < 100 ? 22 : 28
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
    Layout(size: size, focus: focus, isZoomed: isZoomed, hasBanner: banner != nil)
  }
}
