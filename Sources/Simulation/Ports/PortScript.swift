import Speech
import VoiceEngine

/// Decides from a seed how every call to a port goes: when the answer comes, and what it is.
///
/// Most calls go well. Of the others some are late, some fail, some are never answered, some are
/// answered wrongly or twice.
struct PortScript: Sendable {
  /// One thing that a call gives.
  struct Step: Equatable, Sendable {
    /// From the call; `nil` for never.
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

  /// How the wording of a move goes: its parts one after the other.
  func wording(_ call: PortCall, of text: String) -> [Step] {
    var dice = SeededGenerator(seed: seed ^ call.seed)
    let trouble = drawTrouble(&dice)
    var planned = SentenceChunker.sentences(of: text)
    var steps: [Step] = []
    if Bool.random(using: &dice) {
      let lead = planned.count > 1 ? planned.removeFirst() : "I see."
      let delay = Duration.milliseconds(Int.random(in: 20...300, using: &dice))
      steps.append(Step(delay: delay, answer: .wording(WordingPart([lead], isLast: false))))
    }
    let isWrong = trouble == .wrong
    let wrong = [[], ["  "], [String(repeating: "word ", count: 600)], planned + ["Well?"]]
    let sentences = isWrong ? wrong.randomElement(using: &dice) ?? [] : planned
    let delay = drawDelay(300...900, trouble, &dice)
    let rest = PortAnswer.wording(WordingPart(sentences, isLast: true))
    steps.append(Step(delay: delay, answer: trouble == .failing ? .failure : rest))
    return steps
  }

  /// How the synthesis of a sentence goes.
  func sentence(_ call: PortCall, of text: String) -> Step {
    var dice = SeededGenerator(seed: seed ^ call.seed)
    let trouble = drawTrouble(&dice)
    let delay = drawDelay(30...400, trouble, &dice)
    let speech = InterviewerVoice.speech(text, isEmpty: trouble == .wrong)
    return Step(delay: delay, answer: trouble == .failing ? .failure : .speech(speech))
  }

  /// How the recognition of an utterance goes.
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

  /// Answers, their pieces, and what is said to the interviewer rather than to the question.
  private static let phrases = [
    "yes", "it was a full disk", "because nobody looked", "and then we", "the", "in the end",
    "the result was good", "mhm", "okay", "wait", "could you repeat that", "um", "twenty people",
  ]
}
