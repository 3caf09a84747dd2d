import Foundation
import Gazetteer
import Incidents

extension Symbols {
  /// The usual name of `region`, as it may be drawn.
  func name(of region: Region.ID) -> String { own(Gazetteer.world.name(of: region)) }

  /// The same for narrow places.
  func shortName(of region: Region.ID) -> String { own(Gazetteer.world.shortName(of: region)) }

  /// A name that the program itself brings: where only ASCII may be drawn its letters lose their marks
  /// (`Ghōr` is `Ghor`). What a source or a person wrote never comes here: it stays as it is.
  func own(_ name: String) -> String {
    guard isASCII, !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name }
    let latin = name.applyingTransform(StringTransform("Latin-ASCII"), reverse: false)
    return latin ?? name
  }
}
