import Foundation
import IncidentStore
import Incidents
import Synchronization
import TestSupport
import Testing

/// What happens to the file of a store while somebody has it open.
struct StoreFileTests {
  let directory = TemporaryDirectory()
  private var path: String { directory.path("watchfloor.db") }

  private func removeFiles() throws {
    for name in ["watchfloor.db", "watchfloor.db-wal", "watchfloor.db-shm"] {
      try directory.remove(name)
    }
  }

  @Test func nothingIsTakenForStoredInAStoreThatIsGone() throws {
    let store = try IncidentStore.open(at: path)
    try store.append([.sample("First")], by: desk, at: at(11))
    try removeFiles()
    let error = #expect(throws: IncidentStoreError.self) {
      try store.append([.sample("Second")], by: desk, at: at(12))
    }
    #expect(error?.code == .notFound)
    #expect(throws: IncidentStoreError.self) { try store.overview() }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func anotherStoreAtThePathIsOpenedInItsPlace() throws {
    let store = try IncidentStore.open(at: path)
    try store.append([.sample("First")], by: desk, at: at(11))
    try removeFiles()
    try IncidentStore.open(at: path).append(everything, by: desk, at: at(11))
    #expect(try store.overview().incidents == 2)
    try store.append([.sample("Second", region: "UA-63")], by: desk, at: at(12))
    #expect(try IncidentStore.open(at: path).overview().incidents == 3)
  }

  @Test func aLogThatIsRemovedTakesNothingWithIt() throws {
    let store = try IncidentStore.open(at: path)
    try store.append([.sample("First")], by: desk, at: at(11))
    try directory.remove("watchfloor.db-wal")
    try directory.remove("watchfloor.db-shm")
    try store.append([.sample("Second", region: "UA-63")], by: desk, at: at(12))
    #expect(try IncidentStore.open(at: path).overview().incidents == 2)
    #expect(try IncidentStore.check(at: path).isWhole)
  }

  @Test("A watch tells that the store is another, and of its commits", .timeLimit(.minutes(1)))
  func watchOfAnotherStore() async throws {
    let store = try IncidentStore.open(at: path)
    let (commits, told) = AsyncStream<Void>.makeStream()
    let watch = try store.onCommit { told.yield() }
    var seen = commits.makeAsyncIterator()
    try removeFiles()
    let other = try IncidentStore.open(at: path)
    while (try? store.overview().incidents) != 0 { await seen.next() }
    try other.append([.sample("First")], by: desk, at: at(11))
    while try store.overview().incidents != 1 { await seen.next() }
    withExtendedLifetime(watch) {}
  }
}
