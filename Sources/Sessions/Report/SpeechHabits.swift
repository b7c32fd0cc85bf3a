import VoiceEngine

/// Filler words that come close together, and hedges, counted in a transcript.
///
/// It is coaching: it reads the verbatim words with their times, which no judge is given.
struct SpeechHabits {
  enum Habit: Equatable {
    /// Fillers within ten seconds, and where.
    case fillerCluster(count: Int, ReportMoment)
    /// Hedges in one reply, and the first of them.
    case hedges(count: Int, quote: String)
  }

  /// So many fillers within `clusterMilliseconds` are noticed by listeners.
  static let leastFillers = 3
  static let clusterMilliseconds: Int64 = 10_000
  static let leastHedges = 4

  private let reply: QuestionReply

  init(_ reply: QuestionReply) { self.reply = reply }

  var found: [Habit] { [cluster, hedges].compactMap { $0 } }

  /// The places at which a run of removed words begins.
  private func places(_ removal: TranscriptNormalizer.Removal) -> [Int] {
    let removed = reply.prepared.removed
    return removed.keys.filter { removed[$0] == removal && removed[$0 - 1] != removal }.sorted()
  }

  private var cluster: Habit? {
    let words = reply.prepared.transcript.words
    // Words without times of their own have their turn's, and typed ones no length.
    let timed = places(.filler).filter { place in
      (1..<SpeechHabits.clusterMilliseconds / 2)
        .contains(words[place].endMilliseconds - words[place].startMilliseconds)
    }
    var densest = 0..<0
    var first = 0
    for last in timed.indices {
      while !isNear(words[timed[first]], words[timed[last]]) { first += 1 }
      if last + 1 - first > densest.count { densest = first..<(last + 1) }
    }
    guard densest.count >= SpeechHabits.leastFillers,
      let moment = ReportMoment(
        timed[densest.lowerBound]..<(timed[densest.upperBound - 1] + 1),
        of: reply.prepared.transcript,
        questionID: reply.judged.questionID
      )
    else { return nil }
    return .fillerCluster(count: densest.count, moment)
  }

  private func isNear(_ first: AnswerTranscript.Word, _ last: AnswerTranscript.Word) -> Bool {
    first.turn == last.turn
      && last.endMilliseconds - first.startMilliseconds <= SpeechHabits.clusterMilliseconds
  }

  private var hedges: Habit? {
    let places = places(.hedge)
    guard places.count >= SpeechHabits.leastHedges, let first = places.first else { return nil }
    let removed = reply.prepared.removed
    var end = first + 1
    while removed[end] == .hedge { end += 1 }
    return .hedges(count: places.count, quote: reply.prepared.transcript.text(of: first..<end))
  }
}

/// Whether a question asks for one occasion.
enum OccasionQuestion {
  private static let english = PhraseList(
    """
    about a time, of a time, about an occasion, a situation in which, a situation where
    a moment when, give me an example, describe a situation, describe a time, describe an occasion
    think of a, think of an, when did you last, the last time, tell me about a, tell me about an
    tell me about the last, an example of
    """
  )
  private static let french = PhraseList(
    """
    racontez, racontez-moi, parlez-moi d'une fois, parlez-moi d'un, parlez-moi d'une
    pensez à un, pensez à une, une situation où, une situation dans laquelle
    décrivez une situation, donnez-moi un exemple, une occasion où, une fois où, un moment où
    la dernière fois, un exemple de, un exemple où
    """
  )

  /// Whether the question of a reply does; in other languages nobody knows.
  static func asks(_ reply: QuestionReply) -> Bool {
    LexiconLanguage(tag: reply.judged.language).map { asks(reply.judged.question, $0) } ?? false
  }

  static func asks(_ question: String, _ language: LexiconLanguage) -> Bool {
    let words = question.split(whereSeparator: \.isWhitespace).map {
      EvidenceMatcher.normalizedWords(of: String($0))
    }.filter { !$0.isEmpty }
    let phrases = language == .english ? english : french
    return !phrases.matches(in: words).isEmpty
  }
}
