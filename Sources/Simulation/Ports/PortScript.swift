import Speech
import VoiceEngine

/// Decides from a seed how every call to a port goes: when the answer comes, and what it is.
///
/// Most calls go well. Of the others some are late, some fail, some are never answered, some are
/// answered wrongly or twice.
struct PortScript: Sendable {
  /// How one call goes.
  struct Course: Equatable, Sendable {
    /// From the call to its answer; `nil` for never.
    var delay: Duration?
    var answer: PortAnswer
  }

  /// How the recognition of one utterance goes.
  struct Recognition: Equatable, Sendable {
    /// From the onset to a partial result; `nil` for none.
    var partialDelay: Duration?
    /// From the end to the result; `nil` for never.
    var delay: Duration?
    var words: [String]
    var fails: Bool
    /// Whether the result is told twice.
    var isDoubled: Bool
  }

  private enum Trouble: CaseIterable { case late, failing, silent, wrong, doubled }

  private let seed: UInt64
  /// Share of the calls that go badly, 0…1.
  private let troubleShare: Double

  init(seed: UInt64, troubleShare: Double) {
    self.seed = seed
    self.troubleShare = troubleShare
  }

  func course(of call: PortCall) -> Course {
    var dice = SeededGenerator(seed: seed ^ call.seed)
    let trouble = drawTrouble(&dice)
    let usual: ClosedRange<Int> =
      if case .sentence = call { 30...400 } else { 50...900 }
    let answer: PortAnswer =
      trouble == .failing ? .failure : answer(to: call, wrongly: trouble == .wrong, &dice)
    return Course(delay: drawDelay(usual, trouble, &dice), answer: answer)
  }

  func recognition(of number: Int) -> Recognition {
    var dice = SeededGenerator(seed: seed ^ PortCall.utterance(number).seed)
    let trouble = drawTrouble(&dice)
    let hasPartial = Double.random(in: 0..<1, using: &dice) < 0.8
    let count = Int.random(in: 1...3, using: &dice)
    let said = (0..<count).flatMap { _ in
      (PortScript.phrases.randomElement(using: &dice) ?? "").split(separator: " ")
    }
    return Recognition(
      partialDelay: hasPartial ? .milliseconds(Int.random(in: 100...600, using: &dice)) : nil,
      delay: drawDelay(50...700, trouble, &dice),
      words: trouble == .wrong ? [] : said.map(String.init),
      fails: trouble == .failing,
      isDoubled: trouble == .doubled
    )
  }

  private func drawTrouble(_ dice: inout SeededGenerator) -> Trouble? {
    guard Double.random(in: 0..<1, using: &dice) < troubleShare else { return nil }
    return Trouble.allCases.randomElement(using: &dice)
  }

  private func drawDelay(
    _ usual: ClosedRange<Int>,
    _ trouble: Trouble?,
    _ dice: inout SeededGenerator
  ) -> Duration? {
    switch trouble {
    case .silent: nil
    case .late: .milliseconds(Int.random(in: 1_000...14_000, using: &dice))
    default: .milliseconds(Int.random(in: usual, using: &dice))
    }
  }

  private func answer(
    to call: PortCall,
    wrongly isWrong: Bool,
    _ dice: inout SeededGenerator
  ) -> PortAnswer {
    switch call {
    case .wording(let text, _):
      let planned = SentenceChunker.sentences(of: text)
      guard isWrong else { return .wording(planned) }
      let wrong = [[], ["  "], [String(repeating: "word ", count: 600)], planned + ["Well?"]]
      return .wording(wrong.randomElement(using: &dice) ?? [])
    case .sentence(let text, _):
      return .speech(InterviewerVoice.speech(text, isEmpty: isWrong))
    case .utterance:
      return .failure
    }
  }

  /// Answers, their pieces, and what is said to the interviewer rather than to the question.
  private static let phrases = [
    "yes", "it was a full disk", "because nobody looked", "and then we", "the", "in the end",
    "the result was good", "mhm", "okay", "wait", "could you repeat that", "um", "twenty people",
  ]
}
