/// The words that tell the finder what a capitalised name is. Rules stand in `PlaceFinder.swift`;
/// what no rule can know stands here, to be read and added to.
enum PlaceWords {
  /// After a name they make it a first-level region, and belong to it: "Krasnodar region".
  static let kinds = words(
    """
    Krai krai Kray kray Oblast oblast Region region Territory territory Province province
    Governorate governorate Voivodeship voivodeship Prefecture prefecture Okrug okrug Obl obl
    Republic republic
    """)

  /// After the last name of a list they do so for all of it: "the Kharkiv and Sumy regions".
  static let pluralKinds = words("Oblasts oblasts Regions regions Provinces provinces")

  /// Before a name they say which part of it: "Central Kyiv", "Greater Manchester".
  static let parts = words(
    """
    North South East West Northern Southern Eastern Western Northeast Northwest Southeast Southwest
    Northeastern Northwestern Southeastern Southwestern Central Downtown Greater Inner Outer Upper
    Lower Old New Occupied Mainland Rural Metropolitan Port Mount Lake Fort Russian Ukrainian
    """)

  /// Capitalised only because a sentence or a headline begins with them.
  static let openings = words(
    """
    A About Above Across After Against All Almost Along Also Although Amid Among An And Another Any
    Around As At Away Because Before Behind Below Beneath Beside Besides Between Beyond Both But By
    City Close Despite During Each Either Elsewhere Even Every Except Explosion Explosions Far Few
    First For Former From Given Had Has Have Here How However If In Inside Instead Into Is It Its
    Just Last Later Leaving Like Many Meanwhile More Most Much Near Nearby Nearly Neither No Not Now
    Of Off Officials On Once Only Onto Or Other Our Out Outside Over Past Per Reports Residents
    Separately Several Shelling Should Since So Some Still Strikes Such Than That The Their Then
    There These They This Those Though Through Throughout To Today Together Tonight Too Toward
    Towards Troops Two Under Unlike Until Up Upon Via Video Was We Well Were What When Where Whereas
    Whether Which While Who Whole Whose Why Will With Within Without Would Yesterday Yet
    Abandoned Alleged Attacked Bombed Burning Captured Damaged Destroyed Devastated Flooded Hit Liberated
    Ruined Shelled Struck
    """)

  /// May follow the name of a place with a capital of their own: "Odesa Port", "Kharkiv Mayor".
  static let companions = words(
    """
    Academy Administration Air Airbase Airfield Airport Ambassador Archbishop Area Arena Army
    Arsenal Base Basin Bay Beach Border Bridge Bureau Canal Castle Cathedral
    Cemetery Center Central Centre Chief Church City Civil Coast College Command Commander
    Congress Convention Corridor Council County Court Dam Defence Defense Deputy Direction District
    Embassy Emergency Fire Foreign Forest Fortress Front Garrison Gas General Government Governor
    Governorate Gulf Harbor Harbour Health Heights Highway Hills Hospital House Hydroelectric
    Independent Industrial Institute Interior International Island Islands Isthmus Junction Lake
    Mall Market Marina Mayor Mayoral Medical Memorial Metallurgical Metro Military Minister Ministry
    Mission Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Municipal Museum National
    Naval Navy North Northern Nuclear Office Oil Opera Palace Park Parliament Peninsula Pier Pipeline
    Plain Plant Plateau Police Port Power Premier President Presidential Prime Prison Prosecutor
    Railway Raion Refinery Regional Reservoir Ring Road Sea Seaport Senator Shipyard South
    Southern Stadium State Station Steel Strait Suburb Summit Supreme Test Theater
    Theatre Thermal Tower Township Tractor Train TV University Valley West Western East Eastern Zoo
    Armor Armour Cave Cinema Circus Clinic Depot Factory Frontline Gymnasium Kindergarten Library Lyceum
    Maternity Microdistrict Monastery Obl Oblast Plaza Rayon School Seminary Int Uni Warehouse Works
    """)

  /// After "the" and a name they make it a river.
  static let afterRivers = words(
    """
    river estuary basin and as at by from in into is near of on that to was where which with
    """)

  /// Beside a name they make it a place.
  static let settlements = words("village villages hamlet town settlement settlements Village")

  /// After a name they make it a paper, a club or a company; a street, a mountain or a river.
  static let otherKinds = words(
    """
    Times Post Independent Herald Tribune Gazette Journal Star Mail Globe Dynamo United Rovers
    Wanderers Giants Lakers Bulls Yankees Bank Airlines Airways
    Square Street Avenue Boulevard Lane Mountain Mountains Hill River river Embankment Prospekt
    """)

  /// Before a name they make it a club.
  static let clubs = words("FC AC AS SC SK CSKA")

  /// Before a name they make it a place, whatever else it may be: "in Vladimir".
  static let locatives = words(
    """
    in near at from outside around over towards toward across throughout inside into to above
    between
    """)

  /// Names of people as much as of places: a place only after a locative, or with its region.
  static let people = words(
    """
    Adams Aldan Alexandria Allen Anderson Antonio Arlington Asha Aurora Austin Bailey Barry Beverly
    Bismarck Brandon Brooklyn Bryan Burton Byron Cameron Carlos Carson Cecilia Chad Charlotte Chelsea
    Clinton Columbus Concord Craig Dale Dallas Daly Darwin Davis Denton Derby Diego Douglas Dudley
    Edison Elizabeth Eugene Florence Francisco Franklin Garland George Gilbert Gordon Grant Hamilton
    Harlow Harrison Hastings Henderson Houston Howard Hudson Independence Irving Irwin Israel Jackson
    Jacob Jacksonville Johnson Jordan Jose Joseph Kelly Kent Kingston Kirby Kurgan Kirov Lancaster
    Laredo Lawrence Lawton Lewis Lincoln Logan Lourdes Madison Malik Maria Marina Marion Martin Maya
    Medina Melbourne Mercedes Milan Miles Mira Montgomery Murray Nelson Newton Norman Omar Oscar
    Palmer Parker Patrick Pearl Peter Philip Preston Quincy Rafael Richardson Richmond Roberto
    Rosario Roy Russell Salem Samara Sandy Santiago Sergey Sharon Sidney Sofia Spencer Stafford
    Stanley Sterling Sydney Taylor Thomas Tyler Vernon Victor Victoria Vincent Vladimir Warren Warwick
    Wellington Wilson Winston Woodstock Yuri Zahra Cesar
    Savannah Miranda Sutton Rodriguez Rivera Pereira Gracia Anna Kennedy Benedikt Kropotkin Gusev Nancy
    Virginia Leon Nigel Marino Bolton Adler Azov Gagarin Cambridge Garcia Lopez Rafaela Romero Bello Diaz Moreno
    """)

  /// Plain English words: places only together with their region or country.
  static let common = words(
    """
    Of Man Male Same Central Western Eastern Northern Southern North South East West Northeast
    Northwest Southeast Southwest Center Centre Nice Reading Mobile Split Bath Bury Hull Cork Deal
    Wells Ash Battle Rugby Orange Phoenix Buffalo Enterprise Normal Surprise Liberal Independence
    Hope Eden Paradise Mission Plantation Hercules Orchard Temple Trinity Union Liberty Freedom
    Christ Church Saint Santa San Port Bay Lake River Hill Hills Park Spring Springs Garden Gardens
    Island Islands Coast Capital District City Town Village Upper Lower Middle New Old Big Little
    Best Bo Ho Ia Po Sale Sun Mary Victory Young Hit Date Data Most Rum Gap Lens Tours Angers Metz
    Bar Pale Cap Ore Apt Bra Sur Este Media Fier Bus Ban Batman Can Corner Horn Dawn Dover Early
    Ferry Fort General Grace Harbour Highland Highlands Home King Kings Ladder Line Long Lot Major
    March May August June Mercy Mill Moss Mountain Much Nation Nome Nord Ocean Page Pass Peace Pine
    Point Pole Poole President Price Prince Princes Queen Rock Rose Royal Ruse Sandwich Short Side
    Slough Star Stone Sugar Summit Sunrise Taft The Tin Troy Usa Vale Van Vas Wed Well Wood World
    Worth Yale York Zone Java Meta Store Pool Colon Shaping Delta Mesa Marks Para Ajax Coro Mono Samba
    Cascade Cascades Chop Marka Guna Hitachi Nada Unity Columbia Vista Canaries Babylon Grad Bush Sul
    Cypress Sakura Kara Labe Batang Volta Rivers Norte Mage Lira Hollywood Pare Corona Boulder Brent
    Corner Benfica Police Metro Canterbury Newport Oro Alto Nuevo Sierra
    """)

  /// Between a preposition and a name.
  static let fillers = words(
    """
    the city town village settlement port capital central downtown north south east west northern southern
    eastern western occupied besieged
    """)

  /// Before "of" and a name they are the place itself: "the city of Kyiv".
  static let towns = words("city town village settlement port capital")

  /// Before a name they say that something happened there.
  static let there = words(
    """
    in near at outside around over across through throughout inside within of on beyond into hit struck
    shelled entering
    """)

  /// What is at the edge of a city: "outskirts of Kyiv", "NE of Kyiv".
  static let edges = words(
    """
    outskirts suburb suburbs north south east west northeast northwest southeast southwest ne nw se sw
    """)

  /// After a name they make it where people met, or a name for something: "the Paris talks".
  static let meetings = words(
    """
    talks summit time agreement agreements accord accords protocol highway road conference treaty
    """)

  /// What governments do, directly after their capital's name.
  static let speech = words(
    """
    accepted accused accuses acknowledged acknowledges admits admitted agreed agrees announced
    announces argued argues asked asks asserted asserts backed blamed blames called calls claimed
    claims comment commented comments condemned condemns confirm confirmed confirms declared
    declares declined declines demanded demands denied denies deny described describes dismissed
    dismisses disputed disputes hailed insisted insists maintained maintains offered ordered pledged
    proposed protested refused refuses reiterated rejected rejects reported reports requested
    respond responded said say says signalled stated states stressed suggested suspects threatened
    told urged urges vowed vows wants warned warns
    """)

  /// What a government has, after its capital's name: "Kyiv forces", "Moscow's military".
  static let servants = words(
    """
    administration aggression army authorities diplomats forces government invaders leadership
    militants military officials propaganda regime shelling shellings troops
    """)

  /// Those of them that a capital has even where a preposition stands before it.
  static let fighters = words("army forces militants shelling shellings troops")

  /// May stand between a capital's name and what its government did.
  static let auxiliaries = words(
    """
    did does has have had also again later never always already long since not yet itself on Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday
    """)

  /// Before a capital's name they make it a government: "accused Moscow of ...".
  static let addressing = words("accused accuses accusing blamed blames blaming urged urges urging")

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
