import Gazetteer
public import Incidents

extension FilterNames {
  /// Regions by what the gazetteer calls them, and these sources and authorities.
  ///
  /// - Parameters:
  ///   - sources: `nil`: any name may be one.
  ///   - authorities: the same.
  public static func world(sources: [Source]? = nil, authorities: [Authority]? = nil) -> Self {
    Self(
      region: { Gazetteer.world.regions(matching: $0).first },
      regionsSpeltLike: { typed in
        Gazetteer.world.regions(spelledLike: typed).map {
          "\($0) (\(Gazetteer.world.name(of: $0)))"
        }
      },
      sources: sources?.map(\.name),
      authorities: authorities.map { $0.map(\.name) + $0.map(\.id.rawValue) })
  }
}
