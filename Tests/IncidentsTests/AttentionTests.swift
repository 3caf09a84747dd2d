import Foundation
import Incidents
import Testing

struct AttentionTests {
  @Test(
    "Changes that matter are told from those that do not",
    arguments: [
      ("verification", true), ("origins", true), ("official", true), ("overdue", true),
      ("toll", true), ("place", true), ("time", true), ("lifecycle", true), ("incident", true),
      ("title", false), ("reports", false), ("note", false),
    ])
  func material(field: String, matters: Bool) {
    #expect(Change.isMaterial(field) == matters)
  }

  @Test func anAcknowledgementHoldsUntilTheNextChangeThatMatters() {
    let desk = DeskState(acknowledgedAt: at(12))
    #expect(desk.isAcknowledged(changedAt: at(11)))
    #expect(!desk.isAcknowledged(changedAt: at(12.5)))
    #expect(!DeskState().isAcknowledged(changedAt: at(11)))
  }

  @Test func aSnoozeHoldsUntilItsEndOrAChangeThatMatters() {
    let desk = DeskState(snoozedUntil: at(14), snoozedAt: at(12))
    #expect(desk.isSnoozed(changedAt: at(11), now: at(13)))
    #expect(!desk.isSnoozed(changedAt: at(11), now: at(14)))
    #expect(!desk.isSnoozed(changedAt: at(12.5), now: at(13)))
  }

  @Test func anAcknowledgementTurnsStaleAfterADay() {
    let desk = DeskState(acknowledgedAt: at(12))
    #expect(!desk.isStale(at: at(36)))
    #expect(desk.isStale(at: at(36.1)))
    #expect(!DeskState().isStale(at: at(36)))
  }

  @Test func theOldestFeedIsTheOneHeardLongestAgo() {
    let feeds = [10.0, 8, 9].map {
      Feed(url: "\($0)", expectedInterval: 60, lastOkAt: at($0))
    }
    #expect(oldest(of: feeds, at: at(12))?.lastOkAt == at(8))
    let never = Feed(url: "never", expectedInterval: 60)
    #expect(oldest(of: feeds + [never], at: at(12)) == never)
    #expect(oldest(of: [], at: at(12)) == nil)
  }
}
