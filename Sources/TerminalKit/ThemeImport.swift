internal import Foundation

/// Schemes of other programs as themes: TOML, with comments that say what each colour was made of.
///
/// They have colours and no meanings, so only the palette comes from them; the roles are those of the
/// built-in theme of the same mode. What could not be read is shifted as little as does.
public enum ThemeImport {
  /// A base16 scheme, in YAML or JSON: lines of `base00: "181818"`.
  ///
  /// - Parameter file: what to call it in messages.
  public static func base16(_ text: String, from file: String) throws(ThemeError) -> String {
    let entries = entries(ofScheme: text)
    func color(_ digit: String) throws(ThemeError) -> Pick {
      let key = "base0\(digit)"
      guard let value = entries[key.lowercased()], let rgb = RGB(hex: "#" + value.trimmed("#"))
      else {
        throw .noScheme(
          file: file, kind: "base16 scheme", missing: key,
          hint: "it has a line for each of base00 to base0F, such as: \(key): \"181818\"")
      }
      return Pick(rgb: rgb, note: key)
    }
    let name = entries["scheme"] ?? entries["name"] ?? "Imported"
    var draft = PaletteDraft(
      name: name, origin: "base16 scheme '\(name)'", author: entries["author"],
      ground: try color("0"), ink: try color("5"))
    draft.bar = try color("1")
    draft.selected = try color("2").rgb
    draft.line = try color("3")
    draft.dim = try color("4")
    draft.strong = try color("7")
    draft.meanings = [
      ("accent", try color("C")), ("affirmed", try color("B")), ("silent", try color("A")),
      ("denied", try color("8")), ("mixed", try color("E")), ("hedged", try color("D")),
    ]
    return draft.toml
  }

  /// A theme of btop: lines of `theme[main_bg]="#282a36"`.
  ///
  /// - Parameter file: what to call it in messages.
  public static func btop(_ text: String, from file: String) throws(ThemeError) -> String {
    let colors = colors(ofBtop: text)
    guard let ink = colors["main_fg"] else {
      throw .noScheme(
        file: file, kind: "theme of btop", missing: "theme[main_fg]",
        hint: "it has lines such as: theme[main_fg]=\"#cccccc\"")
    }
    func pick(_ key: String) -> Pick? { colors[key].map { Pick(rgb: $0, note: key) } }
    let name = URL(filePath: file).deletingPathExtension().lastPathComponent
    let transparent = Pick(
      rgb: ink.luminance > 0.4 ? RGB(0, 0, 0) : RGB(255, 255, 255),
      note: "btop paints none: the terminal's own", name: "default")
    var draft = PaletteDraft(
      name: name, origin: "btop theme '\(name)'", author: nil,
      ground: pick("main_bg") ?? transparent, ink: Pick(rgb: ink, note: "main_fg"))
    draft.selected = colors["selected_bg"]
    draft.line = pick("div_line")
    draft.dim = pick("inactive_fg")
    draft.strong = pick("title")
    var free = colors.filter { OKLab($0.value).chroma > 0.05 }
    for (meaning, hue) in meaningHues {
      let nearest = free.min {
        let (one, other) = (OKLab($0.value).degrees(from: hue), OKLab($1.value).degrees(from: hue))
        return (one, $0.key) < (other, $1.key)
      }
      if let nearest, OKLab(nearest.value).degrees(from: hue) < 40 {
        draft.meanings.append((meaning, Pick(rgb: nearest.value, note: nearest.key)))
        free = free.filter { $0.value != nearest.value }
      } else {
        let lab = OKLab(lightness: draft.isDark ? 0.8 : 0.45, chroma: 0.12, degrees: hue)
        draft.meanings.append(
          (meaning, Pick(rgb: lab.rgb, note: "made: the theme has none like it")))
      }
    }
    draft.meanings.append(
      ("accent", pick("hi_fg") ?? pick("title") ?? Pick(rgb: ink, note: "main_fg")))
    return draft.toml
  }

  /// Where the built-in themes have what colours mean, on the wheel of OKLab.
  private static let meaningHues: [(String, Double)] = [
    ("denied", 25), ("affirmed", 150), ("silent", 85), ("mixed", 310), ("hedged", 260),
  ]

  /// Each `key: value` of YAML or JSON, by its key in lower case, wherever it stands.
  private static func entries(ofScheme text: String) -> [String: String] {
    var entries: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      for part in line.parts {
        guard let colon = part.firstIndex(of: ":") else { continue }
        let key = part[..<colon].trimmed(" \t{[-\"'").lowercased()
        let value = String(part[part.index(after: colon)...]).trimmed(" \t}]")
        if entries[key] == nil, !value.isEmpty { entries[key] = value.unquoted }
      }
    }
    return entries
  }

  /// `#rrggbb`, `#gg` for a grey, or `r g b`. What is empty is left to the terminal.
  private static func colors(ofBtop text: String) -> [String: RGB] {
    var colors: [String: RGB] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let line = String(line).trimmed(" \t")
      guard line.hasPrefix("theme["), let end = line.firstIndex(of: "]"),
        let equals = line[end...].firstIndex(of: "=")
      else { continue }
      let key = String(line[line.index(line.startIndex, offsetBy: 6)..<end])
      let value = String(line[line.index(after: equals)...]).trimmed(" \t").unquoted
      let numbers = value.split(separator: " ").compactMap { UInt8($0) }
      if let rgb = RGB(hex: value) {
        colors[key] = rgb
      } else if value.hasPrefix("#"), value.count == 3,
        let grey = UInt8(value.dropFirst(), radix: 16)
      {
        colors[key] = RGB(grey, grey, grey)
      } else if numbers.count == 3 {
        colors[key] = RGB(numbers[0], numbers[1], numbers[2])
      }
    }
    return colors
  }
}

/// A colour, and what it was made of.
private struct Pick {
  var rgb: RGB
  var note: String
  /// What to write in its place. Nil: its hex digits.
  var name: String?
}

/// A palette in the making.
private struct PaletteDraft {
  let name: String
  let origin: String
  let author: String?
  let ground: Pick
  let ink: Pick
  var bar: Pick?
  /// In which direction the ground of the selected row goes.
  var selected: RGB?
  var line, dim, strong: Pick?
  var meanings: [(name: String, pick: Pick)] = []

  init(name: String, origin: String, author: String?, ground: Pick, ink: Pick) {
    (self.name, self.origin, self.author) = (name, origin, author)
    (self.ground, self.ink) = (ground, ink)
  }

  var isDark: Bool { ground.rgb.luminance < ink.rgb.luminance }

  var toml: String {
    let base = ground.rgb
    func meaning(_ name: String) -> RGB {
      meanings.first { $0.name == name }?.pick.rgb ?? ink.rgb
    }
    func step(_ distance: Double, toward goal: RGB?, _ note: String) -> Pick {
      let goal = goal.flatMap { $0.distance(to: base) > distance ? $0 : nil } ?? ink.rgb
      return Pick(rgb: base.stepped(distance, toward: goal), note: note)
    }
    let bar = bar ?? step(0.03, toward: ink.rgb, "a step from the ground")
    let grounds: [(String, Pick)] = [
      ("ground", ground), ("bar", bar),
      ("selected", step(0.065, toward: selected, "a step towards the scheme's selection")),
      ("resting", step(0.042, toward: selected, "a smaller one")),
      ("chosen", step(0.055, toward: meaning("mixed"), "towards mixed")),
      ("found", step(0.06, toward: meaning("silent"), "towards silent")),
    ]
    let all = grounds.map(\.1.rgb)
    func readable(_ pick: Pick, _ least: Double) -> Pick {
      guard let better = pick.rgb.shifted(toContrast: least, on: all), better != pick.rgb else {
        return pick
      }
      let worst = all.map { pick.rgb.contrast(with: $0) }.min() ?? 0
      let direction = better.luminance > pick.rgb.luminance ? "lighter" : "darker"
      return Pick(
        rgb: better,
        note: "\(pick.note) \(pick.rgb.hex), \(direction): it had a contrast of \(worst.tenths)")
    }
    let dim =
      dim ?? Pick(rgb: base.mixed(with: ink.rgb, share: 0.65), note: "between ground and ink")
    var colors = grounds
    colors.append(
      (
        "line",
        line ?? Pick(rgb: base.mixed(with: ink.rgb, share: 0.35), note: "nearer to the ground")
      ))
    // A little more than is asked for, since 256 colours are coarse.
    colors.append(("dim", readable(dim, 3.2)))
    colors += [("ink", ink), ("strong", strong ?? ink)].map { ($0, readable($1, 4.8)) }
    colors += meanings.map { ($0.name, readable($0.pick, 4.8)) }
    let mode = isDark ? "dark" : "light"
    return """
      # Made from the \(origin.quotable); behind each colour stands what it was made of.
      # See how well it can be read with: watchfloor theme check FILE
      schema = 1

      [meta]
      name = "\(name.quotable)"
      mode = "\(mode)"
      inherits = "watchfloor-\(mode)"\(author.map { "\nauthor = \"\($0.quotable)\"" } ?? "")

      [palette]
      \(colors.map { "\($0) = \"\($1.name ?? $1.rgb.hex)\"  # \($1.note)" }.joined(separator: "\n"))

      """
  }
}

extension RGB {
  /// As far towards `goal` as makes this distance in OKLab; `goal` itself when it is nearer.
  fileprivate func stepped(_ distance: Double, toward goal: RGB) -> RGB {
    let share = (1...100).first {
      mixed(with: goal, share: Double($0) / 100).distance(to: self) >= distance
    }
    return mixed(with: goal, share: Double(share ?? 100) / 100)
  }
}

extension StringProtocol {
  fileprivate func trimmed(_ characters: String) -> String {
    trimmingCharacters(in: CharacterSet(charactersIn: characters))
  }

  /// Without the quotes around it and what follows them, or without a comment.
  fileprivate var unquoted: String {
    guard let quote = first, "\"'".contains(quote) else {
      return String(self.prefix { $0 != " " || !self.contains(" #") }).trimmed(" \t\r")
    }
    return String(dropFirst().prefix { $0 != quote })
  }

  /// Split at the commas and braces that stand outside quotes.
  fileprivate var parts: [SubSequence] {
    var quote: Character?
    return split { character in
      if character == quote {
        quote = nil
      } else if quote == nil, "\"'".contains(character) {
        quote = character
      }
      return quote == nil && ",{}".contains(character)
    }
  }

  /// For one line of TOML, in quotes or in a comment.
  fileprivate var quotable: String {
    sanitised(String(self)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }
}
