import Synchronization

/// The sentence before a follow-up, spoken while the model still writes the follow-up itself.
///
/// Given once for a move: a second provider, or a second attempt, says only what is missing.
final class SpokenLead: Sendable {
  private let prompt: InterviewerPrompt
  private let give: @Sendable (WordingPart) -> Void
  private let spoken = Mutex<String?>(nil)
  private let hasBegun = Mutex(false)

  /// Creates one of which nothing is spoken.
  init(_ prompt: InterviewerPrompt, _ give: @escaping @Sendable (WordingPart) -> Void) {
    self.prompt = prompt
    self.give = give
  }

  /// Whether it was given.
  var isSpoken: Bool { spoken.withLock { $0 != nil } }

  /// Tells, once, that a reply has begun to come.
  func begin() {
    let isFirst = hasBegun.withLock { hasBegun in
      defer { hasBegun = true }
      return !hasBegun
    }
    if isFirst { give(.firstToken) }
  }

  /// Gives a sentence, if it may be spoken and none was given.
  func speak(_ sentence: String, toldTo instructions: String) {
    var alone = prompt
    alone.task = .acknowledgement
    let check = WordingCheck(alone, instructions: instructions)
    // An answer to the candidate waits for the whole reply, and so does what does not pass.
    guard !sentence.hasPrefix("["), (try? check.check(sentence)) != nil else { return }
    let isFirst = spoken.withLock { spoken in
      defer { spoken = spoken ?? sentence }
      return spoken == nil
    }
    if isFirst { give(WordingPart([sentence], isLast: false)) }
  }

  /// What is left of a reply; of one without the sentence that was spoken, all but its lead.
  func rest(of reply: String) -> String {
    guard isSpoken else { return reply }
    return SentenceChunker.sentences(of: reply).last ?? ""
  }
}
