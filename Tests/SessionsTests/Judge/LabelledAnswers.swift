import VoiceEngine

@testable import Sessions

/// A written answer of which a reader of the anchors says the level, and of what sort it is.
struct LabelledAnswer: Sendable, CustomStringConvertible {
  var question: LabelledQuestion
  var level: Int
  var kind: AnswerForm.Kind
  var text: String

  var description: String { "\(question.language) \(question.id) \(level): \(text.prefix(40))…" }

  /// Answers of both languages, half each.
  static let all = parse(englishAnswers, .english) + parse(frenchAnswers, .french)

  /// Paragraphs: a line with question, level and kind, then the answer.
  private static func parse(_ text: String, _ language: LexiconLanguage) -> [LabelledAnswer] {
    text.split(separator: "\n\n").compactMap { paragraph in
      let lines = paragraph.split(separator: "\n")
      let head = lines[0].split(separator: " ").map(String.init)
      guard head.count == 3, let level = Int(head[1]),
        let kind = AnswerForm.Kind(rawValue: head[2]),
        let question = LabelledQuestion.all.first(where: {
          $0.id == head[0] && $0.language == language.rawValue
        })
      else { return nil }
      return LabelledAnswer(
        question: question,
        level: level,
        kind: kind,
        text: lines.dropFirst().joined(separator: " ")
      )
    }
  }

  /// The answer with every word half a second long, prepared as a session's is.
  func prepared(_ text: String? = nil, name: String? = nil) -> PreparedAnswer {
    PreparedAnswer(
      AnswerTranscript.evenly(text ?? self.text),
      language: LexiconLanguage(tag: question.language),
      masking: NameMasking(
        language: LexiconLanguage(tag: question.language),
        candidateName: name,
        expected: question.evidence.flatMap(\.phrases)
      )
    )
  }

  /// Each answer with its twins, as a judge gets them.
  static let twins = all.map { answer in
    (
      answer: answer,
      judged: [answer.judged()] + AnswerTwin.allCases.map { answer.judged($0.text(of: answer)) }
    )
  }

  /// The answer, or another text, as a judge gets it.
  func judged(_ text: String? = nil) -> JudgedAnswer {
    JudgedAnswer(
      questionID: question.id,
      question: question.ask,
      language: question.language,
      evidence: question.evidence,
      competencies: [question.competency],
      text: prepared(text).judged
    )
  }
}

extension AnswerTranscript {
  /// A transcript whose words are half a second long each.
  static func evenly(_ text: String, turn: Int = 1) -> AnswerTranscript {
    let words = text.split(separator: " ").map(String.init)
    let end = Int64(words.count) * 500
    var transcript = AnswerTranscript()
    transcript.add(
      text,
      timings: JournalMaker.words(text, from: 0, to: end),
      turn: turn,
      startMilliseconds: 0,
      endMilliseconds: end
    )
    return transcript
  }
}

/// A question with what a complete answer mentions, and the scale by which it is read.
struct LabelledQuestion: Sendable {
  var id: String
  var language: String
  var ask: String
  var evidence: [EvidencePoint]
  var competency: Competency

  private init(
    _ id: String,
    _ language: String,
    _ ask: String,
    evidence: [(String, String)],
    anchors: (one: String, three: String, five: String)
  ) {
    self.id = id
    self.language = language
    self.ask = ask
    self.evidence = evidence.map { id, phrases in
      EvidencePoint(
        id: id,
        phrases: phrases.split(separator: ",").map { String($0.drop { $0 == " " }) }
      )
    }
    competency = Competency(
      id: "ownership",
      label: language == "fr" ? "Prise en main" : "Ownership",
      anchors: [
        Anchor(level: 1, behaviour: anchors.one), Anchor(level: 3, behaviour: anchors.three),
        Anchor(level: 5, behaviour: anchors.five),
      ],
      notObserved: .exclude
    )
  }

  static let all = [
    LabelledQuestion(
      "mistake",
      "en",
      "Tell me about a time when something you were responsible for went wrong.",
      evidence: [
        ("cause", "cause, reason, because, turned out"),
        ("repair", "fix, repair, restore, replace"),
        ("prevention", "prevent, checklist, test, review, never again"),
      ],
      anchors: (
        "Blames others or gives no occasion.",
        "Says what went wrong and that it was repaired, with little on the own part.",
        "Names the own part, the cause, the repair, and what was changed afterwards."
      )
    ),
    LabelledQuestion(
      "customer",
      "en",
      "Tell me about a time when a customer was unhappy.",
      evidence: [
        ("listening", "listen, ask, question"), ("offer", "offer, refund, discount, replacement"),
        ("outcome", "stay, order again, came back, thank, recommend"),
      ],
      anchors: (
        "Says that customers are difficult, or gives no occasion.",
        "Says what was offered, without finding out what the customer needed.",
        "Finds out the need first, agrees on a solution, and says what became of it."
      )
    ),
    LabelledQuestion(
      "mistake",
      "fr",
      "Parlez-moi d’une fois où quelque chose dont vous étiez responsable a mal tourné.",
      evidence: [
        ("cause", "cause, raison, parce que, venait de"),
        ("reparation", "corriger, réparer, remplacer"),
        ("prevention", "éviter, liste de contrôle, vérification, relecture, plus jamais"),
      ],
      anchors: (
        "Accuse les autres ou ne donne aucun fait.",
        "Dit ce qui a mal tourné et que c’est réparé, peu sur sa propre part.",
        "Nomme sa part, la cause, la réparation et ce qui a changé ensuite."
      )
    ),
    LabelledQuestion(
      "customer",
      "fr",
      "Racontez une situation où un client était mécontent.",
      evidence: [
        ("ecoute", "écouter, demander, question"),
        ("offre", "proposer, rembourser, remise, échange"),
        ("suite", "revenir, fidèle, commander de nouveau, remercier, recommander"),
      ],
      anchors: (
        "Dit que les clients sont difficiles ou ne donne aucun fait.",
        "Dit ce qui a été proposé sans chercher le besoin.",
        "Cherche d’abord le besoin, convient d’une solution et dit la suite."
      )
    ),
  ]
}
