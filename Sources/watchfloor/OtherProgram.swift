import Foundation
import Glibc

/// Another program with its arguments, one word each: never a line for a shell to read.
struct OtherProgram: Sendable {
  /// Where it lies.
  private let path: String
  private let words: [String]

  /// `nil` when there is no such program: not at this path, nor, for a bare name, in `$PATH`.
  ///
  /// - Parameter words: its name, and what it is given.
  init?(_ words: [String]) {
    guard let name = words.first, let path = Self.path(of: name) else { return nil }
    self.path = path
    self.words = words
  }

  /// As a person knows it.
  var name: String { URL(filePath: path).lastPathComponent }

  /// Runs it to its end on the terminal of this process.
  ///
  /// - Parameters:
  ///   - input: what it reads as standard input. `nil`: the terminal.
  ///   - begun: told its number, and 0 when it has ended.
  /// - Returns: its exit code; 128 and the signal's number when one ended it.
  func run(input: Int32? = nil, _ begun: (pid_t) -> Void) throws(POSIXError) -> Int32 {
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    defer { if terminal >= 0 { close(terminal) } }
    let screen = terminal >= 0 ? terminal : STDOUT_FILENO
    let process = try start(descriptors: [input ?? screen, screen, screen])
    begun(process)
    defer { begun(0) }
    return try Self.wait(for: process)
  }

  /// Starts it in a session of its own, where it has no terminal, and tells when it has ended.
  func detach(input: Int32? = nil, _ tell: @escaping @Sendable (Int32) -> Void)
    throws(POSIXError)
  {
    let nothing = Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(nothing) }
    let process = try start(descriptors: [input ?? nothing, nothing, nothing], isDetached: true)
    // A browser may run for days: a thread of its own, which only sleeps.
    Thread.detachNewThread { tell((try? Self.wait(for: process)) ?? 0) }
  }

  /// - Parameter descriptors: those that it has from 0 on. All others of ours close themselves.
  private func start(descriptors: [Int32], isDetached: Bool = false) throws(POSIXError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    // What this process does with signals is its own affair.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, standard) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&standard)
    for signal in [SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGTSTP, SIGPIPE] {
      sigaddset(&standard, signal)
    }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &standard)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags) | (isDetached ? Self.newSession : 0))

    func list(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
      words.map { strdup($0) } + [nil]
    }
    let arguments = list(words)
    let settings = list(ProcessInfo.processInfo.environment.map { "\($0)=\($1)" })
    defer { for word in arguments + settings { free(word) } }
    var process = pid_t()
    let error = posix_spawn(&process, path, &actions, &attributes, arguments, settings)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
    return process
  }

  /// POSIX_SPAWN_SETSID of glibc, which Swift does not see.
  private static let newSession: Int16 = 0x80

  private static func wait(for process: pid_t) throws(POSIXError) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) != process {
      guard errno == EINTR else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECHILD) }
    }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 : 128 + signal
  }

  private static func path(of name: String) -> String? {
    if name.contains("/") { return isProgram(name) ? name : nil }
    // A folder that depends on where one stands may hold anything.
    let folders = variable("PATH")?.split(separator: ":").filter { $0.hasPrefix("/") } ?? []
    return folders.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}

/// A variable of the environment. `nil` also for an empty one.
func variable(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}
