import Speech
import Synchronization
import VoiceEngine

/// One utterance of the candidate at a desk.
// One utterance; the interview and whoever answers it are the same thread.
final class DeskUtterance: RecognitionStream {
  private struct Heard {
    var start: SampleTime?
    var end = SampleTime.zero
    var isFinished = false
  }

  let report: @Sendable (RecognitionUpdate) -> Void
  private let number: Int
  private let desk: PortDesk
  private let heard = Mutex(Heard())

  init(
    number: Int,
    desk: PortDesk,
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) {
    self.number = number
    self.desk = desk
    self.report = report
  }

  var isFinished: Bool { heard.withLock { $0.isFinished } }

  var length: Duration { heard.withLock { $0.end - ($0.start ?? $0.end) } }

  func append(_ chunk: PCMChunk) {
    heard.withLock { heard in
      heard.start = heard.start ?? chunk.start
      heard.end = chunk.end
    }
  }

  func finish() {
    let (start, end) = heard.withLock { heard in
      heard.isFinished = true
      return (heard.start ?? .zero, heard.end)
    }
    desk.finish(number, from: start, to: end)
  }

  func cancel() { desk.cancel(number) }
}

/// A recognizer that hears what the desk says, in every language.
struct DeskRecognizer: SpeechRecognizer {
  let desk: PortDesk

  func recognizes(language: String) -> Bool { true }

  func makeStream(
    language: String,
    terms: [String],
    report: @escaping @Sendable (RecognitionUpdate) -> Void
  ) -> any RecognitionStream { desk.open(report) }
}

/// An interviewer that says what the desk says.
struct DeskInterviewer: Interviewer {
  let desk: PortDesk

  func wording(of move: InterviewMove, in plan: InterviewPlan) -> AsyncStream<WordingPart> {
    desk.word(move.text)
  }
}

extension PortDesk {
  /// A cache whose sentences the desk speaks.
  func makeCache() -> SpeechCache {
    SpeechCache(byteLimit: 1 << 20) { [self] request throws(EngineError) in
      guard case .speech(let speech) = await speak(request.text) else {
        throw EngineError(.synthesizerFailed, "as the simulation wants")
      }
      return speech
    }
  }
}
