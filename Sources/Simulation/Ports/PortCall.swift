import VoiceEngine

/// Something that an interview asked of a port, named so that a log can speak of it.
///
/// Numbers are counted among equal calls, from 1: they do not depend on which of two came first.
enum PortCall: Hashable, Sendable {
  /// The wording of a move with this planned text.
  case wording(String, number: Int)
  /// A spoken sentence.
  case sentence(String, number: Int)
  /// The words of an utterance of the candidate.
  case utterance(Int)
}

/// What a port gave.
enum PortAnswer: Equatable, Sendable {
  /// Sentences of a move.
  case wording(WordingPart)
  /// A spoken sentence.
  case speech(EncodedSpeech)
  /// News of an utterance.
  case update(RecognitionUpdate)
  /// An error.
  case failure
}

extension PortCall: Comparable {
  /// An order for calls that are answered at the same moment.
  static func < (left: PortCall, right: PortCall) -> Bool { left.place < right.place }

  private var place: (kind: Int, text: String, number: Int) {
    switch self {
    case .utterance(let number): (0, "", number)
    case .wording(let text, let number): (1, text, number)
    case .sentence(let text, let number): (2, text, number)
    }
  }

  /// The same for every run on every machine.
  var seed: UInt64 {
    let (kind, text, number) = place
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 &+ UInt64(kind)
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash &+ UInt64(number) &* 0x9e37_79b9_7f4a_7c15
  }
}
