"""The outlines of regions, from the Natural Earth map that QGIS carries: see build.py.

Neighbours share their border as one arc, so that a border is stored once, and simplifying it leaves
neither gap nor overlap. The file, all numbers LEB128 varints, signed ones zig-zag:

    arcs:   count, then each: its number of points, then dx, dy of each from the point before it
            (of the first: from the last point of the arc before), in 1/100 degree
    shapes: count, then each: length of the region's id, the id, its number of rings; each ring: its
            number of arcs, and each arc's number, doubled, odd when it runs backwards, as the
            difference from the one before it in the file

A country's shape is its outer border; its subdivisions follow it.
"""

import math
import sqlite3
import struct
from collections import Counter, defaultdict

MAP = "/usr/share/qgis/resources/data/world_map.gpkg"
UNITS = 100  # to a degree
FINE = {"RU", "UA", "BY", "MD", "GE"}
FINE_TOLERANCE, TOLERANCE = 0.012, 0.1  # degrees
SMALLEST_ISLAND = 0.02  # square degrees; a region's largest stays, and all of a fine country's

# Natural Earth gives Crimea to who holds it. Here a region stands where ISO 3166-2 lists it.
BY_FIPS = {"UP11": "UA-43", "UP20": "UA-40"}
# Moscow has its oblast's code there; the towns that we know around Minsk and Tbilisi mislead.
BY_FIPS |= {"RS47": "RU-MOW", "BO04": "BY-HM", "GG69": "GE-MM"}
# A bay shore without a name; what Natural Earth draws as a country and ISO does not; and islands
# that it puts under another country.
NAMELESS = {"RU": "RU-YAN"}
BY_NAME = {"Somaliland": "SO", "Northern Cyprus": "CY", "Baykonur lease in Qyzylorda": "KZ-43"}
BY_NAME |= {"Cocos (Keeling) Islands": "CC", "Christmas Island": "CX", "Clipperton Island": "FR"}
BY_NAME |= {"Akrotiri": "CY", "Dhekelia": "CY", "Guantanamo Bay USNB": "CU", "Kashmir": "IN"}

# Drawn by hand, corner by corner, where Natural Earth is too coarse for the news: Kyiv, which has
# Bucha and Irpin inside there, and Slavutych, a town of Kyiv Oblast in Chernihiv Oblast.
KYIV = [
    (30.28, 50.545), (30.345, 50.55), (30.4, 50.575), (30.45, 50.56), (30.54, 50.575), (30.6, 50.56),
    (30.63, 50.535), (30.7, 50.55), (30.75, 50.51), (30.77, 50.44), (30.74, 50.39), (30.68, 50.345),
    (30.62, 50.34), (30.61, 50.29), (30.585, 50.24), (30.555, 50.25), (30.54, 50.325),
    (30.48, 50.34), (30.43, 50.365), (30.39, 50.405), (30.345, 50.435), (30.335, 50.47),
    (30.35, 50.49), (30.28, 50.52), (30.28, 50.545),
]
SLAVUTYCH = [(30.7, 51.55), (30.78, 51.55), (30.78, 51.5), (30.7, 51.5), (30.7, 51.55)]


def polygons(blob):
    """The polygons of a GeoPackage geometry, each a list of rings."""
    header = 8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]

    def read(offset):
        order = "<" if blob[offset] else ">"
        kind, count = struct.unpack_from(order + "II", blob, offset + 1)
        offset += 9
        found = []
        for _ in range(count):
            if kind == 6:
                inner, offset = read(offset)
                found += inner
            else:
                (length,) = struct.unpack_from(order + "I", blob, offset)
                numbers = struct.unpack_from(f"{order}{2 * length}d", blob, offset + 4)
                found.append(list(zip(numbers[::2], numbers[1::2])))
                offset += 4 + 16 * length
        return (found if kind == 6 else [found]), offset

    return read(header)[0]


def holds(rings, x, y):
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
    return inside


class Area:
    """A row of Natural Earth: a first-level subdivision, or a smaller one."""

    def __init__(self, row, countries):
        self.names = [row[key] for key in ("name", "woe_name", "gn_name") if row[key]]
        self.fips = row["fips"] or ""
        self.region = BY_FIPS.get(self.fips) or BY_NAME.get(row["name"])
        if not self.names:
            self.region = NAMELESS.get(row["iso_a2"])
        self.country = self.region[:2] if self.region else None
        for code in (row["gu_a3"], row["adm0_a3"]):
            self.country = self.country or countries.get(code)
        if not self.country and row["iso_a2"] != "-1":
            self.country = row["iso_a2"]
        self.rings = [ring for polygon in polygons(row["geom"]) for ring in polygon]
        points = [point for ring in self.rings for point in ring]
        self.west, self.east = min(x for x, _ in points), max(x for x, _ in points)
        self.south, self.north = min(y for _, y in points), max(y for _, y in points)


def read_areas(countries, regions, found, cities, fold):
    """Natural Earth's areas, each with its ISO region: the one of GeoNames' code for it, if a tenth
    of the towns in it have this code; else that of most towns; else what code or name tells; else its country."""
    database = sqlite3.connect(f"file:{MAP}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    areas = [Area(row, countries) for row in database.execute("SELECT * FROM states_provinces")]
    areas = [area for area in areas if area.country in regions]

    by_cell = defaultdict(list)
    for area in areas:
        for x in range(math.floor(area.west), math.floor(area.east) + 1):
            for y in range(math.floor(area.south), math.floor(area.north) + 1):
                by_cell[x, y].append(area)
    votes = defaultdict(Counter)
    for city in cities:
        x, y = city["longitude"], city["latitude"]
        region = found.get((city["countrycode"], city["admin1code"]))
        if not region:
            continue
        for area in by_cell[math.floor(x), math.floor(y)]:
            if area.country == region[:2] and area.west <= x <= area.east \
                    and area.south <= y <= area.north and holds(area.rings, x, y):
                votes[area][region] += 1
                break

    by_name = {}
    for code, region in regions.items():
        for name in [region["en"], *region["also"]]:
            by_name.setdefault((code[:2], fold(name).lower()), code)
    for area in areas:
        if area.region:
            continue
        by_code = found.get((area.country, area.fips[2:]))
        if votes[area][by_code] * 10 > votes[area].total():
            area.region = by_code
            continue
        if votes[area]:
            # An area that is several regions by now is none of them.
            region, count = votes[area].most_common(1)[0]
            area.region = region if count * 3 >= votes[area].total() * 2 else area.country
            continue
        area.region = by_code
        for name in area.names:
            area.region = area.region or by_name.get((area.country, fold(name).lower()))
        area.region = area.region or area.country
    redraw({area.region: area for area in areas})
    return areas


def redraw(areas):
    """Of two equal rings of a region neither counts: see arcs_of."""
    areas["UA-32"].rings += [*areas["UA-30"].rings, KYIV, SLAVUTYCH]
    areas["UA-30"].rings = [KYIV]
    areas["UA-74"].rings.append(SLAVUTYCH)


# Codes of regions that have merged since, still met in older data.
MERGED = {"RS02": "RU-ZAB", "RS18": "RU-KYA", "RS26": "RU-KAM", "RS35": "RU-PER", "RS36": "RU-KAM"}
MERGED |= {"RS39": "RU-KYA", "RS58": "RU-PER", "RS74": "RU-KYA", "RS82": "RU-IRK"}


def fips_codes(areas, found, fips_of_country):
    """The FIPS 10-4 codes of each region, without those of their country.

    Natural Earth has Sakha under Chukotka's code and Moscow under its oblast's; GeoNames, whose
    codes are the same for these countries, is right."""
    codes = dict(MERGED)
    for area in areas:
        if area.fips[:2] == fips_of_country[area.country] and "-" in area.region:
            codes.setdefault(area.fips, area.region)
    for (country, code), region in found.items():
        if country in ("RU", "UA"):
            codes[fips_of_country[country] + code] = region
    regions = defaultdict(list)
    for code, region in sorted(codes.items()):
        regions[region].append(code[2:])
    return regions


# Arcs


def arcs_of(areas):
    """Cuts all borders into arcs: between two nodes, with the same regions on its sides. A segment
    that a region has twice is none of its borders.

    Returns each arc's points and the regions beside it."""
    sides = defaultdict(set)
    for area in areas:
        for ring in area.rings:
            for a, b in zip(ring, ring[1:]):
                if a != b:
                    sides[(a, b) if a < b else (b, a)] ^= {area.region}
    sides = {segment: frozenset(regions) for segment, regions in sides.items() if regions}
    ends = defaultdict(list)
    for segment in sides:
        for point in segment:
            ends[point].append(segment)

    def is_node(point):
        return len(ends[point]) != 2 or sides[ends[point][0]] != sides[ends[point][1]]

    arcs, used = [], set()

    def walk(start, segment):
        points, point = [start], start
        while segment not in used:
            used.add(segment)
            point = segment[1] if segment[0] == point else segment[0]
            points.append(point)
            if is_node(point):
                break
            segment = next((s for s in ends[point] if s not in used), segment)
        arcs.append((points, sides[segment]))

    for point in sorted(ends):
        if is_node(point):
            for segment in ends[point]:
                if segment not in used:
                    walk(point, segment)
    for segment in sorted(sides):
        if segment not in used:
            walk(segment[0], segment)
    return arcs


def area_of(points):
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(points, points[1:]))) / 2


def simplify(points, tolerance):
    """Douglas and Peucker's, with a degree of longitude as wide as it is there."""
    width = math.cos(math.radians(points[0][1]))
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
        keep.add(far)
        stack = [(0, far), (far, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        ax, ay = points[first][0] * width, points[first][1]
        dx, dy = points[last][0] * width - ax, points[last][1] - ay
        length = dx * dx + dy * dy
        worst, furthest = tolerance * tolerance, None
        for i in range(first + 1, last):
            x, y = points[i][0] * width - ax, points[i][1] - ay
            t = min(1, max(0, (x * dx + y * dy) / length)) if length else 0
            distance = (x - t * dx) ** 2 + (y - t * dy) ** 2
            if distance > worst:
                worst, furthest = distance, i
        if furthest:
            keep.add(furthest)
            stack += [(first, furthest), (furthest, last)]
    return [points[i] for i in sorted(keep)]


def quantise(points):
    rounded = [(round(x * UNITS), round(y * UNITS)) for x, y in points]
    return [point for i, point in enumerate(rounded) if i == 0 or point != rounded[i - 1]]


def simplified(arcs):
    """The arcs that stay, coarser. Islands too small to see go, but never a region's largest."""
    largest = defaultdict(float)
    for points, regions in arcs:
        for region in regions:
            if points[0] == points[-1]:
                largest[region] = max(largest[region], area_of(points))
            else:
                largest[region] = math.inf
    kept = []
    for points, regions in arcs:
        is_fine = any(region[:2] in FINE for region in regions)
        if points[0] == points[-1]:
            size = area_of(points)
            if not is_fine and size < SMALLEST_ISLAND and all(size < largest[r] for r in regions):
                continue
        tolerance = FINE_TOLERANCE if is_fine else TOLERANCE
        coarse = quantise(simplify(points, tolerance))
        while points[0] == points[-1] and len(coarse) < 4 and tolerance > 0.0005:
            tolerance /= 2
            coarse = quantise(simplify(points, tolerance))
        if len(coarse) > 1 and not (points[0] == points[-1] and len(coarse) < 4):
            kept.append((coarse, regions))
    return kept


def rings_of(arcs, numbers):
    """Joins arcs end to end: lists of (arc, runs backwards)."""
    ends = defaultdict(list)
    for number in numbers:
        ends[arcs[number][0][0]].append(number)
        ends[arcs[number][0][-1]].append(number)
    unused, rings = set(numbers), []
    for number in numbers:
        if number not in unused:
            continue
        ring, backwards = [], False
        while number is not None:
            unused.discard(number)
            ring.append((number, backwards))
            end = arcs[number][0][0 if backwards else -1]
            number = next((other for other in ends[end] if other in unused), None)
            if number is not None:
                backwards = arcs[number][0][0] != end
        rings.append(ring)
    return rings


def varint(value):
    data = bytearray()
    while value > 127:
        data.append(value & 127 | 128)
        value >>= 7
    return bytes([*data, value])


def zigzag(value):
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def encode(areas):
    arcs = simplified(arcs_of(areas))
    data = bytearray(varint(len(arcs)))
    x = y = 0
    for points, _ in arcs:
        data += varint(len(points))
        for px, py in points:
            data += zigzag(px - x) + zigzag(py - y)
            x, y = px, py
    shapes = defaultdict(list)
    for number, (_, regions) in enumerate(arcs):
        for region in regions:
            if "-" in region:
                shapes[region].append(number)
        for country in {region[:2] for region in regions}:
            if len([r for r in regions if r[:2] == country]) == 1:
                shapes[country].append(number)
    data += varint(len(shapes))
    previous = 0
    for region, numbers in sorted(shapes.items()):
        rings = rings_of(arcs, numbers)
        data += varint(len(region)) + region.encode() + varint(len(rings))
        for ring in rings:
            data += varint(len(ring))
            for number, backwards in ring:
                reference = number * 2 + backwards
                data += zigzag(reference - previous)
                previous = reference
    return bytes(data)
