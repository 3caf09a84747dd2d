import FeedIngest
import Foundation
import Incidents
import Testing

/// What is read out of single posts in Russian and Ukrainian.
struct SlavicReadingTests {
  func incidents(_ text: String, source: String? = nil) throws -> [ReadIncident] {
    let reading = try #require(read(ReportBody(source: source, text: text)))
    #expect(reading.reader == "article-ru-uk/1")
    return reading.incidents
  }

  @Test func aSumOverSeveralRegionsIsTheNumberOfNone() throws {
    let listed = try incidents(
      "Сбито 9 БПЛА: 4 — над Псковской областью, 3 — над Тверской областью, 2 — над Тульской областью."
    )
    #expect(listed.map(\.region).sorted() == ["RU-PSK", "RU-TUL", "RU-TVE"])
    #expect(listed.allSatisfy { $0.claims[0].number == nil })
    let told = try incidents(
      "Сбиты 8 беспилотников: шесть над территорией Псковской области, два – над Тверской областью."
    )
    #expect(!told.isEmpty)
    #expect(told.allSatisfy { $0.claims[0].number == nil })
  }

  @Test func policemenAreNoProtesters() throws {
    let told = try incidents(
      "В Ереване прошла акция протеста: на ней были один журналист и 16 сотрудников МВД.")
    #expect(told.map(\.region) == ["AM-ER"])
    #expect(told.allSatisfy { $0.claims[0].number == nil })
  }

  @Test func anItemOfAListDoesNotHappenWhereTheItemBeforeDid() throws {
    let items = try incidents(
      """
      🔻 В Ереване произошли столкновения протестующих с полицией.
      🔻 Военные объявили, что ночью сбили 12 беспилотников.
      """)
    #expect(items.map(\.region) == ["AM-ER"])
    #expect(items.map(\.kind) == [.clash])
  }

  @Test(
    "Each kind is known by its stems, and each place by its cases",
    arguments: [
      ("Мощный взрыв прогремел утром в Краснодаре.", "RU-KDA explosion"),
      ("Взрывы в Брянске.", "RU-BRY explosion"),
      ("Жители Самары слышали несколько взрывов.", "RU-SAM explosion"),
      ("Над Тулой прогремела серия взрывов.", "RU-TUL explosion"),
      ("У Харкові пролунали вибухи.", "UA-63 explosion"),
      ("У Мелітополі вибухнув автомобіль.", "UA-23 explosion"),
      ("Ночью беспилотники атаковали склад в Рязани.", "RU-RYA drone"),
      ("Дрон врезался в многоэтажку в Казани.", "RU-TA drone"),
      ("Обломки беспилотника упали на дом в Энгельсе.", "RU-SAR drone"),
      ("Уламки шахеда впали на дах школи в Полтаві.", "UA-53 drone"),
      ("Ракета попала в мост в Херсоне.", "UA-65 missile"),
      ("По Одесі завдали ракетного удару.", "UA-51 missile"),
      ("Над Белгородом сбили четыре беспилотника.", "RU-BEL air-defence"),
      ("В Воронеже работает ПВО.", "RU-VOR air-defence"),
      ("На Вінниччині сили ППО збили сім шахедів.", "UA-05 air-defence"),
      ("Авиаудар нанесён по складу в Павлограде.", "UA-12 strike"),
      ("У Кривому Розі приліт по підприємству.", "UA-12 strike"),
      ("Артиллерия обстреляла центр Никополя.", "UA-12 shelling"),
      ("Під обстріл потрапило село біля Сум.", "UA-59 shelling"),
      ("На окраине Алеппо идут бои.", "SY-HL clash"),
      ("В Ереване произошли столкновения протестующих с полицией.", "AM-ER clash"),
      ("Пожар охватил рынок в Перми.", "RU-PER fire"),
      ("В Туапсе горит нефтебаза.", "RU-KDA fire"),
      ("У Чернігові загорівся склад.", "UA-74 fire"),
      ("В Пскове подожгли релейный шкаф.", "RU-PSK sabotage"),
      ("Лесной пожар вспыхнул под Читой.", "RU-ZAB wildfire"),
      ("Сотни людей вышли на митинг в Тбилиси.", "GE-TB protest"),
      ("У Варшаві відбувся мітинг фермерів.", "PL-14 protest"),
      ("Массовые беспорядки начались в Хасавюрте.", "RU-DA riot"),
      ("В Минске задержали 14 участников акции.", "BY-HM arrest"),
      ("Неизвестный открыл стрельбу в школе в Ижевске.", "RU-UD attack"),
      ("У Стамбулі стався теракт.", "TR-34 attack"),
      ("В Курской области объявлена ракетная опасность.", "RU-KRS alert"),
      ("У Житомирській області оголошено повітряну тривогу.", "UA-18 alert"),
      ("Землетрясение произошло в Алматы.", "KZ-75 earthquake"),
      ("У Чернівцях відчули землетрус.", "UA-77 earthquake"),
      ("Паводок затопил улицы в Орске.", "RU-ORE flood"),
      ("Сильний шторм накрив Одесу.", "UA-51 storm"),
      ("Ураган повалил деревья в Костроме.", "RU-KOS storm"),
      ("Вулкан Безымянный выбросил пепел на Камчатке.", "RU-KAM volcano"),
      ("Вспышка холеры зафиксирована в Мариуполе.", "UA-14 health"),
      ("Тридцать школьников отравились в Барнауле.", "RU-ALT health"),
      ("Без света остались три района в Махачкале.", "RU-DA infrastructure"),
      ("Унаслідок негоди знеструмлено пів міста в Ужгороді.", "UA-21 infrastructure"),
      ("Прорыв теплотрассы произошёл в Новосибирске.", "RU-NVS infrastructure"),
      ("Под Вологдой сошёл с рельсов поезд.", "RU-VLG transport"),
      ("Дві маршрутки зіткнулися в Луцьку.", "UA-07 transport"),
      ("Лавина накрыла группу лыжников в Хибинах под Мурманском.", "RU-MUR other"),
      ("Утечка аммиака произошла на заводе в Череповце.", "RU-VLG other"),
      ("❗️Взрыв в Белгороде", "RU-BEL explosion"),
      ("ВЗРЫВ В РОСТОВЕ-НА-ДОНУ", "RU-ROS explosion"),
      ("В белгородском небе тихо. Прилёт по складу в Шебекине.", "RU-BEL strike"),
    ])
  func kinds(text: String, expected: String) throws {
    let found = try incidents(text).map { "\($0.region) \($0.kind.rawValue)" }
    #expect(found.joined(separator: ", ") == expected)
  }

  @Test(
    "A post that names several places with an event each tells of several incidents",
    arguments: [
      ("Взрывы прогремели в Киеве, Харькове и Одессе.", "UA-30, UA-63, UA-51"),
      (
        "В Киеве слышны взрывы, в Одессе работает ПВО, в Днепре прилёт по заводу.",
        "UA-30, UA-51, UA-12"
      ),
      (
        "Воздушная тревога объявлена в Киевской, Черниговской и Сумской областях.",
        "UA-32, UA-74, UA-59"
      ),
      ("Повітряна тривога оголошена:\n— Полтавська область\n— Харківська область", "UA-53, UA-63"),
      ("У Львові пролунали вибухи. У Рівному зникло світло.", "UA-46, UA-56"),
    ])
  func several(text: String, expected: String) throws {
    #expect(try incidents(text).map(\.region.rawValue).joined(separator: ", ") == expected)
  }

  @Test(
    "Where it happened is told from where it was launched, told or governed",
    arguments: [
      (
        "Губернатор Тульской области Дмитрий Миляев сообщил об атаке беспилотников.",
        "Tula Oblast (2)"
      ),
      ("Взрыв прогремел под Липецком.", "под Липецком (2)"),
      ("На околиці Сум стався вибух.", "околиці Сум (2)"),
      ("Беспилотники, запущенные из Курска, атаковали Сумы.", "Sumy (1)"),
      ("Москва заявила о взрыве в Луганске.", "Luhansk (1)"),
      ("В Белгородской области в городе Валуйки горит склад.", "Valuyki (1)"),
      ("Пожар произошёл в Ленинском районе Челябинска.", "Chelyabinsk (1)"),
      ("КРАСНОДАР, 12 марта - РИА Новости. В Сочи загорелся отель.", "Sochi (1)"),
    ])
  func places(text: String, expected: String) throws {
    let place = try #require(try incidents(text).first?.place)
    #expect("\(place.text) (\(place.precision.rawValue))" == expected)
  }

  @Test(
    "A number keeps the bounds that its words give it",
    arguments: [
      ("погибли трое", "?/3/? killed"),
      ("погибли 3 и ранены 5 человек", "?/3/? killed, ?/5/? injured"),
      ("погибли не менее трёх человек", "3/?/? killed"),
      ("ранены около 10 человек", "?/10/? injured"),
      ("пострадали более 20 человек", "21/?/? injured"), ("ранены до 15 человек", "?/?/15 injured"),
      ("погибли от 3 до 5 человек", "3/?/5 killed"), ("погиб мужчина", "?/1/? killed"),
      ("загинули щонайменше двоє людей", "2/?/? killed"), ("поранено п'ятеро", "?/5/? injured"),
      ("п’ятеро людей постраждали", "?/5/? injured"), ("загинула жінка", "?/1/? killed"),
      ("число погибших выросло до шести", "?/6/? killed"),
      ("десятки пострадавших", "20/?/? injured"),
      ("постраждали понад 30 осіб", "31/?/? injured"),
      ("погибли двадцать пять человек", "?/25/? killed"),
      ("ранены 2–3 человека", "2/?/3 injured"), ("погибли как минимум двое", "2/?/? killed"),
      ("эвакуированы 40 человек", "?/40/? evacuated"), ("пострадавших нет", "?/0/? casualties"),
      ("никто не пострадал", "?/0/? casualties"), ("жертв нет", "?/0/? killed"),
      ("постраждалих немає", "?/0/? casualties"), ("обошлось без пострадавших", "?/0/? casualties"),
      ("информации о пострадавших нет", ""), ("пострадала 61-летняя женщина", "?/1/? injured"),
      ("сгорели 300 квадратных метров", ""), ("погибли до 15 марта", ""),
    ])
  func casualties(words: String, expected: String) throws {
    let claims = try incidents("В Твери произошёл взрыв, \(words).").first?.claims ?? []
    let numbers = claims.filter { $0.kind == .casualties }.compactMap(\.number).map { number in
      [number.low, number.best, number.high].map { $0.map(String.init) ?? "?" }
        .joined(separator: "/") + " \(number.unit)"
    }
    #expect(numbers.joined(separator: ", ") == expected)
  }

  @Test(
    "What is counted is counted in English",
    arguments: [
      ("Над Калугой сбиты восемь беспилотников.", "8 drones, Kaluga"),
      ("В Туле прогремело около 10 взрывов.", "≈10 explosions, Tula"),
      ("У Києві пролунало щонайменше п'ять вибухів.", "≥5 explosions, Kyiv"),
      ("По Харькову выпустили до 15 ракет.", "≤15 missiles, Kharkiv"),
      ("До 300 человек вышли на митинг в Бишкеке.", "≤300 people, Bishkek"),
      ("Взрыв в Туле.", "Explosion, Tula"),
    ])
  func counts(text: String, expected: String) throws {
    #expect(try incidents(text).first?.title == expected)
  }

  @Test(
    "Words that keep a claim from being flat are its hedge",
    arguments: [
      ("Предположительно, в Омске взорвался газ.", "Предположительно"),
      ("По предварительным данным, в Омске взорвался газ.", "По предварительным данным"),
      ("В Омске, вероятно, взорвался газ.", "вероятно"),
      ("В Омске якобы взорвался газ.", "якобы"),
      ("Ймовірно, в Умані вибухнув газ.", "Ймовірно"),
      ("За попередньою інформацією, в Умані вибухнув газ.", "За попередньою інформацією"),
      ("В Умані нібито вибухнув газ.", "нібито"),
      ("В Омске взорвался газ.", nil),
    ] as [(String, String?)])
  func hedges(text: String, expected: String?) throws {
    #expect(try incidents(text).first?.claims.first?.hedge == expected)
  }

  @Test(
    "A chain of sources goes from the nearest to its root",
    arguments: [
      (
        "Взрыв прогремел в Краснодаре, сообщает Life со ссылкой на Telegram-канал SHOT.",
        "Life -> SHOT (telegram)"
      ),
      ("Telegram-канал SHOT сообщил о взрыве в Краснодаре.", "SHOT (telegram)"),
      ("SHOT: в Краснодаре прогремел взрыв.", "SHOT"),
      ("В Краснодаре прогремел взрыв — Baza.", "Baza"),
      ("По данным телеграм-канала «112», в Краснодаре прогремел взрыв.", "112 (telegram)"),
      ("Как пишет издание «Фонтанка», в Краснодаре прогремел взрыв.", "Фонтанка"),
      ("В Краснодаре прогремел взрыв, передаёт ТАСС.", "ТАСС"),
      ("В Краснодаре прогремел взрыв. Об этом сообщает РИА Новости.", "РИА Новости"),
      ("По информации «Медузы», в Краснодаре прогремел взрыв.", "Медуза"),
      ("В Краснодаре прогремел взрыв, пишет Astra со ссылкой на очевидцев.", "Astra -> unnamed"),
      (
        "В Краснодаре прогремел взрыв, сообщает Reuters, ссылаясь на Bloomberg.",
        "Reuters -> Bloomberg"
      ),
      ("За даними Суспільного, у Сумах пролунав вибух.", "Суспільне"),
      (
        "У Сумах пролунав вибух, повідомляє УНІАН з посиланням на телеграм-канал «Труха».",
        "УНІАН -> Труха (telegram)"
      ),
      ("У Сумах пролунав вибух, пише Українська правда.", "Українська правда"),
      ("Про це повідомляє Укрінформ. У Сумах пролунав вибух.", ""),
      ("Очевидцы сообщают о взрыве в Краснодаре.", "unnamed"),
      ("По словам местных жителей, в Краснодаре прогремел взрыв.", "unnamed"),
      ("Соцсети сообщают о взрыве в Краснодаре.", "unnamed"),
      ("Неподтверждённые сообщения о взрыве в Краснодаре.", "unnamed"),
      ("Мешканці Сум повідомляють про вибухи.", "unnamed"),
      ("Моніторингові канали повідомляють про вибухи в Сумах.", "unnamed"),
      ("У соцмережах пишуть про вибух у Сумах.", "unnamed"),
      ("У Сумах пролунав вибух — ЗМІ.", "unnamed"),
      ("Телеграм-каналы сообщают о взрыве в Краснодаре.", "unnamed (telegram)"),
      ("В Краснодаре якобы прогремел взрыв.", "unnamed"),
      ("В Краснодаре прогремел взрыв, сообщил губернатор Кубани.", ""),
      ("В Краснодаре прогремел взрыв, передаёт наш корреспондент.", ""),
      ("В Краснодаре прогремел взрыв.", ""),
    ])
  func chains(text: String, expected: String) throws {
    let chain = try #require(try incidents(text).first).citations.map {
      ($0.source ?? "unnamed") + ($0.platform.map { " (\($0))" } ?? "")
    }
    #expect(chain.joined(separator: " -> ") == expected)
  }

  @Test("A channel that names itself cites nobody")
  func ownName() throws {
    let found = try incidents("По данным SHOT, в Туле прогремел взрыв.", source: "SHOT")
    #expect(found.first?.citations == [])
  }

  @Test(
    "A position is the same in every order of words",
    arguments: [
      ("Губернатор Александр Авдеев подтвердил взрыв.", "confirmed Governor"),
      ("Взрыв подтвердили в МЧС.", "confirmed Emergencies Ministry"),
      ("Об этом сообщил губернатор Александр Авдеев.", "confirmed Governor"),
      ("По словам мэра, взрыв повредил школу.", "confirmed Mayor of Vladimir"),
      ("По данным полиции, взрыв произошёл на складе.", "confirmed Police"),
      ("В мэрии опровергли информацию о взрыве.", "denied_event City authorities of Vladimir"),
      ("Минобороны отрицает сообщения о взрыве.", "denied_event Defence Ministry"),
      ("Полиция назвала сообщения о взрыве фейком.", "denied_event Police"),
      ("В Кремле взрыв не комментируют.", "declined_to_comment Kremlin"),
      ("В Минобороны отказались от комментариев.", "declined_to_comment Defence Ministry"),
      ("Песков не смог прокомментировать взрыв.", "declined_to_comment Kremlin"),
      (
        "Дмитрий Песков не подтвердил и не опроверг информацию о взрыве.",
        "neither_confirm_nor_deny Kremlin"
      ),
      ("В полиции не смогли подтвердить взрыв.", "neither_confirm_nor_deny Police"),
      ("МЧС проверяет информацию о взрыве.", "investigating Emergencies Ministry"),
      ("СК возбудил уголовное дело.", "investigating Investigative Committee"),
      ("Прокуратура начала проверку.", "investigating Prosecutors"),
      ("В Кремле следят за ситуацией.", "monitoring Kremlin"),
      ("Власти частично подтвердили информацию о взрыве.", "partly_confirmed Authorities"),
      ("Минобороны отрицает причастность к взрыву.", "denied_responsibility Defence Ministry"),
    ])
  func positions(sentence: String, expected: String) throws {
    let found = try incidents("Взрыв прогремел во Владимире. \(sentence)")
    let statements = try #require(found.first).statements
    #expect(found.count == 1)
    #expect(statements.map { "\($0.position.rawValue) \($0.authority.name)" } == [expected])
  }

  @Test(
    "… and in Ukrainian",
    arguments: [
      ("Голова ОВА Іван Федоров підтвердив вибух.", "confirmed Governor"),
      ("Про це повідомив міський голова.", "confirmed Mayor of Zaporizhzhia"),
      ("За даними ДСНС, вибух пошкодив будинок.", "confirmed State Emergency Service"),
      ("У Генштабі підтвердили удар.", "confirmed General Staff"),
      ("Повітряні сили повідомили про вибух.", "confirmed Air Force"),
      ("У поліції спростували інформацію про вибух.", "denied_event Police"),
      ("У Міноборони заперечують вибух.", "denied_event Defence Ministry"),
      ("У СБУ вибух не коментують.", "declined_to_comment Security Service"),
      ("У МЗС відмовилися від коментарів.", "declined_to_comment Foreign Ministry"),
      ("В ОВА не змогли підтвердити вибух.", "neither_confirm_nor_deny Military administration"),
      ("Поліція перевіряє інформацію про вибух.", "investigating Police"),
      ("Прокуратура розпочала розслідування.", "investigating Prosecutors"),
      ("Укренерго підтвердило вибух.", "confirmed Ukrenergo"),
    ])
  func ukrainianPositions(sentence: String, expected: String) throws {
    let statements = try #require(
      try incidents("У Запоріжжі пролунав вибух. \(sentence)").first
    ).statements
    #expect(statements.map { "\($0.position.rawValue) \($0.authority.name)" } == [expected])
  }

  @Test(
    "A reported silence takes no position",
    arguments: [
      ("Власти взрыв не комментировали.", "Authorities"),
      ("Минобороны пока не прокомментировало взрыв.", "Defence Ministry"),
      ("Официальных комментариев не поступало.", "Authorities"),
      ("Официального подтверждения пока нет.", "Authorities"),
      ("Официальной информации о происшествии нет.", "Authorities"),
      ("Мэрия пока не ответила на запрос.", "City authorities of Vladimir"),
      ("В полиции хранят молчание.", "Police"),
      ("Заявлений от губернатора не поступало.", "Governor"),
      ("Офіційного підтвердження немає.", "Authorities"),
      ("Влада поки не коментувала вибух.", "Authorities"),
      ("Поліція ситуацію не коментувала.", "Police"),
    ])
  func silences(sentence: String, expected: String) throws {
    let isUkrainian = sentence.contains("і")
    let lead = isUkrainian ? "У Запоріжжі пролунав вибух." : "Взрыв прогремел во Владимире."
    let incident = try #require(try incidents("\(lead) \(sentence)").first)
    #expect(incident.statements.isEmpty)
    #expect(incident.silences.map(\.authority.name) == [expected])
  }

  @Test("An official has the role, the name and the way of speaking that the text gives")
  func roles() throws {
    let strike = try #require(
      try incidents("Минобороны РФ сообщило об ударе по складу в Харькове.").first)
    #expect(strike.statements.first?.role == .party)
    #expect(strike.claims.first?.party == true)
    let spoken = try #require(
      try incidents("Взрыв прогремел в Туле. Пресс-секретарь губернатора подтвердил взрыв.").first)
    #expect(spoken.statements.first?.attribution == .spokespersonViaMedia)
    let named = try #require(
      try incidents(
        "Губернатор Тульской области Дмитрий Миляев в Telegram сообщил о взрыве в Туле."
      ).first)
    #expect(named.statements.first?.speaker == "Дмитрий Миляев")
    #expect(named.statements.first?.attribution == .officialChannel)
    let source = try #require(
      try incidents("Взрыв прогремел в Туле, сообщил источник в полиции.").first)
    #expect(source.statements.first?.attribution == .anonymousOfficial)
  }

  @Test(
    "What a source takes back is retracted",
    arguments: [
      ("Информация о взрыве в Омске не подтвердилась.", Stance.retracts),
      ("Інформація про вибух в Умані не підтвердилася.", .retracts),
      ("Приносим извинения: взрыва в Омске не было.", .retracts),
      ("Взрыва в Омске не было.", .denies),
      ("В Омске прогремел взрыв.", .asserts),
    ])
  func stances(text: String, expected: Stance) throws {
    #expect(try incidents(text).first?.claims.first?.stance == expected)
  }

  @Test(
    "What nobody says has happened is no incident",
    arguments: [
      "В 2014 году в Донецке прогремел взрыв.",
      "Годовщина теракта в Беслане: к мемориалу несут цветы.",
      "В Туле пройдут учения по тушению пожара.", "Если в Киеве прогремит взрыв, укрытия готовы.",
      "Враг может нанести удар по Одессе.", "Ворог готує удар по Харкову.",
      "Эксперты считают, что удары по Крыму продолжатся.", "В Москве цены взорвали рынок.",
      "Это удар по экономике Германии.", "Шквал критики обрушился на мэра Самары.",
      "В Казани открыли выставку о пожаре 1815 года.",
      "У Львові триває навчання рятувальників ДСНС.",
      "«Спартак» в матче чемпионата атаковал ворота, гол забил вратарь сборной в Самаре.",
      "Суд в Перми рассмотрел дело о пожаре.", "В Москве обсудили законопроект о беспилотниках.",
      "В Петербурге подорожали яйца.", "Погода в Киеве: солнечно, без осадков.",
      "Новый дрон показали на форуме в Сочи.", "Украина и Россия обменялись пленными.",
      "Прошлым летом в Рязани горела свалка, напоминает статистика.",
      "Нагадаємо, у Сумах пролунали вибухи.",
      "Ранее в Сумах прогремели взрывы.", "Задержан рейс из Сочи в Москву.",
      "Кошка напала на почтальона в Твери.",
      "Отбой воздушной тревоги в Киеве.", "Будут ли удары по Киеву?",
      "В Туле отменили опасность БПЛА.", "Снегопад накроет Москву вечером.",
      "Украине нужны ракеты для ударов по Крыму.", "Белка стала символом протеста в Нью-Йорке.",
    ])
  func nothing(text: String) throws {
    #expect(try incidents(text).isEmpty)
  }

  @Test(
    "A text is read in the language of its letters",
    arguments: [
      ("Взрыв в Туле.", "en", "article-ru-uk/1"), ("An explosion hit Tula.", nil, "article-en/1"),
      (
        "Объява за обявяване на търг за събиране на съдове за отпадъци със съвсем дълъг текст.",
        nil, nil
      ),
      ("Une explosion a eu lieu à Paris.", "fr", nil), ("🤔", nil, nil),
    ] as [(String, String?, String?)])
  func languages(text: String, stated: String?, reader: String?) {
    #expect(read(ReportBody(source: nil, text: text, language: stated))?.reader == reader)
  }
}
