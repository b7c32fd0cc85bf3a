import COgg
import Glibc

/// Where the whole pages of an Ogg file end, and what the last of them says.
struct OggTail: Equatable {
  /// Bytes up to the end of the last whole page.
  var byteCount: Int64
  /// Bytes of the file, a torn page at its end included.
  var fileByteCount: Int64
  /// The stream's serial number.
  var serial: Int32
  /// The last page's number.
  var pageNumber: Int
  /// Largest granule position: ticks of all packets.
  var granule: Int64
  /// Whether the stream was ended.
  var isEnded: Bool

  /// Reads a file from its start, page by page, with each page's checksum.
  ///
  /// - Returns: `nil` for a file that does not hold both header pages whole.
  /// - Throws: `cannotOpen` or `inputOutput`.
  init?(ofFileAt path: String) throws(RecordingError) {
    let source = try PageSource(path: path)
    self.init(byteCount: 0, fileByteCount: 0, serial: 0, pageNumber: -1, granule: 0, isEnded: false)
    var pages = 0
    while let page = try source.next() {
      if pages == 0 { serial = page.serial }
      guard page.serial == serial else { continue }
      pages += 1
      byteCount = page.endOffset
      pageNumber = page.number
      isEnded = page.isLast
      granule = max(granule, page.granule)
    }
    fileByteCount = source.byteCount
    guard pages >= 2 else { return nil }
  }

  private init(
    byteCount: Int64,
    fileByteCount: Int64,
    serial: Int32,
    pageNumber: Int,
    granule: Int64,
    isEnded: Bool
  ) {
    self.byteCount = byteCount
    self.fileByteCount = fileByteCount
    self.serial = serial
    self.pageNumber = pageNumber
    self.granule = granule
    self.isEnded = isEnded
  }
}
