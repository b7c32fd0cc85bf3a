import COgg
import Glibc

/// Reads the whole pages of an Ogg file in order; what is torn or damaged between them is skipped.
final class PageSource {
  /// One page, with its place in the file.
  struct Page {
    /// The stream's serial number.
    var serial: Int32
    /// Number of the page in its stream.
    var number: Int
    /// Granule position, or −1 where no packet ends on the page (the format's own sign).
    var granule: Int64
    /// Whether it is marked as the stream's last.
    var isLast: Bool
    /// Offset just after the page.
    var endOffset: Int64
  }

  private static let readSize = 16_384

  private let descriptor: Int32
  private var sync = ogg_sync_state()
  private var page = ogg_page()
  private var scanned: Int64 = 0
  /// Bytes read so far; the file's size once `next` has given `nil`.
  private(set) var byteCount: Int64 = 0

  /// Opens a file.
  init(path: String) throws(RecordingError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    ogg_sync_init(&sync)
    guard descriptor >= 0 else {
      throw RecordingError(
        .cannotOpen,
        "The audio file cannot be opened: \(String(cString: strerror(errno)))."
      )
    }
  }

  deinit {
    ogg_sync_clear(&sync)
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next whole page, or `nil` at the end.
  func next() throws(RecordingError) -> Page? {
    while true {
      let count = ogg_sync_pageseek(&sync, &page)
      scanned += Int64(abs(count))
      if count > 0 {
        return Page(
          serial: Int32(ogg_page_serialno(&page)),
          number: ogg_page_pageno(&page),
          granule: ogg_page_granulepos(&page),
          isLast: ogg_page_eos(&page) != 0,
          endOffset: scanned
        )
      }
      if count == 0, try !fill() { return nil }
    }
  }

  /// Hands the page that `next` gave last to a stream.
  ///
  /// - Returns: whether the page belongs to the stream and was taken.
  func give(to stream: inout ogg_stream_state) -> Bool {
    ogg_stream_pagein(&stream, &page) == 0
  }

  private func fill() throws(RecordingError) -> Bool {
    guard let buffer = ogg_sync_buffer(&sync, PageSource.readSize) else {
      throw RecordingError(.libraryRefused, "libogg gave no memory.")
    }
    while true {
      let count = read(descriptor, buffer, PageSource.readSize)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw RecordingError.system(errno, doing: "be read") }
      byteCount += Int64(count)
      ogg_sync_wrote(&sync, count)
      return count > 0
    }
  }
}
