import Incidents

/// The words that tell the Cyrillic finder what a name is, in one language. What no rule can know
/// stands here, to be read and added to.
struct CyrillicLexicon: Sendable {
  typealias Letters = [UInt8]

  /// They make an adjective before them a first-level region: "Краснодарский край".
  let kinds: Set<Letters>
  /// How the word before a kind begins: "автономный".
  let autonomous: Letters
  /// How the word before a republic's name begins.
  let republics: [Letters]
  /// What stands between the names of a list.
  let joints: [String]
  /// Before a name they make it a place, whatever else it may be.
  let prepositions: Set<Letters>
  let settlements: Set<Letters>
  /// Before a name they make it a club.
  let clubs: Set<Letters>
  /// Names of people as much as of places, and plain words.
  let names: Set<Letters>
  /// Of surnames and adjectives as much as of towns.
  let wordEndings: [Letters]
  let kremlin: String
  let kremlinStem: Letters
  /// How the words begin that governments do, directly after their name.
  let speech: [Letters]
  /// May stand between.
  let auxiliaries: Set<Letters>
  /// How the words begin that make a government of the name after them: "обвинил Москву".
  let addressing: [Letters]

  /// Whether a name of a region begins, or ends, with `word` for its kind.
  func isKind(_ word: String) -> Bool {
    let letters = CyrillicText.letters(of: word)
    return kinds.contains(letters) || letters.starts(with: autonomous)
  }

  /// Whether the name of a region may be something else: "Юра" is a canton too.
  func isAmbiguous(_ name: Letters, region: Region.ID) -> Bool {
    names.contains(name) || (!region.isCountry && !isNear(region) && name.count < 6)
  }

  /// Whether the name of a city may be something else. Far from Russia and Ukraine there is a town
  /// for almost every word.
  func isAmbiguous(_ name: Letters, city: Place) -> Bool {
    let population = city.population ?? 0
    if names.contains(name) { return true }
    if city.isCapital, population > 100_000 { return false }
    if !isNear(city.region) {
      return name.count < 4 || population < (name.count < 6 ? 1_000_000 : 300_000)
    }
    return population < 100_000
      && (name.count < 4
        || name.count < 9 && wordEndings.contains { name.suffix($0.count) == $0[...] })
  }

  private func isNear(_ region: Region.ID) -> Bool {
    ["RU", "UA", "BY", "MD", "GE"].contains(region.country)
  }
}

extension CyrillicLexicon {
  static let russian = CyrillicLexicon(
    kinds: words(
      """
      область области областью областей областям областях областями обл край края краю краем крае
      краев округ округа округу округом округе округов республика республики республике республику
      республикой
      """),
    autonomous: CyrillicText.letters(of: "автономн"),
    republics: stems("республик"),
    joints: [", ", " и "],
    prepositions: words(
      """
      в во на под над из около возле близ вокруг севернее южнее западнее восточнее недалеко
      """),
    settlements: words(
      """
      штат штата штате провинция провинции город города городе городу городом г гор пос поселок
      поселка поселке село села селе станция станции станица станице деревня аэропорт аэропорта аэродром аэродрома аэродроме порт
      порту
      """),
    clubs: words("фк хк бк динамо спартак локомотив торпедо"),
    names: words(
      """
      Владимир Киров Калинин Пушкин Чехов Королев Жуковский Дзержинский Чайковский Хмельницкий
      Орел Владислав Грозный Мирный Свободный Артем Гагарин Виктория София Александрия Маркс Бор Клин
      Мир Остров Луга Сокол Лев Ровно Сан Антонио Мария Анна Марино Горки Счастье Изюм Марина Ленинск
      Победа Правда Труд Восток Запад Чад Того Сити Парк Санта Порт Форт Мост Центр Рени Мена Дон Дно
      Гусь Яр Юг Лиски Тара Павлов Славянка Российский Советский Центральный Стаханов Виноградов
      """),
    wordEndings: stems("ов ев ин ый ий ой ая ое ее ые ие ово ево ино"),
    kremlin: "Кремль",
    kremlinStem: CyrillicText.letters(of: "Кремл"),
    speech: stems(
      """
      заяв обвин отриц опроверг подтвер призва призыва потребова требует отказ сообщ ответил отвеча
      предупред пригрози назва называ осуд осужд отверг выраз объяв утвержда считает настаива
      соглас поддерж намер готов планир рассчит прокоммент комментир молчит обеща предлож предлага
      """),
    auxiliaries: words(
      """
      не уже также тоже вновь снова официально пока ранее затем в ответ сегодня вчера решительно
      категорически неоднократно публично
      """),
    addressing: stems("обвин призва призыва упрек данным словам мнению версии"))

  static let ukrainian = CyrillicLexicon(
    kinds: words(
      """
      область області областю областей областям областях областями обл край краю краєм краї округ
      округу округом окрузі республіка республіки республіці республіку республікою
      """),
    autonomous: CyrillicText.letters(of: "автономн"),
    republics: stems("республік"),
    joints: [", ", " і ", " й ", " та "],
    prepositions: words(
      """
      в у на під над з із зі біля поблизу навколо північніше південніше західніше східніше неподалік
      """),
    settlements: words(
      """
      штат штату штаті провінція провінції місто міста місті місту містом м селище селища селищі смт
      село села селі станція станції порт порту аеропорт аеропорту аеродром аеродрому
      """),
    clubs: words("фк хк бк динамо шахтар"),
    names: words(
      """
      Володимир Владимир Кіров Калінін Пушкін Чехов Корольов Хмельницький Грозний Артем Гагарін Вікторія
      Софія Олександрія Маркс Мир Острів Луга Лев Сан Марія Анна Мена Рені Ізюм Щастя Мала Сарни Нова Стара
      Перемога Правда Праця Схід Захід Північ Південь Чад Того Малі Сіті Парк Санта Порт Форт Міст
      Центр Дон Дно Яр Українка Глибока Сокіл Сокол Сорока Борислав Чайки Поділ Романів Макарів Лиман
      Бахмач Коло Стаханов Додома Доха Чудово Котово Павлово Радянське
      """),
    wordEndings: stems("ов єв ів їв ін їн ий ій е ко"),
    kremlin: "Кремль",
    kremlinStem: CyrillicText.letters(of: "Кремл"),
    speech: stems(
      """
      заяв звинувати звинувачу запереч спросту підтверд заклик вимага відмов повідом відпові попереди
      попереджа пригрози назва називає засуди засуджу відкину вислови оголос стверджу вважає наполяга
      погод підтрим готов плану прокоменту комент мовчить обіця пропону
      """),
    auxiliaries: words(
      """
      не вже також теж знову офіційно поки раніше потім у відповідь сьогодні вчора рішуче категорично
      неодноразово публічно
      """),
    addressing: stems("звинувати звинувачу заклик даними словами версією"))

  private static func words(_ text: String) -> Set<Letters> { Set(stems(text)) }

  private static func stems(_ text: String) -> [Letters] {
    text.split { $0 == " " || $0 == "\n" }.map { CyrillicText.letters(of: String($0)) }
  }
}
