import Dispatch
import Foundation
import VoiceEngine

/// Measures the way from a language model's bytes to the candidate's packets.
///
///     providers-benchmark streams [COUNT]    pieces of COUNT streams at once, one libcurl thread
///     providers-benchmark sessions [COUNT]   COUNT interviews at once, the first sentence's end to
///                                           the first packet
@main struct ProviderBenchmark {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    let count = words.dropFirst().first.flatMap { Int($0) }
    switch words.first {
    case "streams": try await streams(count ?? 1_000)
    case "sessions": try await sessions(count ?? 100)
    case "generate": Generator.serve(words.dropFirst().first ?? "")
    default:
      FileHandle.standardError.write(
        Data("usage: providers-benchmark streams|sessions [COUNT]\n".utf8)
      )
      exit(2)
    }
  }

  private static func model(_ server: Generator) -> HTTPLanguageModel {
    var settings = HTTPStreamClient.Settings()
    settings.proxy = ""
    return HTTPLanguageModel(
      OpenAIChat(ProviderEndpoint(address: "http://127.0.0.1:\(server.port)/v1", model: "m")),
      client: HTTPStreamClient(settings: settings)
    )
  }

  // MARK: Streams

  /// Every piece holds the moment at which it was written, and is read so much later.
  private static func streams(_ count: Int) async throws {
    let pieces = StreamingServer.Reply.numbers.pieces
    let server = try Generator("streams")
    defer { withExtendedLifetime(server) {} }
    let model = model(server)
    let delays = Delays()
    let failures = Delays()
    let began = nanoseconds()
    let processor = processorSeconds()
    var deadlines = HTTPStreamRequest.Deadlines()
    deadlines.total = .seconds(60)
    deadlines.firstByte = .seconds(30)
    deadlines.stall = .seconds(30)
    await withTaskGroup { group in
      for _ in 0..<count {
        group.addTask { [deadlines] in
          do throws(ProviderError) {
            _ = try await model.reply(
              to: ModelPrompt(instructions: "i", message: "m"),
              deadlines: deadlines
            ) { text in
              if let written = text.split(separator: " ").last.flatMap({ UInt64($0) }) {
                delays.add(nanoseconds() - written)
              }
              return true
            }
          } catch {
            failures.add(0)
          }
        }
      }
    }
    let seconds = Double(nanoseconds() - began) / 1e9
    let used = (processorSeconds() - processor) / seconds
    write("\(count) streams of \(pieces.count) pieces, 10 pieces a second each, one libcurl thread")
    write("from written to read: \(delays.summary)")
    write("failed: \(failures.count)")
    write(String(format: "processor: %.2f cores without the server's", used))
  }

  // MARK: Sessions

  /// A model whose every first sentence is noted when its end was written.
  private struct NotingModel: LanguageModel {
    let model: HTTPLanguageModel
    let note: @Sendable (UInt64) -> Void

    func reply(
      to prompt: ModelPrompt,
      deadlines: HTTPStreamRequest.Deadlines,
      take: @Sendable (String) -> Bool
    ) async throws(ProviderError) -> String {
      try await model.reply(to: prompt, deadlines: deadlines) { text in
        if let written = text.split(separator: " ").last.flatMap({ UInt64($0) }) { note(written) }
        return take(text)
      }
    }
  }

  private static func sessions(_ count: Int) async throws {
    let server = try Generator("sessions")
    defer { withExtendedLifetime(server) {} }
    let model = model(server)
    let plan = InterviewPlan(
      language: "en",
      personaName: "Ada",
      questions: (1...12).map { PlannedQuestion(id: "q\($0)", ask: "What came next?") },
      closing: "Goodbye."
    )
    let lane = QueueLane()
    let speech = SpeechCache(synthesizer: InstantSynthesizer())
    let delays = Delays()
    let runs = try (0..<count).map { _ in
      try SessionRun(
        plan,
        interviewer: { note in
          let list = FallbackList<any LanguageModel>(
            [.init(name: "m", provider: NotingModel(model: model, note: note))],
            policy: .languageModel
          )
          return LanguageModelInterviewer(list)
        },
        speech: speech,
        lane: lane,
        delays: delays
      )
    }
    let processor = processorSeconds()
    let began = nanoseconds()
    lane.queue.sync { for run in runs { run.begin() } }
    var isOver = false
    while !isOver, nanoseconds() - began < 120_000_000_000 {
      try await Task.sleep(for: .milliseconds(20))
      isOver = lane.queue.sync {
        for run in runs { run.tick() }
        return runs.allSatisfy(\.isOver)
      }
    }
    let seconds = Double(nanoseconds() - began) / 1e9
    let used = (processorSeconds() - processor) / seconds
    write("\(count) interviews on one lane, each with a model that streams 50 pieces a second")
    write("from the piece that ends the first sentence, written, to the first packet, given out:")
    write(delays.summary)
    write(String(format: "processor: %.2f cores without the server's", used))
  }

  private static func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
