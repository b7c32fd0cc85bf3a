import Dispatch
import Foundation
import VoiceEngine

/// Measures the way from a language model's bytes to the candidate's packets.
///
///     providers-benchmark streams [COUNT]    pieces of COUNT streams at once, one libcurl thread
///     providers-benchmark sessions [COUNT [APART]]   COUNT interviews, begun APART milliseconds
///                                           apart, the first sentence's end to the first packet
@main struct ProviderBenchmark {
  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    let count = words.dropFirst().first.flatMap { Int($0) }
    switch words.first {
    case "streams": try await streams(count ?? 1_000)
    case "sessions":
      try await sessions(count ?? 100, apart: words.dropFirst(2).first.flatMap { Int($0) } ?? 20)
    case "generate": Generator.serve(words.dropFirst().first ?? "")
    default:
      FileHandle.standardError.write(
        Data("usage: providers-benchmark streams|sessions [COUNT [APART]]\n".utf8)
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
              if let written = lastNumber(in: text) {
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
        if let written = lastNumber(in: text) { note(written) }
        return take(text)
      }
    }
  }

  /// The moment that the newest piece of a reply tells, where it tells one.
  private static func lastNumber(in text: String) -> UInt64? {
    text.lastIndex(of: " ").flatMap { UInt64(text[text.index(after: $0)...]) }
  }

  private static func sessions(_ count: Int, apart: Int) async throws {
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
    var isOver = false
    while !isOver, nanoseconds() - began < 120_000_000_000 {
      try await Task.sleep(for: .milliseconds(20))
      isOver = lane.queue.sync {
        // Candidates do not begin, or stop talking, all in the same moment.
        let begun = apart > 0 ? Int((nanoseconds() - began) / 1_000_000) / apart + 1 : count
        for run in runs.prefix(begun) { run.tick() }
        return runs.allSatisfy(\.isOver)
      }
    }
    let seconds = Double(nanoseconds() - began) / 1e9
    let used = (processorSeconds() - processor) / seconds
    write("\(count) interviews on one lane, begun \(apart) ms apart; 50 pieces a second each")
    write("from the piece that ends the first sentence, written, to the first packet, given out:")
    write(delays.summary)
    write(String(format: "processor: %.2f cores without the server's", used))
  }

  private static func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
