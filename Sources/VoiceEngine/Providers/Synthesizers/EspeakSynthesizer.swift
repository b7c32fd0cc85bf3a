import Dispatch
import Foundation
import Speech
import Synchronization

/// Speaks with espeak-ng on this machine: offline, a hundred languages, plainly a machine's voice.
///
/// The library is not linked here: a few `espeak-worker` processes are kept running and are asked
/// over pipes. A worker that dies is started again, and its sentence is tried once more.
public final class EspeakSynthesizer: SpeechSynthesizer {
  /// Speed, in words a minute of English.
  static let wordsPerMinute = 155

  private let executable: String
  private let deadline: Duration
  private let workers: [Worker]
  private let turn = Atomic<Int>(0)

  /// Creates a synthesizer; processes start with the first sentence.
  ///
  /// - Parameters:
  ///   - executable: path of `espeak-worker`, or `nil` for the one beside this executable.
  ///   - workers: processes that speak at the same time.
  ///   - deadline: longest wait for one sentence.
  /// - Throws: `EngineError.Code.synthesizerFailed` when there is no such executable.
  public init(
    executable: String? = nil,
    workers: Int = 2,
    deadline: Duration = .seconds(5)
  ) throws(EngineError) {
    let path = executable ?? EspeakSynthesizer.workerBesideThisExecutable()
    guard access(path, X_OK) == 0 else {
      throw EngineError(.synthesizerFailed, "no executable at \(path)")
    }
    self.executable = path
    self.deadline = deadline
    self.workers = (0..<max(1, workers)).map { Worker(number: $0) }
    // A worker that dies between two requests must not take this process with it.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Speaks a sentence.
  public func synthesize(
    _ request: SynthesisRequest
  ) async throws(EngineError) -> SynthesizedSpeech {
    let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
    let worker = workers[abs(number) % workers.count]
    let line = EspeakSynthesizer.line(for: request)
    let result = await worker.ask(line, executable: executable, deadline: deadline)
    return try EspeakSynthesizer.speech(try result.get())
  }

  private static func line(for request: SynthesisRequest) -> [UInt8] {
    struct Line: Encodable {
      var text: String
      var voice: String
      var words_per_minute: Int
    }
    let line = Line(
      text: request.text,
      voice: request.voice ?? request.language.lowercased(),
      words_per_minute: wordsPerMinute
    )
    let encoded = (try? JSONEncoder().encode(line)) ?? Data()
    return Array(encoded) + [10]
  }

  private static func speech(
    _ reply: (header: EspeakProcess.Header, samples: [Int16])
  ) throws(EngineError) -> SynthesizedSpeech {
    guard let rate = reply.header.sample_rate, reply.header.error == nil else {
      throw EngineError(.synthesizerFailed, "the voice worker could not speak the sentence")
    }
    let words = (reply.header.words ?? []).map { word in
      WordTiming(
        text: word.text,
        start: SampleTime(milliseconds: word.start_ms),
        end: SampleTime(milliseconds: word.end_ms)
      )
    }
    return SynthesizedSpeech(
      samples: reply.samples.map { Float($0) / 32_768 },
      sampleRate: rate,
      words: words
    )
  }

  private static func workerBesideThisExecutable() -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("espeak-worker").path
  }
}

/// A queue with at most one process behind it.
private final class Worker: Sendable {
  typealias Reply = (header: EspeakProcess.Header, samples: [Int16])

  private let queue: DispatchQueue
  private let process = Mutex<EspeakProcess?>(nil)

  init(number: Int) {
    queue = DispatchQueue(label: "espeak-\(number)")
  }

  func ask(
    _ line: [UInt8],
    executable: String,
    deadline: Duration
  ) async -> Result<Reply, EngineError> {
    await withCheckedContinuation { continuation in
      queue.async {
        var result = self.attempt(line, executable: executable, deadline: deadline)
        if case .failure(let error) = result, error.code == .synthesizerFailed {
          result = self.attempt(line, executable: executable, deadline: deadline)
        }
        continuation.resume(returning: result)
      }
    }
  }

  private func attempt(
    _ line: [UInt8],
    executable: String,
    deadline: Duration
  ) -> Result<Reply, EngineError> {
    process.withLock { slot in
      do throws(EngineError) {
        var running: EspeakProcess
        if let kept = slot.take() {
          running = kept
        } else {
          running = try EspeakProcess(executable: executable)
        }
        // Thrown from here the process is not put back: it is out of step with its requests.
        let reply = try running.ask(line, deadline: deadline)
        slot = consume running
        return .success(reply)
      } catch {
        return .failure(error)
      }
    }
  }
}
