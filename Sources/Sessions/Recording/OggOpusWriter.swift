import COgg

/// Writes one mono Opus stream into an Ogg file, in whole pages (RFC 7845).
///
/// The packets come from encoders whose lookahead is not known; libopus, and the browsers that use
/// it, delay by 312 ticks (6.5 ms). So the header asks a player to skip the first 312 ticks:
/// sound that entered the encoder at tick *t* of the session is then heard at *t* of the file. A
/// granule position counts decoded ticks, the skipped ones included, so a file of duration *d* ends
/// with granule *d* + 312.
final class OggOpusWriter {
  /// Ticks a player drops at the start.
  static let preSkip: Int64 = 312
  /// A page is closed when it holds this much, so that a crash costs at most that.
  static let pageTicks: Int64 = 24_000

  private var stream = ogg_stream_state()
  private let file: PageFile
  private var packetNumber: Int64
  private var pageStart: Int64

  /// Ticks of all packets so far.
  private(set) var granule: Int64
  /// Whether packets wait for the end of their page, or their page for the disk.
  var hasUnwritten: Bool { granule > pageStart || file.hasUnsentPages }
  /// Pages that a full disk made us give up.
  var lostPages: Int { file.lostPages }

  /// Begins a new stream; its two header pages wait for the next flush.
  init(file: PageFile, serial: Int32 = .random(in: 0 ... .max)) throws(RecordingError) {
    self.file = file
    packetNumber = 0
    granule = 0
    pageStart = 0
    guard ogg_stream_init(&stream, serial) == 0 else {
      throw RecordingError(.libraryRefused, "libogg gave no stream.")
    }
    for header in [OggOpusWriter.identification, OggOpusWriter.tags] {
      try put(header, granule: 0, isFirst: header == OggOpusWriter.identification, isLast: false)
      // Each header has pages of its own.
      closePage()
    }
  }

  /// Goes on with a stream whose last whole page is known.
  init(file: PageFile, after tail: OggTail) throws(RecordingError) {
    self.file = file
    packetNumber = 2
    granule = tail.granule
    pageStart = tail.granule
    guard ogg_stream_init(&stream, tail.serial) == 0 else {
      throw RecordingError(.libraryRefused, "libogg gave no stream.")
    }
    stream.pageno = tail.pageNumber + 1
    // The beginning of the stream is in the file already.
    stream.b_o_s = 1
  }

  deinit {
    ogg_stream_clear(&stream)
  }

  /// Adds one packet that lasts `ticks`; full pages are written.
  ///
  /// - Throws: `diskFull` or `inputOutput`; the packet is kept and its page tried again.
  func append(_ packet: [UInt8], ticks: Int64) throws(RecordingError) {
    granule += ticks
    try put(packet, granule: granule, isFirst: false, isLast: false)
    if granule - pageStart >= OggOpusWriter.pageTicks { try flush() }
  }

  /// Closes the page that is being filled, and writes all that waits.
  func flush() throws(RecordingError) {
    closePage()
    try file.send()
  }

  /// Adds the stream's last packet; a player stops at `end` although the packet lasts longer.
  ///
  /// - Parameter end: 0 ≤ `end` + `preSkip` − `granule` ≤ the packet's ticks.
  func finish(with packet: [UInt8], end: Int64) throws(RecordingError) {
    granule = end + OggOpusWriter.preSkip
    try put(packet, granule: granule, isFirst: false, isLast: true)
    closePage()
    try sendRest()
  }

  /// Writes what waits, and waits until the disk holds it.
  func sendRest() throws(RecordingError) {
    try file.send()
    try file.synchronize()
  }

  private func put(
    _ packet: [UInt8],
    granule: Int64,
    isFirst: Bool,
    isLast: Bool
  ) throws(RecordingError) {
    var bytes = packet
    let status = bytes.withUnsafeMutableBufferPointer { buffer in
      var packet = ogg_packet(
        packet: buffer.baseAddress,
        bytes: buffer.count,
        b_o_s: isFirst ? 1 : 0,
        e_o_s: isLast ? 1 : 0,
        granulepos: granule,
        packetno: packetNumber
      )
      // libogg copies the bytes before it returns.
      return ogg_stream_packetin(&stream, &packet)
    }
    guard status == 0 else { throw RecordingError(.libraryRefused, "libogg took no packet.") }
    packetNumber += 1
  }

  private func closePage() {
    var page = ogg_page()
    while ogg_stream_flush(&stream, &page) != 0 {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(page.header_len + page.body_len)
      bytes.append(contentsOf: UnsafeBufferPointer(start: page.header, count: page.header_len))
      bytes.append(contentsOf: UnsafeBufferPointer(start: page.body, count: page.body_len))
      file.append(bytes)
    }
    pageStart = granule
  }

  // RFC 7845, section 5.1: version 1, one channel, pre-skip, the rate before encoding (for display
  // only), no gain, mapping family 0.
  private static let identification: [UInt8] =
    Array("OpusHead".utf8) + [1, 1] + littleEndian(UInt16(preSkip))
    + littleEndian(UInt32(48_000)) + littleEndian(UInt16(0)) + [0]

  // RFC 7845, section 5.2. No comments: a file that is passed on says nothing of its speaker.
  private static let tags: [UInt8] =
    Array("OpusTags".utf8) + littleEndian(UInt32(vendor.utf8.count)) + Array(vendor.utf8)
    + littleEndian(UInt32(0))

  private static let vendor = "vivavoce"

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
