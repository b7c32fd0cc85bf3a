public import Foundation
import Speech
import VoiceEngine

/// Makes one Ogg Opus file of both voices.
///
/// The tracks share a clock, so they are summed sample by sample. Both are decoded and encoded a
/// packet at a time: memory does not grow with the session.
public enum MixExporter {
  /// Bits a second of the mix.
  public static let bitsPerSecond = 40_000
  /// The encoder's effort, 0…10: somebody waits for the mix, and the rate makes up for it.
  static let complexity = 1

  /// The mix of a session: the cached file, or a new one.
  ///
  /// Takes about 20 s of processor time an hour of session; not for a lane's thread. The mix of a
  /// session that still runs has a file of its own and is made anew with each call, so that it can
  /// never be taken for the whole.
  ///
  /// - Parameter isOver: whether the tracks will not grow any more.
  /// - Returns: the file; where neither party was recorded there is none.
  /// - Throws: `diskFull`, `inputOutput`, or `notAudio` for a damaged track.
  public static func mix(of folder: SessionFolder, isOver: Bool) throws(RecordingError) -> URL? {
    if isOver, let cached = cachedMix(of: folder) { return cached }
    let target = isOver ? folder.mix : folder.runningMix
    // A name of its own: two requests may come at once, and each renames a whole file.
    let temporary = folder.url.appendingPathComponent("mix-\(UUID().uuidString).part")
    defer { unlink(temporary.path) }
    guard try makeMix(of: folder, at: temporary) else { return nil }
    guard rename(temporary.path, target.path) == 0 else {
      throw RecordingError.system(errno, doing: "be renamed")
    }
    if isOver { unlink(folder.runningMix.path) }
    return target
  }

  /// The whole mix of a session that is over, if it was made before.
  ///
  /// A file that is not as long as the tracks was made of less than all of them and is not given.
  public static func cachedMix(of folder: SessionFolder) -> URL? {
    guard let mix = OggOpusDecoder.duration(of: folder.mix),
      mix == OggOpusDecoder.longest(of: folder.tracks)
    else { return nil }
    return folder.mix
  }

  /// Writes the mix of what is recorded so far into a file outside the cache.
  ///
  /// - Returns: `false`, and no file, where neither party was recorded.
  static func makeMix(of folder: SessionFolder, at url: URL) throws(RecordingError) -> Bool {
    let tracks = folder.tracks
    guard !tracks.isEmpty else { return false }
    try write(tracks, to: url)
    return true
  }

  /// Sums tracks into a file, which becomes as long as the longest of them says it is.
  ///
  /// The encoder delays by as much as the header tells the player to skip, so the mix lies on the
  /// tracks' clock; packets go on until that delay is flushed.
  static func write(_ tracks: [URL], to url: URL) throws(RecordingError) {
    var sources: [MixSource] = []
    for track in tracks { sources.append(MixSource(decoder: try OggOpusDecoder(url: track))) }
    // A damaged track gives less than it lasts; without the rest the mix would not be trusted.
    let whole = OggOpusDecoder.longest(of: tracks)?.ticks ?? 0
    let writer = try OggOpusWriter(file: try PageFile(path: url.path))
    do {
      var encoder = try OpusEncoder(
        sampleRate: OggOpusDecoder.sampleRate,
        bitsPerSecond: bitsPerSecond,
        complexity: complexity
      )
      var length: Int64 = 0
      while true {
        let (samples, held) = try sum(&sources, count: encoder.packetSamples)
        let missing = min(Int64(encoder.packetSamples), max(0, whole - length))
        let count = max(Int64(held), missing)
        length += count
        let packet = try encoder.encode(samples.map(SoftLimiter.limit))
        let isLast = writer.granule + OpusEncoder.packetTicks >= length + OggOpusWriter.preSkip
        if count < encoder.packetSamples, isLast {
          return try writer.finish(with: packet, end: length)
        }
        try writer.append(packet, ticks: OpusEncoder.packetTicks)
      }
    } catch let error as RecordingError {
      throw error
    } catch {
      throw RecordingError(.libraryRefused, "The mix could not be encoded.")
    }
  }

  /// The next samples of all tracks together, filled up with silence.
  ///
  /// - Returns: `[count]` samples, and how many of them any track still held.
  private static func sum(
    _ sources: inout [MixSource],
    count: Int
  ) throws(RecordingError) -> (samples: [Float], held: Int) {
    var total = [Float](repeating: 0, count: count)
    var held = 0
    for index in sources.indices {
      let samples = try sources[index].next(count)
      held = max(held, samples.count)
      for (offset, sample) in samples.enumerated() { total[offset] += sample }
    }
    return (total, held)
  }
}

/// A track that gives as many samples as are asked for.
private struct MixSource {
  let decoder: OggOpusDecoder
  private var waiting: ArraySlice<Float> = []

  init(decoder: OggOpusDecoder) {
    self.decoder = decoder
  }

  /// `count` samples, or fewer at the end of the track.
  mutating func next(_ count: Int) throws(RecordingError) -> ArraySlice<Float> {
    while waiting.count < count, let more = try decoder.next() {
      waiting = (Array(waiting) + more)[...]
    }
    defer { waiting = waiting.dropFirst(count) }
    return waiting.prefix(count)
  }
}

/// Keeps a sum of voices within full scale without the crackle of clipping.
///
/// Linear up to 0.7, then a hyperbolic tangent that never reaches 1 and has no corner.
enum SoftLimiter {
  private static let knee: Float = 0.7

  /// −1…1 for any finite sample.
  static func limit(_ sample: Float) -> Float {
    let size = abs(sample)
    guard size > knee else { return sample }
    let bent = knee + (1 - knee) * tanh((size - knee) / (1 - knee))
    return sample < 0 ? -bent : bent
  }
}
