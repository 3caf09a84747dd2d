/// A node of the tree of sources behind an incident: roots above, those who pass it on below.
public struct SourceNode: Hashable, Sendable {
  /// Why a node hangs below another.
  public enum Basis: Hashable, Sendable {
    /// It cites it.
    case citation
    /// It came later, with the same media (I3).
    case sameMedia
    /// It came later, with a text so much like it, from 0 to 1 (I3).
    case alike(Double)
  }

  /// `nil` when it has no name: "unconfirmed reports", or an item whose outlet nobody knows.
  public var source: Source.ID?
  /// Its own item, when the store holds one.
  public var report: Report.ID?
  /// The link to the node above: `nil` at a root.
  public var link: LinkState?
  /// `nil` at a root.
  public var basis: Basis?
  /// The sentence that makes the link. `nil` at a root and where nobody marked one.
  public var passage: Passage?
  public var children: [SourceNode]

  public init(
    source: Source.ID?, report: Report.ID?, link: LinkState? = nil, basis: Basis? = nil,
    passage: Passage? = nil, children: [SourceNode] = []
  ) {
    self.source = source
    self.report = report
    self.link = link
    self.basis = basis
    self.passage = passage
    self.children = children
  }
}

extension Dossier {
  /// Who stands behind each report, as trees: a root, those who pass it on, those who pass them on.
  ///
  /// Reports that name the same root hang under one node; a copy that cites nobody hangs under the
  /// earliest report of its kind. Rejected links are left out.
  public func sourceTrees() -> [SourceNode] {
    let copies = copies()
    let links = links
    let chains = chains(behind: Set(reports.map(\.id)))
    var rows: [Report.ID: Report] = [:]
    for report in reports where rows[report.id] == nil { rows[report.id] = report }

    var forest = Forest()
    for report in rows.values.sorted(by: { $0.order < $1.order }) {
      var chain = chains[report.id] ?? []
      var leaf = SourceNode(source: report.source, report: report.id)
      let root = copies.earliest[report.id].flatMap { rows[$0] }
      if chain.isEmpty, let root {
        leaf.basis = report.basis(below: root)
        leaf.link = root.source.flatMap { links[Link(report: report.id, source: $0)] } ?? .suggested
        forest.add([leaf], below: root.id)
        continue
      }
      // Root first: the last cited comes first, the report itself last.
      var path: [SourceNode] = []
      var above: Citation?
      while let citation = chain.popLast() {
        path.append(SourceNode(source: citation.source, report: nil, below: above))
        above = citation
      }
      leaf.hang(below: above)
      forest.add(path + [leaf], below: nil)
    }
    return forest.trees()
  }

  /// The links behind a report, nearest first, without those that a person rejected.
  public func chain(behind report: Report.ID) -> [Citation] {
    chains(behind: [report])[report] ?? []
  }
}

extension SourceNode {
  fileprivate init(source: Source.ID?, report: Report.ID?, below citation: Citation?) {
    self.init(source: source, report: report)
    hang(below: citation)
  }

  fileprivate mutating func hang(below citation: Citation?) {
    guard let citation else { return }
    link = citation.state
    basis = .citation
    passage = citation.passage
  }
}

extension Report {
  /// What it has in common with the earliest report of its kind, or with another of that kind.
  fileprivate func basis(below root: Report) -> SourceNode.Basis {
    if mediaHash != nil && mediaHash == root.mediaHash { return .sameMedia }
    guard let signature, let other = root.signature else { return .sameMedia }
    return .alike(signature.likeness(to: other))
  }
}

/// Trees under construction: nodes by number, so that each is found without a walk.
private struct Forest {
  private struct Place: Hashable {
    /// `nil` at a root.
    var parent: Int?
    var source: Source.ID
  }

  private var nodes: [SourceNode] = []
  private var children: [Int?: [Int]] = [:]
  private var ofReport: [Report.ID: Int] = [:]
  /// The first node of a source at a place, and the first there that holds no item of its own.
  private var known: [Place: Int] = [:]
  private var empty: [Place: Int] = [:]

  /// Adds what of `path` is not there yet, below the node of `report`.
  mutating func add(_ path: [SourceNode], below report: Report.ID?) {
    var parent = report.flatMap { ofReport[$0] }
    for node in path {
      // A node without a name is nobody in particular: two of them are not the same.
      let place = node.source.map { Place(parent: parent, source: $0) }
      let found = place.flatMap { node.report == nil ? known[$0] : empty[$0] }
      let index = found ?? nodes.count
      if found == nil {
        nodes.append(node)
        children[parent, default: []].append(index)
        if let place, known[place] == nil { known[place] = index }
      } else if nodes[index].report == nil {
        nodes[index].report = node.report
      }
      if let place { empty[place] = nodes[index].report == nil ? index : nil }
      if let report = nodes[index].report { ofReport[report] = index }
      parent = index
    }
  }

  /// As deep as the longest chain of sources: a handful.
  func trees(below parent: Int? = nil) -> [SourceNode] {
    (children[parent] ?? []).map { index in
      var node = nodes[index]
      node.children = trees(below: index)
      return node
    }
  }
}
