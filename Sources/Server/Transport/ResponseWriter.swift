import CLws
import Glibc
import Synchronization

/// Writes one answer piece by piece, as the socket takes it; lane only.
final class ResponseWriter {
  /// What `writeNext` did.
  enum Step {
    /// A piece went out; ask for the next chance to write.
    case wrote
    /// The next piece is not there yet; `onReady` is called when it is.
    case waiting
    /// Everything went out.
    case finished
    /// The file or the stream failed, or the client is gone.
    case failed
  }

  private static let pieceBytes = 64 * 1_024

  private enum Source {
    case nothing
    case bytes([UInt8], sent: Int)
    case file(descriptor: Int32, offset: Int64, end: Int64)
    case stream(StreamPuller)
  }

  private var head: [UInt8]?
  private var source: Source
  private let isChunked: Bool

  /// Prepares the headers and the source of the body.
  ///
  /// - Parameters:
  ///   - isHead: whether the headers are all that is wanted.
  ///   - isChunkedKnown: whether the client knows chunks; else a stream ends with the connection.
  ///   - onReady: called from any thread when a stream has its next piece.
  init(
    response: HTTPResponse,
    isHead: Bool,
    isChunkedKnown: Bool = true,
    onReady: @escaping @Sendable () -> Void
  ) {
    var response = response
    var source = Source.nothing
    if !isHead {
      switch response.body {
      case .none: break
      case .bytes(let bytes): source = .bytes(bytes, sent: 0)
      case .file(let path, let offset, let count):
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor >= 0 {
          source = .file(descriptor: descriptor, offset: offset, end: offset + count)
        } else {
          response = HTTPProblem.internalError.response
          if case .bytes(let bytes) = response.body { source = .bytes(bytes, sent: 0) }
        }
      case .stream(let stream): source = .stream(StreamPuller(stream, onReady: onReady))
      }
    }
    self.source = source
    isChunked = response.length == nil && isChunkedKnown
    head = ResponseWriter.head(of: response, isChunked: isChunked)
  }

  deinit { cancel() }

  /// Lets go of the file or the stream.
  func cancel() {
    switch source {
    case .file(let descriptor, _, _): close(descriptor)
    case .stream(let puller): puller.cancel()
    case .nothing, .bytes: break
    }
    source = .nothing
  }

  /// Writes the next piece.
  func writeNext(to socket: OpaquePointer) -> Step {
    var piece: [UInt8]
    if let head {
      self.head = nil
      piece = head
      if case .bytes(let bytes, _) = source, bytes.count <= 4_096 {
        piece += bytes
        source = .nothing
      }
    } else {
      switch nextPiece() {
      case .piece(let bytes): piece = bytes
      case .none(let step): return step
      }
    }
    let written = piece.withUnsafeMutableBufferPointer { buffer in
      lws_write(socket, buffer.baseAddress, buffer.count, LWS_WRITE_HTTP)
    }
    return written < 0 ? .failed : .wrote
  }

  private enum Next {
    case piece([UInt8])
    case none(Step)
  }

  private func nextPiece() -> Next {
    switch source {
    case .nothing: return .none(.finished)
    case .bytes(let bytes, let sent):
      guard sent < bytes.count else { return .none(.finished) }
      let end = min(bytes.count, sent + ResponseWriter.pieceBytes)
      source = .bytes(bytes, sent: end)
      return .piece(Array(bytes[sent..<end]))
    case .file(let descriptor, let offset, let end):
      guard offset < end else { return .none(.finished) }
      let wanted = Int(min(Int64(ResponseWriter.pieceBytes), end - offset))
      let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        count = max(0, pread(descriptor, buffer.baseAddress, wanted, off_t(offset)))
      }
      // A file that shrank cannot keep the promised length: the cut connection says so.
      guard !piece.isEmpty else { return .none(.failed) }
      source = .file(descriptor: descriptor, offset: offset + Int64(piece.count), end: end)
      return .piece(piece)
    case .stream(let puller):
      switch puller.take() {
      case .pending: return .none(.waiting)
      case .failed: return .none(.failed)
      case .end:
        source = .nothing
        return isChunked ? .piece(Array("0\r\n\r\n".utf8)) : .none(.finished)
      case .piece(let bytes):
        guard isChunked else { return .piece(bytes) }
        return .piece(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10])
      }
    }
  }

  /// An answer that is in memory as one run of bytes.
  static func whole(_ response: HTTPResponse) -> [UInt8] {
    let head = head(of: response, isChunked: false)
    guard case .bytes(let bytes) = response.body else { return head }
    return head + bytes
  }

  private static func head(of response: HTTPResponse, isChunked: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(response.status) \(HTTPResponse.reason(of: response.status))\r\n"
    for (name, value) in response.headers { text += "\(name): \(value)\r\n" }
    if let length = response.length {
      if response.status != 204, response.status != 304 { text += "content-length: \(length)\r\n" }
    } else if isChunked {
      text += "transfer-encoding: chunked\r\n"
    }
    text += "connection: close\r\n\r\n"
    return Array(text.utf8)
  }
}
