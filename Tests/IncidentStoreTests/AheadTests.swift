import Testing

@testable import IncidentStore

@Suite struct `What another thread works out ahead` {
  @Test(arguments: [0, 1, 63, 64, 65, 1000])
  func comesInOrderAndEnds(count: Int) throws {
    var squares = try Ahead(Array(0..<count)) { $0 * $0 }
    var found: [Int] = []
    while let next = try squares.next() { found.append(next) }
    #expect(found == (0..<count).map { $0 * $0 })
    #expect(squares.isAtEnd)
    #expect(try squares.next() == nil)
  }

  @Test func aFailureComesInItsPlaceAndIsTheLast() throws {
    struct Failure: Error {}
    var numbers = try Ahead(Array(0..<200)) { number in
      if number == 130 { throw Failure() }
      return number
    }
    for number in 0..<128 { #expect(try numbers.next() == number) }
    #expect(throws: Failure.self) { try numbers.next() }
    #expect(try numbers.next() == nil)
  }
}
