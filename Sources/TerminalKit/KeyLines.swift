/// The lines at which the keys of a TOML file stand, since the parser tells only those of its errors.
public struct KeyLines {
  private var lines: [String: Int] = [:]

  public init(of toml: String) {
    var section = ""
    var tables: [String: Int] = [:]
    for (index, line) in toml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = line.drop { $0 == " " || $0 == "\t" }
      var path: String
      if line.hasPrefix("[") {
        path = line.drop { $0 == "[" }.prefix { $0 != "]" }.filter { !"\"' ".contains($0) }
        if line.hasPrefix("[[") {
          let number = tables[path, default: 0]
          tables[path] = number + 1
          path += ".\(number)"
        }
        section = path + "."
      } else if !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") {
        path = section + line[..<equals].filter { !"\"' \t".contains($0) }
      } else {
        continue
      }
      if lines[path] == nil { lines[path] = index + 1 }
    }
  }

  /// The line of `path`, or of what it stands in; 1 when the file does not name it.
  public subscript(path: String) -> Int {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[String(path)] { return line }
      path = path[..<(path.lastIndex(of: ".") ?? path.startIndex)]
    }
    return 1
  }
}
