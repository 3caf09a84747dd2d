// The readers of tables and JSON feeds, by the name of their format. A feed is recognised by one of them at
// most, in whatever order they are asked.

typealias TelegramReader = JSONFeedReader<TelegramExport>
typealias USGSReader = JSONFeedReader<USGS>
typealias EONETReader = JSONFeedReader<EONET>
typealias GDACSEventsReader = JSONFeedReader<GDACSEvents>
typealias MapFeaturesReader = JSONFeedReader<MapFeatures>
typealias CivilianHarmReader = JSONFeedReader<CivilianHarm>
typealias STIXReader = JSONFeedReader<STIX>

typealias ACLEDReader = TableReader<ACLED>
typealias UCDPReader = TableReader<UCDP>
typealias GDELTReader = TableReader<GDELT>
typealias EyesOnRussiaReader = TableReader<EyesOnRussia>
typealias AirRaidAlertsReader = TableReader<AirRaidAlerts>
typealias MissileAttacksReader = TableReader<MissileAttacks>
typealias VIINAReader = TableReader<VIINA>
