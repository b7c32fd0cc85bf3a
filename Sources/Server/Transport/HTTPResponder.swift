import Synchronization

/// The way back for one request: the first answer wins, from any thread, whether or not the client
/// is still there.
final class HTTPResponder: Sendable {
  private let lane: Lane
  private let deliver: Mutex<(@Sendable (HTTPResponse) -> Void)?>

  /// Creates a responder whose answer is delivered on a lane.
  init(lane: Lane, deliver: @escaping @Sendable (HTTPResponse) -> Void) {
    self.lane = lane
    self.deliver = Mutex(deliver)
  }

  /// Sends the answer.
  func respond(_ response: HTTPResponse) {
    guard let deliver = deliver.withLock({ $0.take() }) else { return }
    if lane.isCurrent { deliver(response) } else { lane.async { deliver(response) } }
  }

  /// Sends an error.
  func respond(_ problem: HTTPProblem) { respond(problem.response) }
}
