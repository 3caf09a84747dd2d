import Incidents

// The words by which an authority takes a position in Russian and Ukrainian, and whose words they are.

/// Of two rules that hold at one word, the first.
let slavicPositions = RuleTable<PositionRule>([
  positions(
    .neitherConfirmNorDeny, "position.neither-confirm-nor-deny",
    [
      "не|ни|ні ..1 подтвердил*|підтвердил*|подтверждает|подтверждают|підтверджує|підтверджують|підтвердив ..2 и|ни|ні|та|і|но|й ..1 не? ..1 опроверг*|опровергает|опровергают|спростув*|спростовує|спростовують|заперечи*|заперечу*",
      "не ..1 стал*|став|смог*|зміг|змогл*|может|могут|може|можуть ..1 ни|ні? подтвер*|підтвер* ..3 опроверг*|спростув*",
      "не ..1 опроверг* ..2 не подтвердил*|подтвер*",
      "не ..1 смог*|зміг|змогл*|может|могут|може|можуть ..1 подтвер*|підтвер*",
      "отказал*|відмовил*|відмовив* ..2 подтвер*|підтвер*",
      "не подтверждает|подтверждают|підтверджує|підтверджують",
    ]),
  positions(
    .declinedToComment, "position.declined-to-comment",
    [
      "не комментирует|комментируют|коментує|коментують",
      "отказал*|отказывает*|воздержал*|відмовил*|відмовив*|утримал*|утримав* ..3 от|від ..2 комментари*|комментиров*|коментар*|коментув*|прокоммент*",
      "отказал*|відмовил*|відмовив* ..2 комментировать|прокомментировать|коментувати|прокоментувати",
      "не ..1 стал*|став|смог*|зміг|змогл*|будет|буде|может|може ..3 комментир*|прокомментир*|коментув*|прокоментув*",
      "от|від комментари*|коментар* ..1 отказал*|отказыва*|воздержал*|відмовил*|утримал*",
      "без комментариев|коментарів",
    ]),
  silent(
    "silence.not-commented",
    [
      "не ..2 комментировал*|прокомментировал*|коментувал*|прокоментувал*|коментував|прокоментував|высказывал*|высказал*|реагировал*|отреагировал*|реагувал*|відреагув*",
      "не ..2 дал*|сделал*|давал*|делал*|давав|робил*|надал*|дав|надав|зробил*|выступал*|опубликовал* ..3 комментари*|коментар*|заявлени*|заяв|разъяснен*|пояснен*|информаци*|подтвержд*",
      "не ..1 ответил*|отвечал*|відповіл*|відповів|відповідал* на",
      "не ..1 выходит|вышел|вийшл* на связь|зв'язок",
      "хранят|хранит|зберіга* молчание|мовчання", "молчат|молчит|мовчать|мовчить",
      "комментари*|коментар*|заявлени*|заяв|подтверждени*|підтверджен*|информаци*|інформаці*|сообщени*|повідомлень ..2 от|від|со|из|з ..8 не поступал*|було|было|надходил*|последовал*",
      "комментари*|коментар*|заявлени*|заяв|подтверждени*|підтверджен*|информаци*|інформаці*|сообщени*|повідомлень ..2 от|від|со|з ..8 нет|немає|нема",
      "не ..1 поступал*|було|было|надходил* ..4 комментари*|коментар*|заявлени*|заяв|подтверждени*|підтверджен* ..2 от|від|со|з",
      "не ..1 сообщал*|повідомлял*|сообщил*|повідомил*|подтвердил*|підтвердил*|підтвердив|повідомив",
      "пока|поки|наразі не ..1 сообщают|повідомляють|сообщает|повідомляє",
    ]),
  positions(
    .deniedResponsibility, about: .attribution, "position.denied-responsibility",
    [
      "отрица*|отверг*|опроверг*|заперечу*|заперечи*|спростув* ..5 причастност*|причетн*|ответственност*|відповідальн*|участи*|участь|вину",
      "не ..1 причаст*|причетн*|имеет|имели|мають|має ..2 к? ..1 отношени*|відношенн*|к|до",
      "не ..1 наносил*|завдавал*|атаковал*|атакувал*|обстреливал*|обстрілювал*",
    ]),
  positions(
    .disputedDetails, "position.disputed-details",
    [
      "отрица*|опроверг*|спростув*|заперечу* ..4 жертв*|погибш*|загибл*|пострадавш*|постраждал*|раненых|цифр*|масштаб*|деталі|детали"
    ]),
  positions(
    .deniedEvent, "position.denied",
    [
      "опроверг|опровергл*|опровергает|опровергают|опровергнут*|отрицает|отрицают|отрицал*|отверг|отвергл*|отвергает|отвергают|спростував|спростувал*|спростовує|спростовують|спростовано|заперечив|заперечил*|заперечує|заперечують",
      "назвал*|назвав|называют|називають ..6 фейк*|вброс*|ложь*|ложью|ложн*|неправд*|дезинформаци*|дезінформаці*|вкид*|брехн*|слухами|чутками",
      "фейк|фейком|фейковая|фейкова|вброс|вбросом|ложная|недостоверн*|недостовірн*|неправда|неправд*|дезинформаци*|дезінформаці*|вкид",
      "не соответств*|відповіда* действительности|дійсності|правде",
      "взрыв*|вибух*|удар*|атак*|прилет*|приліт|прильот*|пожар*|пожеж*|обстрел*|обстріл*|происшестви*|ударов|чп ..4 не было|було|зафиксир*|зафіксов*|произош*|відбу*|сталося|фиксир*|подтвер*",
      "никаких|жодних|никакого|жодного ..1 взрыв*|вибух*|удар*|атак*|прилет*|прильот*|пожар*|обстрел*|обстріл*",
      "не ..1 было|було|зафиксир*|зафіксов*|произош*|відбу* ..2 взрыв*|вибух*|удар*|атак*|прилет*|прильот*|пожар*|обстрел*|обстріл*",
    ]),
  positions(
    .admittedResponsibility, about: .attribution, "position.admitted-responsibility",
    [
      "взял*|взяв|взяли|признал*|визнал*|визнав ..3 ответственност*|відповідальн*",
      "признал*|визнал*|визнав ..3 свою|своей|свої* ..2 вину|причастност*|удар*",
    ]),
  positions(
    .partlyConfirmed, "position.partly-confirmed",
    ["частично|частково подтвер*|підтвер*"]),
  positions(
    .confirmed, "position.confirmed",
    [
      "подтвердил*|подтверждает|подтверждают|підтвердив|підтвердил*|підтверджує|підтверджують|признал*|визнал*|визнав|подтверждено|підтверджено|подтвержден*|підтверджен*"
    ]),
  positions(
    .investigating, "position.investigating",
    [
      "проверяют|проверяет|проверяется|перевіряють|перевіряє|перевіряється|проверили|проводит|проводят|проводится|проводиться|проводить|начал*|розпочал*|розпочат*|організувал* ..2 проверк*|перевірк*|расследовани*|розслідуванн*|доследственн*|следстви*|слідств*",
      "проверяют|проверяется|перевіряють|перевіряється|перевіряє|проверяет",
      "расследует*|расследуют|розслідує*|розслідують",
      "ведется|ведут|ведеться|триває|идет|продолжается ..2 расследовани*|розслідуванн*|следстви*|слідств*|проверк*|перевірк*",
      "возбудил*|возбуждено|возбудят|порушен*|відкри*|розпочал*|розпочат*|завел*|заведено ..4 дело|дела|справу|провадження|дело|розслідування|досудове",
      "устанавлива*|встановлю*|выясня*|з'ясову*|зясову*|уточня*|уточню*|разбира*|розбира* ..4 причин*|обстоятельств*|обставин*|последстви*|наслідк*|информаци*|інформаці*|детал*|личност*|виновн*",
      "причин*|обстоятельств*|обставин*|последстви*|наслідк*|информаци*|інформаці*|детал* ..3 устанавлива*|встановлю*|выясня*|з'ясову*|зясову*|уточня*|уточню*",
    ]),
  positions(
    .monitoring, "position.monitoring",
    [
      "следит|следят|стежить|стежать|відстежу*|отслежива*|мониторит|мониторят|моніторить|моніторять ..4 ситуаци*|ситуаці*|развити*|событи*|подія*",
      "держит|держат|тримає|тримають ..2 ситуаци*|ситуаці* ..2 контрол*",
      "мониторят|мониторит|моніторять|моніторить",
    ]),
  positions(
    .aware, "position.aware",
    [
      "в курсе|курсі", "осведомлен*|поінформован*",
      "знает|знают|знає|знають|известно|відомо ..1 о|об|про ..2 <событие>",
    ]),
])

/// "сообщил губернатор": confirms what the same sentence tells, unless a rule above says otherwise.
private let sayings = RuleTable<PositionRule>([
  positions(
    .confirmed, "position.according-to",
    [
      "по|за данным|информации|словам|сведениям|даними|словами|інформацією|повідомленням|сообщению",
      "согласно|згідно",
      "со|з|із|с ссылкой|посиланням на", "как|як <сказал>",
    ]),
  positions(.confirmed, "position.said", ["<сказал>"]),
])
private let so = RuleTable<Holds>([
  "об|про этом|это|це|цьому|это|том", "о чем|сем", "про що", "такую|таку информацию|інформацію",
])
/// What is said there confirms nothing.
private let idle = RuleTable<Holds>([
  "призвал*|закликал*|закликав|попросил*|просит|просять|просить|поблагодарил*|подякува*",
  "якобы|нібито",
  "информаци*|інформаці*|данных|даних|сведений ..5 не|нет|немає|нема",
  "<аноним> ..2 сообщают|повідомляють|пишут|пишуть",
])
private let negation: WordSet = [
  "не", "ни", "ні", "никто", "ніхто", "никаких", "жодних", "никакого", "жодного",
]
private let oblique: WordSet = [
  "против", "проти", "о", "об", "про", "для", "к", "до", "перед", "над", "под",
]
private let carriers: WordSet = [
  "и", "а", "но", "та", "і", "й", "але", "что", "що", "также", "також", "пока", "поки", "еще", "ще",
  "уже", "вже", "однако", "проте", "факт", "сам", "официально", "офіційно", "там", "не", "это",
  "це", "ее", "его", "в", "у", "свою", "очередь", "тоже", "ни", "ні", "наразі",
]

extension SlavicSentence {
  func officialWords(
    _ authorities: [AuthorityMention], sources: [Range<Int>], tellsEvent: Bool
  ) -> [OfficialWord] {
    var words: [OfficialWord] = []
    for match in slavicPositions.matches(in: tokens[...]) where !isHypothetical(match.range) {
      for authority in speakers(of: match.range, authorities, sources) {
        add(match.meaning, by: authority, to: &words)
      }
    }
    let isSo = so.holds(in: tokens[...])
    guard tellsEvent || isSo, !idle.holds(in: tokens[...]) else { return words }
    for match in sayings.matches(in: tokens[...])
    where !isOne(of: negation, at: match.range.lowerBound - 1) {
      let isBefore = match.meaning.rule == "position.according-to"
      let speaking =
        isBefore
        ? authorities.filter {
          (match.range.upperBound...match.range.upperBound + 1).contains($0.range.lowerBound)
        }
        : speakers(of: match.range, authorities, sources)
      for authority in speaking
      where !words.contains(where: { $0.authority.range == authority.range && !$0.isSecondary }) {
        words.removeAll { $0.authority.range == authority.range }
        add(match.meaning, by: authority, to: &words)
      }
    }
    // "Вибухи в Харкові — ОВА", "МЧС: в Туле сгорел склад"
    for authority in authorities
    where !words.contains(where: { $0.authority.range == authority.range }) {
      let start = authority.range.lowerBound
      let end = authority.range.upperBound
      let isSigned =
        text(at: start - 1) == "—" && start > 2 && (end >= tokens.count || text(at: end) == ".")
      let isTitled = start == 0 && text(at: end) == ":"
      if isSigned || isTitled {
        add(
          PositionRule(
            outcome: .position(.confirmed, .occurrence), voice: .subject, rule: "position.said"),
          by: authority, to: &words)
      }
    }
    return words
  }

  private func add(
    _ rule: PositionRule, by authority: AuthorityMention, to words: inout [OfficialWord]
  ) {
    let word = OfficialWord(outcome: rule.outcome, authority: authority, rule: rule.rule)
    guard let known = words.firstIndex(where: { $0.authority.range == authority.range }) else {
      words.append(word)
      return
    }
    if case .position(let old, _) = words[known].outcome, case .position(let new, _) = word.outcome,
      new.weight > old.weight
    {
      words[known] = word
    }
  }

  private func isHypothetical(_ range: Range<Int>) -> Bool {
    has(
      ["если", "якщо", "чтобы", "щоб", "пока", "поки"], in: range.lowerBound - 1..<range.lowerBound)
      && text(at: range.lowerBound) != "не"
      || isOne(of: ["ожида*", "призвал*", "закликав", "чтобы"], at: range.lowerBound - 2)
  }

  /// Who does what the words in `range` say: whom they name, who stands behind the verb, else who stands
  /// before it in its clause.
  private func speakers(
    of range: Range<Int>, _ authorities: [AuthorityMention], _ sources: [Range<Int>]
  ) -> [AuthorityMention] {
    let within = authorities.filter { range.overlaps($0.range) }
    if !within.isEmpty { return listed(within[0], in: authorities) }
    let behind = authorities.first { authority in
      let gap = authority.range.lowerBound - range.upperBound
      return (0...2).contains(gap)
        && (range.upperBound..<authority.range.lowerBound).allSatisfy {
          !isMark($0) && !isCapital($0)
        }
    }
    if let behind, !isElsewhere(behind, from: range) { return listed(behind, in: authorities) }
    let clause = clause(around: range.lowerBound)
    guard let before = authorities.last(where: { $0.range.upperBound <= range.lowerBound }) else {
      // "Взрыв подтвердили в мэрии"
      return authorities.first {
        $0.range.lowerBound >= range.upperBound && clause.contains($0.range.lowerBound)
      }
      .map { [$0] } ?? []
    }
    // "выступающие против президента"
    if isOne(of: oblique, at: before.range.lowerBound - 1) { return [] }
    let isNear =
      clause.lowerBound <= before.range.lowerBound || clause.contains(before.range.upperBound)
      || (clause.lowerBound..<range.lowerBound).allSatisfy {
        carriers.contains(tokens[$0].word) || isMark($0)
      }
        && range.lowerBound - before.range.upperBound < 12
    let isOvertaken = sources.contains {
      before.range.upperBound <= $0.lowerBound && $0.lowerBound < range.lowerBound
    }
    return isNear && !isOvertaken ? listed(before, in: authorities) : []
  }

  /// "сообщил источник в МЧС" is the MChS; "сообщил губернатор" too: nothing stands between but prepositions.
  private func isElsewhere(_ authority: AuthorityMention, from range: Range<Int>) -> Bool {
    (range.upperBound..<authority.range.lowerBound).contains {
      ![
        "в", "у", "журналистам", "журналістам", "и", "также", "ранее", "позже", "сегодня", "тасс",
        "сам", "о", "об", "про", "от", "від", "со",
      ].contains(text(at: $0))
    }
  }

  /// "ни в мэрии, ни в полиции": those joined to it.
  private func listed(_ authority: AuthorityMention, in all: [AuthorityMention])
    -> [AuthorityMention]
  {
    var list = [authority]
    for next in all where next.range.lowerBound >= list[list.count - 1].range.upperBound {
      guard isJoint(list[list.count - 1].range.upperBound..<next.range.lowerBound) else { break }
      list.append(next)
    }
    for next in all.reversed() where next.range.upperBound <= list[0].range.lowerBound {
      guard isJoint(next.range.upperBound..<list[0].range.lowerBound) else { break }
      list.insert(next, at: 0)
    }
    return list
  }

  private func isJoint(_ range: Range<Int>) -> Bool {
    range.contains { ["и", "та", "і", "й", "ни", "ні", "или"].contains(text(at: $0)) }
      && range.allSatisfy {
        ["и", "та", "і", "й", "ни", "ні", "или", ",", "в", "у", "от", "від"].contains(text(at: $0))
      }
  }

  /// A denial by nobody in particular.
  var deniesEvent: Bool {
    slavicPositions.matches(in: tokens[...]).contains {
      $0.meaning.outcome == .position(.deniedEvent, .occurrence)
        && has(negation, in: $0.range)
    }
  }

  var isAdmission: Bool {
    has(["признал*", "визнал*", "визнав", "признают", "визнають"], in: tokens.indices)
  }

  func attribution(of authority: AuthorityMention) -> Attribution {
    if authority.isAnonymous { return .anonymousOfficial }
    if authority.isSpokesperson { return .spokespersonViaMedia }
    return ownChannels.holds(in: tokens[...]) ? .officialChannel : .onRecord
  }

  var hasOpenSilence: Bool {
    openSilence.matches(in: tokens[...]).contains {
      !["от", "від", "со", "из"].contains(text(at: $0.range.upperBound))
    }
  }
}

private let ownChannels = RuleTable<Holds>([
  "в|у|на ..2 telegram|телеграм*|телеграмм*|facebook|фейсбук*|сайте|сайті|соцсетях|соцмережах|канале|каналі|твиттер*",
  "опубликовал*|опублікувал*|опублікував ..3 видео|відео|пост|обращение",
])

private let openSilence = RuleTable<Holds>([
  "официальн*|офіційн* ..2 <подтвержд> ..4 нет|немає|нема|не",
  "официально|офіційно ..2 не ..1 подтвер*|підтвер*|комментир*|коментув*|сообщал*|повідомлял*",
  "нет|немає|нема|не ..3 официальн*|офіційн* ..2 <подтвержд>",
  "пока не ..1 комментировал*|прокомментировал*",
])

private func silent(_ rule: String, _ patterns: [WordPattern]) -> [(WordPattern, PositionRule)] {
  patterns.map { ($0, PositionRule(outcome: .silence, voice: .subject, rule: rule)) }
}

private func positions(
  _ position: Position, about claim: ClaimKind = .occurrence, _ rule: String,
  _ patterns: [WordPattern]
) -> [(WordPattern, PositionRule)] {
  patterns.map {
    ($0, PositionRule(outcome: .position(position, claim), voice: .subject, rule: rule))
  }
}

extension OfficialWord {
  /// What a report of the event itself outweighs: "сообщил, что ведётся расследование".
  fileprivate var isSecondary: Bool {
    if case .position(let position, _) = outcome { position.weight < saidWeight } else { false }
  }
}
