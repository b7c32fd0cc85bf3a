public import Foundation
import Speech

/// The waveform of both tracks, for drawing: the largest sample of every 50 ms.
public struct Peaks: Codable, Equatable, Sendable {
  /// Buckets in a second.
  public static let bucketsPerSecond = 20

  /// Buckets in a second.
  public var bucketsPerSecond = Peaks.bucketsPerSecond
  /// 0…100 a bucket, 100 being full scale.
  public var candidate: [Int]
  /// 0…100 a bucket, 100 being full scale.
  public var interviewer: [Int]

  private enum CodingKeys: String, CodingKey {
    case bucketsPerSecond = "buckets_per_second"
    case candidate, interviewer
  }

  /// Creates a waveform.
  public init(candidate: [Int], interviewer: [Int]) {
    self.candidate = candidate
    self.interviewer = interviewer
  }

  /// The waveform as JSON: from the cache, or computed and, for a session that is over, cached.
  ///
  /// Takes about a second of processor time an hour of track; not for a lane's thread.
  ///
  /// - Parameters:
  ///   - folder: the session's folder; a track that is not there is silent.
  ///   - isOver: whether the tracks will not grow any more.
  /// - Throws: `inputOutput`, or `notAudio` for a damaged track.
  public static func json(of folder: SessionFolder, isOver: Bool) throws(RecordingError) -> Data {
    if isOver, let cached = cached(of: folder) { return cached }
    let peaks = Peaks(
      candidate: try buckets(of: folder.candidateTrack, in: folder),
      interviewer: try buckets(of: folder.interviewerTrack, in: folder)
    )
    guard let json = try? JSONEncoder().encode(peaks) else {
      throw RecordingError(.inputOutput, "The waveform cannot be written as JSON.")
    }
    // A cache that cannot be kept costs time, nothing else.
    if isOver { try? json.write(to: folder.peaks, options: .atomic) }
    return json
  }

  /// The waveform of a session that is over, if it was computed before from tracks as long as
  /// they are now.
  public static func cached(of folder: SessionFolder) -> Data? {
    guard access(folder.peaks.path, R_OK) == 0,
      let json = try? Data(contentsOf: folder.peaks),
      let peaks = try? JSONDecoder().decode(Peaks.self, from: json),
      peaks.candidate.count == bucketCount(of: folder.candidateTrack, in: folder),
      peaks.interviewer.count == bucketCount(of: folder.interviewerTrack, in: folder)
    else { return nil }
    return json
  }

  /// The buckets of one track, as many as it lasts; none for a track that holds nothing.
  static func buckets(
    of track: URL,
    in folder: SessionFolder
  ) throws(RecordingError) -> [Int] {
    guard folder.tracks.contains(track) else { return [] }
    let decoder = try OggOpusDecoder(url: track)
    var meter = PeakMeter(samplesPerBucket: samplesPerBucket)
    while let samples = try decoder.next() { meter.add(samples) }
    let buckets = meter.finish()
    // A damaged track gives less than it lasts.
    let missing = (bucketCount(of: track, in: folder) ?? 0) - buckets.count
    return buckets + [Int](repeating: 0, count: max(0, missing))
  }

  private static let samplesPerBucket = OggOpusDecoder.sampleRate / bucketsPerSecond

  /// Buckets that a track fills, the last perhaps in part, or `nil` where it does not say.
  private static func bucketCount(of track: URL, in folder: SessionFolder) -> Int? {
    guard folder.tracks.contains(track) else { return 0 }
    return OggOpusDecoder.duration(of: track).map { duration in
      (Int(duration.ticks) + samplesPerBucket - 1) / samplesPerBucket
    }
  }
}

/// Finds the largest sample of every bucket, the last of which may be shorter.
struct PeakMeter {
  private let samplesPerBucket: Int
  private var buckets: [Int] = []
  private var largest: Float = 0
  private var count = 0

  init(samplesPerBucket: Int) {
    self.samplesPerBucket = samplesPerBucket
  }

  mutating func add(_ samples: [Float]) {
    for sample in samples {
      largest = max(largest, abs(sample))
      count += 1
      if count == samplesPerBucket { close() }
    }
  }

  mutating func finish() -> [Int] {
    if count > 0 { close() }
    return buckets
  }

  private mutating func close() {
    buckets.append(Int((min(largest, 1) * 100).rounded()))
    largest = 0
    count = 0
  }
}
