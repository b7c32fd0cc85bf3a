import Foundation

/// One running `espeak-worker`: a request goes down a pipe, a sentence comes back.
///
/// Used by one thread at a time; a worker that breaks the protocol or a deadline is killed with its
/// owner.
struct EspeakProcess: ~Copyable {
  private let identifier: pid_t
  private let requests: Int32
  private let replies: Int32
  private var buffered: [UInt8] = []

  struct Header: Decodable {
    struct Word: Decodable {
      var text: String
      var start_ms: Int64
      var end_ms: Int64
    }
    var sample_rate: Int?
    var sample_count: Int?
    var words: [Word]?
    var error: String?
  }

  /// Longest sentence that is believed, in samples: two minutes.
  static let sampleLimit = 120 * 48_000
  private static let headerLimit = 1 << 20

  init(executable: String) throws(EngineError) {
    var down: [Int32] = [-1, -1]
    var up: [Int32] = [-1, -1]
    guard pipe(&down) == 0, pipe(&up) == 0 else {
      throw EngineError(.synthesizerFailed, "no pipe to the voice worker could be made")
    }
    for end in down + up { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, down[0], 0)
    posix_spawn_file_actions_adddup2(&actions, up[1], 1)
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(executable), nil]
    var child = pid_t()
    let status = posix_spawn(&child, executable, &actions, nil, &arguments, environ)
    free(arguments[0])
    posix_spawn_file_actions_destroy(&actions)
    close(down[0])
    close(up[1])
    guard status == 0 else {
      close(down[1])
      close(up[0])
      throw EngineError(.synthesizerFailed, "the voice worker could not be started")
    }
    identifier = child
    requests = down[1]
    replies = up[0]
  }

  deinit {
    close(requests)
    close(replies)
    kill(identifier, SIGKILL)
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
  }

  /// Sends a request line and reads the reply.
  mutating func ask(
    _ line: [UInt8],
    deadline: Duration
  ) throws(EngineError) -> (header: Header, samples: [Int16]) {
    let end = ContinuousClock.now + deadline
    try send(line)
    let headerBytes = try readLine(until: end)
    guard let header = try? JSONDecoder().decode(Header.self, from: Data(headerBytes)) else {
      throw EngineError(.synthesizerFailed, "the voice worker answered with something else")
    }
    let count = header.sample_count ?? 0
    guard (0...EspeakProcess.sampleLimit).contains(count) else {
      throw EngineError(.synthesizerFailed, "the voice worker promised too many samples")
    }
    let bytes = try read(count * 2, until: end)
    let samples = (0..<count).map { index in
      Int16(bitPattern: UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8)
    }
    return (header, samples)
  }

  private func send(_ line: [UInt8]) throws(EngineError) {
    var sent = 0
    while sent < line.count {
      let count = line[sent...].withUnsafeBytes { write(requests, $0.baseAddress, $0.count) }
      guard count > 0 else {
        throw EngineError(.synthesizerFailed, "the voice worker is gone")
      }
      sent += count
    }
  }

  private mutating func readLine(until end: ContinuousClock.Instant) throws(EngineError) -> [UInt8]
  {
    while true {
      if let newline = buffered.firstIndex(of: 10) {
        let line = Array(buffered[..<newline])
        buffered.removeSubrange(...newline)
        return line
      }
      guard buffered.count < EspeakProcess.headerLimit else {
        throw EngineError(.synthesizerFailed, "the voice worker answered without end")
      }
      try fill(until: end)
    }
  }

  private mutating func read(
    _ count: Int,
    until end: ContinuousClock.Instant
  ) throws(EngineError) -> [UInt8] {
    while buffered.count < count { try fill(until: end) }
    let bytes = Array(buffered[..<count])
    buffered.removeSubrange(..<count)
    return bytes
  }

  private mutating func fill(until end: ContinuousClock.Instant) throws(EngineError) {
    let left = (end - ContinuousClock.now).inMillisecondsRoundedUp
    var descriptor = pollfd(fd: replies, events: Int16(POLLIN), revents: 0)
    guard left > 0, poll(&descriptor, 1, left) > 0 else {
      throw EngineError(.timedOut, "the voice worker did not answer in time")
    }
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    let count = Foundation.read(replies, &piece, piece.count)
    guard count > 0 else { throw EngineError(.synthesizerFailed, "the voice worker is gone") }
    buffered.append(contentsOf: piece[..<count])
  }
}

extension Duration {
  fileprivate var inMillisecondsRoundedUp: Int32 {
    let (seconds, attoseconds) = components
    let milliseconds = seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: milliseconds)
  }
}
