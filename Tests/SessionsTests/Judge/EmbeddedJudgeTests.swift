import Foundation
import Testing
import VoiceEngine

@testable import Sessions

@Suite struct EmbeddedJudgeTests {
  private let judge = EmbeddedJudge()

  private func json(_ answer: JudgedAnswer) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(judge.judge(answer))
  }

  private func form(_ answer: LabelledAnswer, _ text: String? = nil) -> AnswerForm? {
    FormReader.form(
      of: answer.judged(text).text,
      language: LexiconLanguage(tag: answer.question.language)
    )
  }

  @Test func `there are sixty answers or more, half in each language, at every level and kind`() {
    let all = LabelledAnswer.all
    #expect(all.count == 64)
    for language in ["en", "fr"] {
      let some = all.filter { $0.question.language == language }
      #expect(some.count == 32)
      #expect(Set(some.map(\.level)) == [1, 3, 5])
      #expect(Set(some.map(\.kind)) == Set(AnswerForm.Kind.allCases))
    }
  }

  @Test func `words alone give no level, whoever speaks`() {
    for answer in LabelledAnswer.all {
      let ratings = judge.judge(answer.judged()).ratings
      #expect(ratings.map(\.level) == [nil])
      #expect(ratings.map(\.reasons) == [[.wordsOnly]])
    }
  }

  @Test(arguments: AnswerTwin.allCases)
  func `a twin is judged as the answer itself`(twin: AnswerTwin) throws {
    let texts = LabelledAnswer.all.map { ($0, twin.text(of: $0)) }
    // Two sentences, shuffled, may come out as they were.
    #expect(texts.filter { $0.text == $1 }.count < 10)
    for (answer, text) in texts {
      let (own, other) = (judge.judge(answer.judged()), judge.judge(answer.judged(text)))
      #expect(own.evidence.map(\.isHeard) == other.evidence.map(\.isHeard), "\(answer)")
      #expect(own.ratings == other.ratings)
      let (form, otherForm) = (form(answer), form(answer, text))
      #expect(form?.kind == otherForm?.kind, "\(answer)")
      #expect(Set(form?.missing ?? []) == Set(otherForm?.missing ?? []), "\(answer)")
      if twin.isInvisible {
        #expect(try json(answer.judged()) == json(answer.judged(text)), "\(answer)")
      }
    }
  }

  @Test func `whatever the interviewer hears is found, and inflected words beside`() {
    var more = 0
    for answer in LabelledAnswer.all {
      let found = judge.judge(answer.judged()).evidence
      for (point, finding) in zip(answer.question.evidence, found) {
        let isHeard = EvidenceMatcher.heard(point, in: answer.text)
        #expect(!isHeard || finding.isHeard, "\(answer): \(point.id)")
        if finding.isHeard, !isHeard { more += 1 }
      }
    }
    #expect(more > 10)
  }

  @Test func `a quote of evidence stands in the answer`() throws {
    for answer in LabelledAnswer.all {
      let prepared = answer.prepared()
      for finding in judge.judge(answer.judged()).evidence {
        guard let quote = finding.quote else { continue }
        let source = try #require(prepared.source(of: quote.range))
        let words = answer.text.split(separator: " ").map(String.init)
        #expect(prepared.transcript.text(of: source) == words[source].joined(separator: " "))
      }
    }
  }

  @Test func `the sort of an answer is told as a reader tells it in most cases`() {
    for language in LexiconLanguage.allCases {
      let answers = LabelledAnswer.all.filter { $0.question.language == language.rawValue }
      let wrong = answers.filter { form($0)?.kind != $0.kind }
      print(
        "answer type, \(language.rawValue): \(answers.count - wrong.count) of \(answers.count)",
        wrong.map { "\($0.description) → \(form($0)?.kind.rawValue ?? "")" }
      )
      #expect(Double(wrong.count) <= 0.2 * Double(answers.count), "\(wrong)")
    }
  }

  /// How far mentioned points alone follow the level that a reader of the anchors gives; it is why
  /// this judge gives none.
  @Test func `covered points are counted beside the known levels`() {
    for language in LexiconLanguage.allCases {
      let answers = LabelledAnswer.all.filter { $0.question.language == language.rawValue }
      let errors = answers.map { answer in
        let heard = judge.judge(answer.judged()).evidence.filter(\.isHeard).count
        return abs([1, 2, 4, 5][heard] - answer.level)
      }
      let exact = errors.filter { $0 == 0 }.count
      let near = errors.filter { $0 <= 1 }.count
      print(
        "points covered against level, \(language.rawValue): exact \(exact), within one \(near)",
        "of \(answers.count)"
      )
      #expect(near > answers.count / 2)
    }
  }

  @Test func `stories lose the part that is cut off`() throws {
    let text = """
      Our archive was full. I had to free space before Monday. I moved the old films to a disk, I \
      wrote a script for it and I called the editors. As a result nothing was lost.
      """
    let sentences = text.split(separator: ".").map { String($0.drop { $0 == " " }) + "." }
    let parts: [AnswerForm.Part] = [.situation, .task, .action, .result]
    let question = try #require(LabelledQuestion.all.first)
    func missing(_ sentences: [String]) -> [AnswerForm.Part]? {
      let answer = LabelledAnswer(
        question: question,
        level: 3,
        kind: .story,
        text: sentences.joined(separator: " ")
      )
      return form(answer)?.missing
    }
    #expect(missing(sentences) == [])
    for (index, part) in parts.enumerated() where part != .action {
      var cut = sentences
      cut.remove(at: index)
      #expect(missing(cut) == [part])
    }
  }

  @Test func `in a language without a lexicon words are still found, and no form is made up`() {
    let point = EvidencePoint(id: "a", phrases: ["Ursache"])
    let text = JudgedText(
      words: "die ursache war ein stecker und den habe ich getauscht"
        .split(separator: " ").map(String.init)
    )
    let answer = JudgedAnswer(
      questionID: "q",
      question: "?",
      language: "de",
      evidence: [point],
      competencies: [],
      text: text
    )
    #expect(judge.judge(answer).evidence.map(\.isHeard) == [true])
    #expect(FormReader.form(of: text, language: LexiconLanguage(tag: "de")) == nil)
  }

  @Test func `hardly any words are too few`() {
    let answer = LabelledAnswer.all[0]
    for text in ["", "Yes.", "um uh um uh um uh um"] {
      #expect(judge.judge(answer.judged(text)).ratings.map(\.reasons) == [[.tooShort]])
    }
  }
}
