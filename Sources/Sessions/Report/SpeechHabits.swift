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
    // Words without times of their own all have their turn's.
    let timed = places(.filler).filter { place in
      words[place].endMilliseconds - words[place].startMilliseconds
        < SpeechHabits.clusterMilliseconds / 2
    }
    let runs = timed.map { start in
      timed.filter { place in
        place >= start && words[place].turn == words[start].turn
          && words[place].endMilliseconds - words[start].startMilliseconds
            <= SpeechHabits.clusterMilliseconds
      }
    }
    guard let densest = runs.max(by: { $0.count < $1.count }),
      densest.count >= SpeechHabits.leastFillers, let first = densest.first,
      let last = densest.last,
      let moment = ReportMoment(
        first..<(last + 1),
        of: reply.prepared.transcript,
        questionID: reply.judged.questionID
      )
    else { return nil }
    return .fillerCluster(count: densest.count, moment)
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
    when did you last, the last time, tell me about a, tell me about an, tell me about the last
    an example of
    """
  )
  private static let french = PhraseList(
    """
    racontez, racontez-moi, parlez-moi d'une fois, parlez-moi d'un, parlez-moi d'une
    une situation où, une situation dans laquelle, décrivez une situation, donnez-moi un exemple
    une occasion où, une fois où, un moment où, la dernière fois, un exemple de, un exemple où
    """
  )

  static func asks(_ question: String, _ language: LexiconLanguage) -> Bool {
    let words = question.split(whereSeparator: \.isWhitespace).map {
      EvidenceMatcher.normalizedWords(of: String($0))
    }.filter { !$0.isEmpty }
    let phrases = language == .english ? english : french
    return !phrases.matches(in: words).isEmpty
  }
}
