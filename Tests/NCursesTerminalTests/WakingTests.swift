import CTerm
import Testing

/// A process has one terminal at a time, so these tests come one after the other.
@MainActor @Suite(.serialized) struct OneTerminal {}

extension OneTerminal {
  /// Without a terminal, ct_wait never sleeps and always says so.
  @MainActor struct WakingTests {
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
}
