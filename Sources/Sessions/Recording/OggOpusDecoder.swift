import COpusFile
public import Foundation
import Speech

/// Decodes an Ogg Opus file to 48 kHz mono, a piece at a time.
///
/// Plays files without a last page or with a torn one. Stereo is averaged.
public final class OggOpusDecoder {
  /// Samples in a second of what is decoded.
  public static let sampleRate = 48_000

  // Safety: opened in init, freed in deinit, never copied out of this one owner.
  private let file: OpaquePointer
  private var interleaved: [Float]

  /// Opens a file.
  ///
  /// - Throws: `cannotOpen`, or `notAudio` for a file that is no Ogg Opus.
  public init(url: URL) throws(RecordingError) {
    guard access(url.path, R_OK) == 0 else {
      throw RecordingError(.cannotOpen, "The audio file cannot be opened.")
    }
    var status: Int32 = 0
    guard let opened = op_open_file(url.path, &status) else {
      throw RecordingError(.notAudio, "The file is no Ogg Opus that can be read (\(status)).")
    }
    file = opened
    // 120 ms of stereo: as much as one call can give.
    interleaved = [Float](repeating: 0, count: 2 * 5_760)
  }

  deinit {
    op_free(file)
  }

  /// Length in ticks, or `nil` where the file does not say.
  public var duration: Duration? {
    let ticks = op_pcm_total(file, -1)
    return ticks >= 0 ? Duration(ticks: ticks) : nil
  }

  /// Up to 120 ms of samples, −1…1, or `nil` at the end; a hole in the file is passed over.
  ///
  /// - Throws: `notAudio` where decoding cannot go on.
  public func next() throws(RecordingError) -> [Float]? {
    while true {
      let count = interleaved.withUnsafeMutableBufferPointer { buffer in
        op_read_float_stereo(file, buffer.baseAddress, Int32(buffer.count))
      }
      if count == OP_HOLE { continue }
      guard count >= 0 else {
        throw RecordingError(.notAudio, "The file cannot be decoded any further (\(count)).")
      }
      guard count > 0 else { return nil }
      return [Float](unsafeUninitializedCapacity: Int(count)) { mono, initialized in
        for index in 0..<Int(count) {
          mono[index] = (interleaved[2 * index] + interleaved[2 * index + 1]) / 2
        }
        initialized = Int(count)
      }
    }
  }
}

extension OggOpusDecoder {
  /// Length of a file, or `nil` for one that is not there or does not say.
  static func duration(of url: URL) -> Duration? {
    (try? OggOpusDecoder(url: url))?.duration
  }

  /// Length of the longest of some files, or `nil` where one of them does not say.
  static func longest(of urls: [URL]) -> Duration? {
    var longest = Duration.zero
    for url in urls {
      guard let duration = duration(of: url) else { return nil }
      longest = max(longest, duration)
    }
    return longest
  }
}
