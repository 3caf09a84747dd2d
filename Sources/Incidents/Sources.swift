/// A node of the tree of sources behind an incident: roots above, those who pass it on below.
public struct SourceNode: Hashable, Sendable {
  /// `nil` when it has no name: "unconfirmed reports", or an item whose outlet nobody knows.
  public var source: Source.ID?
  /// Its own item, when the store holds one.
  public var report: Report.ID?
  /// The link to the node above: `nil` at a root.
  public var link: LinkState?
  /// The sentence that makes the link. `nil` at a root and where nobody marked one.
  public var passage: Passage?
  public var children: [SourceNode]

  public init(
    source: Source.ID?, report: Report.ID?, link: LinkState? = nil, passage: Passage? = nil,
    children: [SourceNode] = []
  ) {
    self.source = source
    self.report = report
    self.link = link
    self.passage = passage
    self.children = children
  }
}

extension Dossier {
  /// Who stands behind each report, as trees: a root, those who cite it, those who cite them.
  ///
  /// Reports that name the same root hang under one node. Rejected links are left out.
  public func sourceTrees() -> [SourceNode] {
    var trees: [SourceNode] = []
    for report in reports {
      let chain = chain(behind: report.id)
      // Root first: the last cited comes first, the report itself last.
      var path: [SourceNode] = []
      for (index, citation) in chain.enumerated().reversed() {
        let above = index + 1 < chain.count ? chain[index + 1] : nil
        path.append(
          SourceNode(
            source: citation.source, report: nil, link: above?.state, passage: above?.passage))
      }
      path.append(
        SourceNode(
          source: report.source, report: report.id, link: chain.first?.state,
          passage: chain.first?.passage))
      Self.insert(path[...], into: &trees)
    }
    return trees
  }

  /// The links behind a report, nearest first, without those that a person rejected.
  public func chain(behind report: Report.ID) -> [Citation] {
    citations.filter { $0.report == report && $0.state != .rejected }
      .sorted { $0.depth < $1.depth }
  }

  private static func insert(_ path: ArraySlice<SourceNode>, into nodes: inout [SourceNode]) {
    guard let first = path.first else { return }
    // A node without a name is nobody in particular: two of them are not the same.
    let known = nodes.firstIndex {
      first.source != nil && $0.source == first.source
        && ($0.report == nil || first.report == nil)
    }
    if let known {
      if nodes[known].report == nil { nodes[known].report = first.report }
      insert(path.dropFirst(), into: &nodes[known].children)
    } else {
      var node = first
      insert(path.dropFirst(), into: &node.children)
      nodes.append(node)
    }
  }
}
