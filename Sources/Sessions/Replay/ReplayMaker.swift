public import Foundation

/// Makes mixes and waveforms for whoever listens, beside interviews that run.
///
/// All are made by one thread of low priority, one at a time; who asks for what is being made
/// waits for the same. What is in the cache is given at once.
public final class ReplayMaker: Sendable {
  private struct Key: Hashable {
    var folder: URL
    var isOver: Bool
    var isMix: Bool
  }

  private enum Product: Sendable {
    case mix(URL?)
    case peaks(Data)
  }

  private let work: SharedWork<Key, Product>

  /// Creates a maker that has nothing to do.
  ///
  /// - Parameter maximumWaiting: most files that wait behind the one that is being made, at
  ///   least 0.
  public init(maximumWaiting: Int = 16) {
    work = SharedWork(maximumWaiting: max(0, maximumWaiting))
  }

  /// The mix of a session, as `MixExporter.mix` makes it.
  ///
  /// - Throws: `busy` when too many wait already, or what making it throws.
  public func mix(of folder: SessionFolder, isOver: Bool) async throws(RecordingError) -> URL? {
    if isOver, let cached = MixExporter.cachedMix(of: folder) { return cached }
    let key = Key(folder: folder.url, isOver: isOver, isMix: true)
    let product = try await work.value(key) { () throws(RecordingError) in
      .mix(try MixExporter.mix(of: folder, isOver: isOver))
    }
    guard case .mix(let url) = product else { return nil }
    return url
  }

  /// The waveform of a session, as `Peaks.json` computes it.
  ///
  /// - Throws: `busy` when too many wait already, or what computing it throws.
  public func peaks(of folder: SessionFolder, isOver: Bool) async throws(RecordingError) -> Data {
    if isOver, let cached = Peaks.cached(of: folder) { return cached }
    let key = Key(folder: folder.url, isOver: isOver, isMix: false)
    let product = try await work.value(key) { () throws(RecordingError) in
      .peaks(try Peaks.json(of: folder, isOver: isOver))
    }
    guard case .peaks(let json) = product else { return Data() }
    return json
  }
}
