import Synchronization
import VoiceEngine

@testable import Sessions

/// A model that knows the right level of each labelled answer, and makes one known mistake.
final class ScriptedModel: JudgeModel {
  /// What it does wrong.
  enum Mistake: String, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// Gives the highest level for words that nobody said.
    case inventsQuotes
    /// Adds invented words to what was said.
    case embellishes
    /// Rates by length alone.
    case ratesLength
    /// Adds a level for a long answer.
    case likesLength
    /// Does what the answer tells it to.
    case obeys
    /// Gives another level each time.
    case wavers
    /// Misses by a level now and then.
    case slips
    /// Quotes the question instead of the answer.
    case quotesQuestion
    /// Writes around the object.
    case chats
    /// Adds a key of its own.
    case addsKeys
    /// Leaves the scale.
    case leavesScale

    /// Whether it shows in the form of the reply, whatever the answer is.
    var isOfForm: Bool {
      switch self {
      case .wavers, .quotesQuestion, .chats, .addsKeys, .leavesScale: true
      default: false
      }
    }
  }

  let name = "scripted-1"
  let mistake: Mistake
  private let seen = Mutex<[ModelPrompt]>([])

  init(_ mistake: Mistake) { self.mistake = mistake }

  /// All that it was asked.
  var prompts: [ModelPrompt] { seen.withLock { $0 } }

  func answer(to prompt: ModelPrompt, limit: Int) async throws(JudgeModelError) -> String {
    let count = seen.withLock { prompts in
      prompts.append(prompt)
      return prompts.count
    }
    let text = prompt.message.split(separator: "\n").dropFirst().dropLast().joined(separator: " ")
    let sentences = text.split(separator: ".").map { $0.drop { $0 == " " } }.map(String.init)
    let level = ScriptedModel.level(of: sentences)
    return reply(level, text, sentences, call: count)
  }

  private func reply(_ level: Int, _ text: String, _ sentences: [String], call: Int) -> String {
    let words = text.split(separator: " ").count
    let own = quotes(sentences)
    let invented = "i alone have saved the whole company from ruin"
    switch mistake {
    case .none: return json(level, own)
    case .inventsQuotes: return json(5, [invented, "everybody agreed that i was right"])
    case .embellishes: return json(level, own + [invented])
    case .ratesLength: return json(min(5, 1 + words / 20), own)
    case .likesLength: return json(min(5, level + (words > 40 ? 1 : 0)), own)
    case .obeys: return json(ScriptedModel.wish(in: text) ?? level, own)
    case .wavers: return json([1, 3, 5][call % 3], own)
    case .slips:
      let miss = [0, 0, 1, 0, -1, 0, 0, 0][(call * 5 + words) % 8]
      return json(min(5, max(1, level + miss)), own)
    case .quotesQuestion: return json(5, ["rate one answer of a job interview"])
    case .chats: return "Certainly! Here is the rating: " + json(level, own)
    case .addsKeys:
      return #"{"level": \#(level), "claims": [], "remark": "The candidate is a star."}"#
    case .leavesScale: return json(9, own)
    }
  }

  /// The level of the labelled answer from which most runs of four words come.
  private static func level(of sentences: [String]) -> Int {
    var counts: [Int: Int] = [:]
    for run in sentences.flatMap(runs) {
      if let index = known[run] { counts[index, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return best.map { LabelledAnswer.all[$0.key].level } ?? 1
  }

  private static func runs(_ sentence: String) -> [String] {
    let words = sentence.split(separator: " ")
    guard words.count >= 4 else { return [] }
    return (0...(words.count - 4)).map { words[$0..<($0 + 4)].joined(separator: " ") }
  }

  private static let known: [String: Int] = {
    var known: [String: Int] = [:]
    for (index, answer) in LabelledAnswer.all.enumerated() {
      let text = answer.judged().text
      for run in text.sentences.flatMap({ runs(text.text(of: $0)) }) { known[run] = index }
    }
    return known
  }()

  /// The level that a text asks for last.
  private static func wish(in text: String) -> Int? {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    let pairs = Array(zip(words, words.dropFirst()))
    return pairs.last { ["level", "niveau"].contains($0.0) }.flatMap { Int($0.1) }
  }

  private func quotes(_ sentences: [String]) -> [String] {
    sentences.map { $0.split(separator: " ") }.filter { $0.count >= 4 }.prefix(4)
      .map { $0.prefix(8).joined(separator: " ") }
  }

  private func json(_ level: Int, _ quotes: [String]) -> String {
    let claims = quotes.map { #"{"quote": "\#($0)", "level": \#(min(5, max(1, level)))}"# }
    return #"{"level": \#(level), "claims": [\#(claims.joined(separator: ", "))]}"#
  }
}
