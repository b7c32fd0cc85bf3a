/// Decides whether a reply of the language model may be spoken.
///
/// The reply is not trusted: the candidate's words may have taken the model over. What passes is
/// short, in the interview's language, plain, and says nothing that only the plan may say.
struct WordingCheck: Sendable {
  /// Longest acknowledgement, in words.
  static let acknowledgementWords = 14
  /// Longest follow-up, in words, or twice the planned one.
  static let followUpWords = 40

  private let plan: InterviewPlan
  private let task: InterviewerPrompt.Task
  private let question: String
  private let answer: String
  /// What the model was told; none of it may come back.
  private let instructions: String

  /// Creates a check of replies to a prompt.
  init(_ prompt: InterviewerPrompt, instructions: String) {
    plan = prompt.plan
    task = prompt.task
    question = prompt.question
    answer = prompt.answer
    self.instructions = instructions
  }

  /// A reply that may be spoken.
  struct Checked: Equatable, Sendable {
    /// What its marker stands for, then what the model worded.
    var sentences: [String]
    /// Whether the candidate is told that a question is passed on.
    var passesQuestionOn = false
  }

  /// Checks a whole reply.
  func check(_ reply: String) throws(WordingFault) -> Checked {
    let (told, rest) = try takeMarker(reply)
    let text = rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var checked = Checked(sentences: told.map { SentenceChunker.sentences(of: $0) } ?? [])
    checked.passesQuestionOn = told != nil && told == WordingLexicon.passedOn(plan.language)
    // A fact may stand alone before a core question, which is the plan's own.
    if text.isEmpty, told != nil, task == .acknowledgement { return checked }
    guard !text.isEmpty else { throw .empty }
    try checkForm(text)
    let words = EvidenceMatcher.normalizedWords(of: text)
    try checkLength(words, text)
    guard WordingLexicon.isIn(plan.language, words) else { throw .language }
    try checkContent(words)
    try checkOrigin(words)
    try checkQuestions(text)
    if case .followUp(let planned) = task {
      guard WordingCheck.keeps(planned, in: words) else { throw .meaning }
    }
    checked.sentences += SentenceChunker.sentences(of: text)
    return checked
  }

  /// Takes `[fact:2]` or `[pass]` off the beginning.
  private func takeMarker(_ reply: String) throws(WordingFault) -> (told: String?, text: String) {
    let text = reply.drop(while: \.isWhitespace)
    guard text.first == "[" else { return (nil, reply) }
    guard let end = text.firstIndex(of: "]") else { throw .marker }
    let marker = text[text.index(after: text.startIndex)..<end]
    let rest = String(text[text.index(after: end)...])
    if marker == "pass" {
      guard let line = WordingLexicon.passedOn(plan.language) else { throw .marker }
      return (line, rest)
    }
    let facts = plan.guidance?.companyFacts ?? []
    guard marker.hasPrefix("fact:"), let number = Int(marker.dropFirst(5)),
      facts.indices.contains(number - 1)
    else { throw .marker }
    return (facts[number - 1], rest)
  }

  private func checkForm(_ text: String) throws(WordingFault) {
    let signs: Set<Character> = ["`", "*", "#", "<", ">", "{", "}", "[", "]", "|", "\\", "_", "="]
    guard !text.contains(where: { signs.contains($0) || $0.isNumber || $0.isEmoji }),
      !text.contains("://"), !text.contains(":")
    else { throw .formatting }
  }

  private func checkLength(_ words: [String], _ text: String) throws(WordingFault) {
    let limit: Int
    switch task {
    case .acknowledgement: limit = WordingCheck.acknowledgementWords
    case .followUp(let planned):
      let count = EvidenceMatcher.normalizedWords(of: planned).count
      limit = max(WordingCheck.followUpWords, 2 * count)
    case .ownFollowUp: limit = WordingCheck.followUpWords
    }
    // Words may be long as well as many.
    guard words.count <= limit, text.count <= limit * 12 else { throw .tooLong }
    let sentences = SentenceChunker.sentences(of: text).count
    guard sentences <= (task == .acknowledgement ? 1 : 2) else { throw .tooLong }
  }

  /// Nothing that judges, tells of the inside, speaks for the company or must never be said.
  ///
  /// Words of the planned line are the trainer's, whatever they are.
  private func checkContent(_ words: [String]) throws(WordingFault) {
    let planned = EvidenceMatcher.normalizedWords(of: task.planned)
    let own = words.filter { !planned.contains($0) }
    for lexicon in WordingLexicon.words(plan.language) {
      guard !own.contains(where: lexicon.verdicts.holds) else { throw .verdict }
      guard !own.contains(where: lexicon.inside.holds) else { throw .leak }
      guard !own.contains(where: lexicon.company.holds) else { throw .company }
    }
    let never = (plan.guidance?.never ?? []).flatMap { EvidenceMatcher.normalizedWords(of: $0) }
    // Short and frequent words carry no topic.
    let topics = Set(never.filter { $0.count >= 5 && !WordingLexicon.isFrequent($0) })
    guard topics.isDisjoint(with: own) else { throw .forbidden }
    try checkEvidence(words, planned)
    let told = EvidenceMatcher.normalizedWords(of: instructions)
    let said = EvidenceMatcher.normalizedWords(of: answer)
    for start in words.indices.dropLast(WordingCheck.echo - 1) {
      let run = Array(words[start..<start + WordingCheck.echo])
      if told.holds(run) || said.holds(run), !planned.holds(run) { throw .leak }
    }
  }

  /// Nothing that nobody spoke of: a line is made of everyday words and of what was said.
  private func checkOrigin(_ words: [String]) throws(WordingFault) {
    let known = Set([task.planned, question, answer].flatMap(WordingCheck.carrying))
    let carrying = words.filter(WordingCheck.carries)
    let plain = WordingLexicon.words(plan.language).map(\.plain)
    let strange = carrying.filter { word in
      !known.contains(word.prefix(5)) && !plain.contains { $0.holds(word) }
    }
    guard strange.count <= task.strangeWords else { throw .strange }
    if task == .ownFollowUp {
      // One word in common may be chance, or what a candidate who gives orders wants to hear.
      let shared = Set(carrying.map { $0.prefix(5) }).intersection(known)
      guard shared.count >= 2, !WordingLexicon.givesOrders(answer, plan.language) else {
        throw .meaning
      }
    }
  }

  /// What an answer should mention must not be put into the candidate's mouth.
  private func checkEvidence(_ words: [String], _ planned: [String]) throws(WordingFault) {
    let said = EvidenceMatcher.normalizedWords(of: answer)
    for text in plan.questions.flatMap(\.evidence).flatMap(\.phrases) {
      let phrase = EvidenceMatcher.normalizedWords(of: text)
      if words.holds(phrase), !said.holds(phrase), !planned.holds(phrase) { throw .leak }
    }
  }

  /// So many words in a row of the instructions, or of the answer, are an echo.
  private static let echo = 5

  private func checkQuestions(_ text: String) throws(WordingFault) {
    let count = text.count { $0 == "?" }
    switch task {
    case .acknowledgement: guard count == 0 else { throw .questions }
    case .ownFollowUp: guard count == 1, text.hasSuffix("?") else { throw .questions }
    case .followUp(let planned):
      let isQuestion = planned.contains("?")
      guard count <= 1, !isQuestion || (count == 1 && text.hasSuffix("?")) else {
        throw .questions
      }
    }
  }

  /// Whether half of the words that carry a planned line's meaning are kept.
  private static func keeps(_ planned: String, in words: [String]) -> Bool {
    let wanted = Set(
      EvidenceMatcher.normalizedWords(of: planned).filter { $0.count >= 4 }.map { $0.prefix(5) }
    )
    return wanted.intersection(words.map { $0.prefix(5) }).count * 2 >= wanted.count
  }

  /// The beginnings of a text's words that carry meaning; endings change.
  private static func carrying(_ text: String) -> [Substring] {
    EvidenceMatcher.normalizedWords(of: text).filter(carries).map { $0.prefix(5) }
  }

  private static func carries(_ word: String) -> Bool {
    word.count >= 4 && !WordingLexicon.isFrequent(word)
  }
}

extension InterviewerPrompt.Task {
  /// The planned line, empty where there is none.
  var planned: String { if case .followUp(let planned) = self { planned } else { "" } }

  /// Most words that nobody spoke of.
  fileprivate var strangeWords: Int {
    switch self {
    case .acknowledgement: 2
    case .followUp: 3
    case .ownFollowUp: 5
    }
  }
}

extension Array where Element == String {
  /// Whether a run of words stands in this one.
  fileprivate func holds(_ run: [String]) -> Bool {
    guard !run.isEmpty, count >= run.count else { return false }
    return (0...(count - run.count)).contains { self[$0..<($0 + run.count)].elementsEqual(run) }
  }
}

extension Character {
  fileprivate var isEmoji: Bool {
    unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value >= 0x1F000 }
  }
}
