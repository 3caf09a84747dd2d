import ArgumentParser

/// How much a command lists.
struct LimitOptions: ParsableArguments {
  @Option(help: "At most so many.") var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is 1 or more.") }
  }
}
