/// How names end in Russian and Ukrainian: rules of our own, one for each way a name may end.
///
/// They are generous. A form too many costs little, because a name must have a capital and stand
/// where a place may; but surnames share their endings with towns, so that a town in -ово or -ино is
/// known only by the forms that no surname has.
struct CyrillicForms: Sendable {
  /// A stem, and the endings that it may have: an index into ``endings``.
  struct Form: Sendable {
    var stem: [UInt8]
    var endings: Int
  }

  private struct Rule: Sendable {
    var suffix: [UInt8]
    /// What stays of the suffix in the stem.
    var keep: [UInt8]
    var endings: Int
  }

  /// In letters; four fit one packed ending.
  static let longestEnding = 4

  private var rules: [Rule] = []
  /// Packed letters: see ``pack(_:)``.
  private(set) var endings: [[UInt32]] = []

  /// - Parameter table: A line a rule: what the name ends in, what of it stays ("-" for nothing), and
  ///   the endings after that ("-" for none). The first lines that fit count, all of one suffix.
  init(_ table: String) {
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ").map {
        $0 == "-" ? [] : CyrillicText.letters(of: String($0))
      }
      rules.append(Rule(suffix: words[0], keep: words[1], endings: endings.count))
      endings.append(words.dropFirst(2).map { Self.pack($0[...]) })
    }
  }

  static func pack(_ letters: ArraySlice<UInt8>) -> UInt32 {
    letters.reduce(0) { $0 << 8 | UInt32($1) }
  }

  func forms(of name: ArraySlice<UInt8>) -> [Form] {
    guard let first = rules.first(where: { name.count > 1 && name.ends(with: $0.suffix) }) else {
      return []
    }
    return rules.filter { $0.suffix == first.suffix }.map {
      Form(stem: Array(name.dropLast($0.suffix.count)) + $0.keep, endings: $0.endings)
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    self.suffix(suffix.count).elementsEqual(suffix)
  }
}

extension CyrillicForms {
  static let russian = CyrillicForms(
    """
    ая - ая ой ую ою
    яя - яя ей юю
    ое - ое ого ому ым им ом
    ее - ее его ему им ем
    ые - ые ых ым ыми
    ие - ие их им ими
    ый - ый ого ому ым ом
    ий - ий ого ому им ом его ему ем ия ию ии ием
    ой - ой ого ому ым им ом оя ою оем ое
    ово ов о е
    ево ев о е
    ино ин о е
    о - о
    ье ь е я ю ем
    поле пол е я ю ем
    е - е
    оа оа -
    уа уа -
    а - а ы и е у ой ою ей
    я - я и е ю ей
    ки к и ах ам ами ов
    ки ок -
    щи щ и ах ам ами -
    цы ц ы ах ам ами ов
    цы ец -
    ы - ы ах ам ами ов -
    и - и ах ях ам ям ами ями ов ей
    ь - ь я ю ем е и ью
    й - й я ю ем е и
    ец ец -
    ец ц а у ом ем е
    египет египет -
    египет египт а у ом е
    орел орел -
    орел орл а у ом е
    у у -
    ю ю -
    э э -
    - - - а у ом ем е ы
    """)

  static let ukrainian = CyrillicForms(
    """
    ий - ий ого ому им ім
    ій - ій ього ьому ім
    ія і я ї ю єю
    ка к а и у ою ої ій
    ка ц і
    га г а и у ою ої
    га з і
    ха х а и у ою
    ха с і
    оа оа -
    уа уа -
    а - а и і у ою ею ої ій
    я - я і ї ю ею єю ям
    дніпро дніпр о а у ом і
    ово ов о ому і
    ево ев о ому і
    ино ин о і
    о - о
    поле пол е я ю ем і
    е - е ого ому им ім
    ці ц і ів ям ями ях
    і - і их им ими ів ях ям ями ах ам ами
    ї - ї їв ях ям ями
    ки к и ах ам ами ів
    ки ок -
    и - и ах ам ами ів -
    ів ів -
    ів ов а у ом і ому
    ів ев а у ом і
    їв їв -
    їв єв а у ом і
    ріг ріг -
    ріг рог а у ом
    ріг роз і
    піль піл ь
    піль пол я ю ем і
    відень відень -
    відень відн я ю ем і
    єгипет єгипет -
    єгипет єгипт а у ом і
    ець ец ь
    ець ц я ю ем і
    нь н ь я ю ем і
    нь нн ю
    ь - ь я ю ем і
    й - й я ю єм ї
    к к - а у ом ові
    к ц і
    г г - а у ом ові
    г з і
    у у -
    ю ю -
    - - - а у ом ем і ові еві ю
    """)
}
