/// Reads one feed as its bytes come in, in bounded memory.
///
/// Every item comes out as soon as it is whole. A bad item is rejected and costs that item only; what cannot
/// be read at all ends as one rejected item for the whole feed.
protocol FeedReader {
  init(options: FeedOptions)
  /// - Parameter head: the beginning of a feed, up to a megabyte.
  static func recognises(_ head: some Collection<UInt8>) -> Bool
  /// - Parameter bytes: the next ones, cut anywhere.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> FeedResult
  /// The feed has ended, properly or not.
  mutating func finish() -> FeedResult
}
