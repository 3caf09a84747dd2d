import Gazetteer
import Incidents
import Testing

/// What the finder reads out of `text`, one word a place: "Краснодаре=RU-KDA".
private func places(_ text: String) -> [String] {
  Gazetteer.world.places(in: text).map { mention in
    let words = String(decoding: Array(text.utf8)[mention.start..<mention.end], as: UTF8.self)
    return "\(words)=\(mention.place.region)"
  }
}

struct CyrillicPlaceTests {
  @Test(
    "A Russian name is found in every case",
    arguments: [
      (
        "Взрывы в Краснодаре и под Оренбургом",
        ["Краснодаре=RU-KDA", "Оренбургом=RU-ORE"]
      ),
      (
        "Краснодар, Краснодара, Краснодару, Краснодаром, о Краснодаре",
        [
          "Краснодар=RU-KDA", "Краснодара=RU-KDA", "Краснодару=RU-KDA", "Краснодаром=RU-KDA",
          "Краснодаре=RU-KDA",
        ]
      ),
      ("пожар в Краснодарском крае", ["Краснодарском крае=RU-KDA"]),
      ("взрывы над Оренбургской областью", ["Оренбургской областью=RU-ORE"]),
      ("в Оренбургской обл.", ["Оренбургской обл=RU-ORE"]),
      (
        "в Харьковской, Сумской и Черниговской областях",
        ["Харьковской=UA-63", "Сумской=UA-59", "Черниговской областях=UA-74"]
      ),
      ("в Ханты-Мансийском автономном округе", ["Ханты-Мансийском автономном округе=RU-KHM"]),
      ("ХМАО и ЯНАО", ["ХМАО=RU-KHM", "ЯНАО=RU-YAN"]),
      ("в Республике Крым и в Чечне", ["Республике Крым=UA-43", "Чечне=RU-CE"]),
      ("в Нижнем Новгороде", ["Нижнем Новгороде=RU-NIZ"]),
      ("в Ростове-на-Дону", ["Ростове-на-Дону=RU-ROS"]),
      ("из Кабардино-Балкарии", ["Кабардино-Балкарии=RU-KB"]),
      ("из Череповца в Орёл", ["Череповца=RU-VLG", "Орёл=RU-ORL"]),
      ("в Грозном и в Казани", ["Грозном=RU-CE", "Казани=RU-TA"]),
      ("над Сумами, в Черновцах", ["Сумами=UA-59", "Черновцах=UA-77"]),
      ("ВЗРЫВ В ХАРЬКОВЕ", ["ХАРЬКОВЕ=UA-63"]),
      ("США и РФ", ["США=US", "РФ=RU"]),
      ("дроны из Хельсинки и Токио", ["Хельсинки=FI-18", "Токио=JP-13"]),
    ])
  func russian(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "A Ukrainian name is found in every case",
    arguments: [
      ("вибухи у Харкові та в Києві", ["Харкові=UA-63", "Києві=UA-30"]),
      ("під Оренбургом і Краснодаром", ["Оренбургом=RU-ORE", "Краснодаром=RU-KDA"]),
      ("Харків, Харкова, Харковом", ["Харків=UA-63", "Харкова=UA-63", "Харковом=UA-63"]),
      ("у Кривому Розі", ["Кривому Розі=UA-12"]),
      ("біля Кам’янця-Подільського", ["Кам’янця-Подільського=UA-68"]),
      ("у Слов'янську", ["Слов'янську=UA-14"]), ("у Слов’янську", ["Слов’янську=UA-14"]),
      ("в Черкасах", ["Черкасах=UA-71"]), ("з Чернівців", ["Чернівців=UA-77"]),
      ("з Білої Церкви", ["Білої Церкви=UA-32"]), ("у Тернополі", ["Тернополі=UA-61"]),
      ("у Рівному", ["Рівному=UA-56"]), ("у Запоріжжі", ["Запоріжжі=UA-23"]),
      (
        "Волинська та Харківська області",
        ["Волинська=UA-07", "Харківська області=UA-63"]
      ),
      ("в Одеській області", ["Одеській області=UA-51"]),
      ("у Росії й Україні", ["Росії=RU", "Україні=UA"]),
      ("у Відні та Гаазі", ["Відні=AT-9", "Гаазі=NL-ZH"]),
    ])
  func ukrainian(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "A nickname is a region",
    arguments: [
      ("на Кубани", "RU-KDA"), ("в Подмосковье", "RU-MOS"), ("на Белгородчине", "RU-BEL"),
      ("на Харьковщине", "UA-63"), ("на Закарпатье", "UA-21"), ("на Харківщині", "UA-63"),
      ("на Закарпатті", "UA-21"), ("на Донеччині", "UA-14"), ("Буковиною", "UA-77"),
      ("в ЛНР", "UA-09"), ("на Донбассе", "UA"),
    ] as [(String, Region.ID)])
  func nicknames(text: String, region: Region.ID) {
    #expect(Gazetteer.world.places(in: text).map(\.place.region) == [region])
  }

  @Test("A city is not the region of its name")
  func cityAndRegion() {
    #expect(
      places("Московская область и Москва") == ["Московская область=RU-MOS", "Москва=RU-MOW"])
    #expect(places("Київська область і Київ") == ["Київська область=UA-32", "Київ=UA-30"])
    let kinds = Gazetteer.world.places(in: "в Запорожье и Запорожской области").map(\.place.kind)
    #expect(kinds == [.city, .region])
  }

  @Test("What stands beside a name says which place it is")
  func context() {
    #expect(places("взрыв в Донецке") == ["Донецке=UA-14"])
    #expect(
      places("взрыв в Донецке Ростовской области")
        == ["Донецке=RU-ROS", "Ростовской области=RU-ROS"])
    #expect(places("наводнение в Батуми, в Грузии") == ["Батуми=GE-AJ", "Грузии=GE"])
  }

  @Test(
    "A person, a word, a ship, a club, a river or an adjective is no place",
    arguments: [
      "Владимир Путин подписал указ", "Сергей Киров родился", "писатель Пушкин", "Ровно год назад",
      "ракетный крейсер «Москва»", "Москва-река", "ФК Краснодар победил", "сайт @Киев",
      "в зоне .РФ", "машина марки Волга", "Запорожская атомная станция", "Мир и труд", "Того дня",
      "Того дня він пішов", "Леся Українка писала їй", "Усі знали це", "москвичи", "", "А", "І",
    ])
  func noPlace(text: String) {
    #expect(places(text).isEmpty)
  }

  @Test(
    "A name that may be a person's is a place where only a place may stand",
    arguments: [
      ("в Кирове", ["Кирове=RU-KIR"]), ("под Владимиром", ["Владимиром=RU-VLA"]),
      ("в городе Киров", ["Киров=RU-KIR"]), ("г. Киров", ["Киров=RU-KIR"]),
      ("у місті Щастя", ["Щастя=UA-09"]),
    ])
  func supported(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test(
    "A capital that acts is a government",
    arguments: [
      ("Москва заявила об этом", true), ("Москва официально не подтвердила", true),
      ("Киев отрицает это", true), ("Россия отказалась", true), ("в Кремле отказались", true),
      ("США заявили", true), ("Соединенные Штаты отказались", true),
      ("по данным Киева", true), ("обвинили Москву", true), ("Київ заперечив це", true),
      ("Росія не визнала, Україна заявила", false), ("за даними Києва", true),
      ("жители Киева заявили", false), ("взрыв в Москве", false), ("Москву обстреляли", false),
      ("в Киеве заявили", false), ("Харків заявив", false), ("у Києві пролунали вибухи", false),
    ])
  func government(text: String, expected: Bool) throws {
    let mention = try #require(Gazetteer.world.places(in: text).first)
    #expect(mention.isGovernment == expected)
  }

  @Test("Names of both alphabets are found in one text, in its order")
  func mixed() {
    #expect(
      places("Reuters: взрыв в Харькове (Kharkiv), Ukraine")
        == ["Харькове=UA-63", "Kharkiv=UA-63", "Ukraine=UA"])
    #expect(places("«Краснодар» – Kharkiv") == ["Kharkiv=UA-63"])
  }

  @Test("However a text is cut off, its places stand in order and within it")
  func anyText() {
    let text =
      "в Ростове-на-Дону, Кам’янці-Подільському\u{301} й ХАРКОВІ: Сумській та Одеській обл."
    for length in 0...text.unicodeScalars.count {
      for part in [text.unicodeScalars.prefix(length), text.unicodeScalars.suffix(length)] {
        let part = String(part)
        var last = 0
        for mention in Gazetteer.world.places(in: part) {
          #expect(mention.start >= last && mention.end > mention.start)
          last = mention.end
        }
        #expect(last <= part.utf8.count)
      }
    }
  }
}
