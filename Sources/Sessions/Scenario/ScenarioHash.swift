import Speech
import VoiceEngine

extension Scenario {
  /// A fingerprint of what candidates hear and are compared by, as 16 hexadecimal digits.
  ///
  /// Two files with one id and revision but different fingerprints were edited without raising the
  /// revision. Title, summary and revision are left out. FNV-1a with 64 bits (Fowler, Noll, Vo): it
  /// finds a forgotten edit, it does not withstand a forger.
  public var contentHash: String {
    let plan = plan()
    var hash = FNV1a()
    for text in [plan.language, plan.personaName, plan.voice, plan.greeting, plan.closing] {
      hash.add(text)
    }
    hash.add(plan.sessionLimit)
    hash.add(plan.followUpLimit)
    hash.add(plan.questions.count)
    for question in plan.questions { hash.add(question) }
    let digits = String(hash.value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// FNV-1a over length-prefixed parts, so that moving a letter from one text to the next shows.
private struct FNV1a {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  mutating func add(_ number: Int) {
    for shift in stride(from: 0, to: 64, by: 8) {
      add(byte: UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func add(_ text: String?) {
    guard let text else { return add(-1) }
    add(text.utf8.count)
    for byte in text.utf8 { add(byte: byte) }
  }

  mutating func add(_ duration: Duration) { add(Int(duration.inMilliseconds)) }

  mutating func add(_ question: PlannedQuestion) {
    add(question.id)
    add(question.ask)
    add(question.evidence.count)
    for point in question.evidence {
      add(point.id)
      add(point.phrases.count)
      for phrase in point.phrases { add(phrase) }
    }
    add(question.followUps.count)
    for followUp in question.followUps {
      add(followUp.id)
      add(followUp.ask)
      add(followUp.condition)
    }
    add(question.endpointing.minimumDelay)
    add(question.endpointing.maximumDelay)
    add(question.thinkTime)
    add(question.answerLimit)
    add(question.expectedAnswer?.minimum ?? .milliseconds(-1))
    add(question.expectedAnswer?.maximum ?? .milliseconds(-1))
  }

  mutating func add(_ condition: FollowUpCondition) {
    switch condition {
    case .missing(let id): add("missing"); add(id)
    case .heard(let id): add("heard"); add(id)
    case .speechTimeBelow(let duration): add("speech_time"); add(duration)
    case .wordsBelow(let count): add("words"); add(count)
    case .silent: add("silent")
    case .asked(let id): add("asked"); add(id)
    case .all(let parts): add("all"); add(parts.count); for part in parts { add(part) }
    case .any(let parts): add("any"); add(parts.count); for part in parts { add(part) }
    }
  }
}
