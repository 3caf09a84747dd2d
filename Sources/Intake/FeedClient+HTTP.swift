import Foundation
import FoundationNetworking

extension FeedClient {
  /// - Parameter addresses: the addresses of a host.
  static func http(
    agent: String, addresses: @escaping @Sendable (String) -> [IPAddress]
  ) -> Self {
    Self { request async throws(FeedProblem) in
      let result = await withCheckedContinuation { continuation in
        Exchange(request, agent: agent, addresses: addresses) { continuation.resume(returning: $0) }
          .start()
      }
      return try result.get()
    }
  }
}

/// One question and its answer.
///
/// Whether an address is private is asked before each step, and the transport then looks the name up once
/// more: who answers differently the second time is not caught.
// Unchecked: everything but `start` runs on `queue`.
private final class Exchange: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private let request: FeedRequest
  private let agent: String
  private let addresses: @Sendable (String) -> [IPAddress]
  private let queue = DispatchQueue(label: "watchfloor.exchange")
  /// `nil` when it was called.
  private var onEnd: ((Result<FeedAnswer, FeedProblem>) -> Void)?

  private var session: URLSession?
  private var deadline: DispatchWorkItem?
  private var redirects = 0
  private var validators = FeedRequest.Validators()
  private var content: [UInt8] = []

  private static let redirectLimit = 5

  init(
    _ request: FeedRequest, agent: String, addresses: @escaping @Sendable (String) -> [IPAddress],
    onEnd: @escaping (Result<FeedAnswer, FeedProblem>) -> Void
  ) {
    self.request = request
    self.agent = agent
    self.addresses = addresses
    self.onEnd = onEnd
  }

  func start() {
    queue.async { self.ask() }
  }

  private func ask() {
    if let problem = problem(with: request.feed.url) { return end(.failure(problem)) }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.urlCache = nil
    configuration.httpCookieStorage = nil
    // Ours alone counts: the transport's own would come upon it in the middle of a redirect.
    configuration.timeoutIntervalForRequest = request.feed.timeout + 3600
    let operations = OperationQueue()
    operations.underlyingQueue = queue
    operations.maxConcurrentOperationCount = 1
    let session = URLSession(
      configuration: configuration, delegate: self, delegateQueue: operations)
    self.session = session

    var question = URLRequest(url: request.feed.url)
    question.cachePolicy = .reloadIgnoringLocalCacheData
    question.setValue(agent, forHTTPHeaderField: "User-Agent")
    question.setValue(request.validators.etag, forHTTPHeaderField: "If-None-Match")
    question.setValue(request.validators.lastModified, forHTTPHeaderField: "If-Modified-Since")
    session.dataTask(with: question).resume()

    let deadline = DispatchWorkItem { [weak self] in
      guard let self else { return }
      self.end(.failure(.noAnswer(seconds: self.request.feed.timeout)))
    }
    self.deadline = deadline
    queue.asyncAfter(deadline: .now() + request.feed.timeout, execute: deadline)
  }

  /// The first end counts.
  private func end(_ result: Result<FeedAnswer, FeedProblem>) {
    guard let onEnd else { return }
    self.onEnd = nil
    deadline?.cancel()
    session?.invalidateAndCancel()
    onEnd(result)
  }

  /// Why `url` is not asked. `nil`: it may be.
  private func problem(with url: URL) -> FeedProblem? {
    guard let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
      let host = url.host(), !host.isEmpty
    else { return .notHTTP(url.absoluteString) }
    if request.feed.allowsPrivate { return nil }
    let found = addresses(host.trimmingCharacters(in: ["[", "]"]))
    if found.isEmpty { return .noSuchHost(host) }
    return found.first { !$0.isPublic }.map { .isPrivate(host, $0.description) }
  }

  // MARK: What the transport tells

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    // An exchange that has ended is cancelled; the transport does not expect a word any more.
    guard onEnd != nil else { return }
    redirects += 1
    // Read by us: the transport makes an address of http of whatever stands there.
    let place = response.value(forHTTPHeaderField: "Location") ?? ""
    let url = URL(string: place, relativeTo: response.url)?.absoluteURL
    let problem: FeedProblem? =
      if redirects > Self.redirectLimit {
        .tooManyRedirects(Self.redirectLimit)
      } else if let url {
        problem(with: url)
      } else {
        .notHTTP(place)
      }
    var next = newRequest
    next.url = url
    completionHandler(problem == nil ? next : nil)
    if let problem { end(.failure(problem)) }
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    guard onEnd != nil, let response = response as? HTTPURLResponse else { return }
    completionHandler(.allow)
    switch response.statusCode {
    case 200..<300:
      validators.etag = response.value(forHTTPHeaderField: "ETag")
      validators.lastModified = response.value(forHTTPHeaderField: "Last-Modified")
      if response.expectedContentLength > Int64(request.feed.sizeLimit) {
        end(.failure(.tooLarge(limit: request.feed.sizeLimit)))
      }
    case 304: end(.success(.unchanged))
    case let code:
      let meaning = HTTPURLResponse.localizedString(forStatusCode: code)
      end(.failure(.status(code, meaning: meaning)))
    }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard onEnd != nil else { return }
    content += data
    if content.count > request.feed.sizeLimit {
      content = []
      end(.failure(.tooLarge(limit: request.feed.sizeLimit)))
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if let error {
      end(.failure(words(for: error)))
    } else {
      end(.success(.content(content, validators)))
    }
  }

  private func words(for error: any Error) -> FeedProblem {
    let host = request.feed.url.host() ?? ""
    return switch (error as? URLError)?.code {
    case .timedOut?: .noAnswer(seconds: request.feed.timeout)
    case .cannotFindHost?, .dnsLookupFailed?: .noSuchHost(host)
    case .cannotConnectToHost?: .failed("'\(host)' takes no connection")
    case .networkConnectionLost?: .failed("the connection to '\(host)' was lost")
    case .secureConnectionFailed?, .serverCertificateUntrusted?, .serverCertificateHasBadDate?,
      .serverCertificateHasUnknownRoot?, .serverCertificateNotYetValid?:
      .failed("the certificate of '\(host)' is not to be trusted")
    default: .failed(error.localizedDescription)
    }
  }
}
