import CTerm
import Testing

/// Without a terminal, ct_wait never sleeps and always says so.
@Suite(.serialized) struct WakingTests {
  @Test func wakingBeforeTheSleepIsNotLost() {
    ct_wake()
    ct_wake()

    #expect(Int(ct_wait(-1)) == CT_WOKEN | CT_CLOSED)
    #expect(Int(ct_wait(-1)) == CT_CLOSED, "it was said once")
  }

  @Test func closingWhatIsNotOpenDoesNothing() {
    ct_close()
    ct_suspend()
    #expect(Int(ct_wait(-1)) == CT_CLOSED)
  }
}
