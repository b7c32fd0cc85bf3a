import COgg
public import Foundation
public import Speech
import VoiceEngine

/// A packet as it is stored, with its place on the session's clock.
public struct RecordedPacket: Equatable, Sendable {
  /// Where the packet begins.
  public var start: SampleTime
  /// The Opus packet.
  public var bytes: [UInt8]

  /// Creates a packet.
  public init(start: SampleTime, bytes: [UInt8]) {
    self.start = start
    self.bytes = bytes
  }
}

/// Reads the packets of an Ogg Opus file exactly as they are stored.
///
/// What is torn at the end or damaged in the middle is skipped: the packets after a hole keep their
/// place, because every page says where it ends. Only the first stream of a file is read.
public final class RecordingReader {
  private let pages: PageSource
  private var stream = ogg_stream_state()
  private var hasStream = false
  private var headers = 0
  private var position: Int64 = 0
  private var ready: ArraySlice<RecordedPacket> = []

  /// Opens a file.
  ///
  /// - Throws: `cannotOpen`.
  public init(url: URL) throws(RecordingError) {
    pages = try PageSource(path: url.path)
  }

  deinit {
    if hasStream { ogg_stream_clear(&stream) }
  }

  /// The next packet, or `nil` at the end; the two header packets are passed over.
  ///
  /// - Throws: `notAudio` for a file without an Opus header, or `inputOutput`.
  public func next() throws(RecordingError) -> RecordedPacket? {
    while ready.isEmpty {
      guard let page = try pages.next() else {
        guard headers > 0 else {
          throw RecordingError(.notAudio, "The file holds no Ogg Opus stream.")
        }
        return nil
      }
      try take(page)
    }
    return ready.popFirst()
  }

  private func take(_ page: PageSource.Page) throws(RecordingError) {
    if !hasStream {
      guard ogg_stream_init(&stream, page.serial) == 0 else {
        throw RecordingError(.libraryRefused, "libogg gave no stream.")
      }
      hasStream = true
    }
    guard pages.give(to: &stream) else { return }
    var bodies: [[UInt8]] = []
    var packet = ogg_packet()
    while true {
      let status = ogg_stream_packetout(&stream, &packet)
      if status == 0 { break }
      // −1 is a hole: pages are missing before this one.
      guard status == 1, let bytes = packet.packet else { continue }
      bodies.append(Array(UnsafeBufferPointer(start: bytes, count: packet.bytes)))
    }
    place(try droppingHeaders(bodies), on: page)
  }

  private func droppingHeaders(_ bodies: [[UInt8]]) throws(RecordingError) -> ArraySlice<[UInt8]> {
    var rest = bodies[...]
    while headers < 2, let body = rest.popFirst() {
      if headers == 0, !body.starts(with: Array("OpusHead".utf8)) {
        throw RecordingError(.notAudio, "The file holds no Ogg Opus stream.")
      }
      headers += 1
    }
    return rest
  }

  private func place(_ bodies: ArraySlice<[UInt8]>, on page: PageSource.Page) {
    let total = bodies.reduce(0) { $0 + (OpusDecoder.durationTicks(of: $1) ?? 0) }
    // The last page of a stream says where to stop playing, which is before the packets' end.
    if page.granule >= total, !page.isLast { position = page.granule - total }
    for body in bodies {
      ready.append(RecordedPacket(start: SampleTime(ticks: position), bytes: body))
      position += OpusDecoder.durationTicks(of: body) ?? 0
    }
  }
}
