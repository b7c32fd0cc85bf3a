import Testing

@testable import Sessions

@Suite struct NameMaskingTests {
  private func text(
    _ text: String,
    _ language: LexiconLanguage = .english,
    name: String? = nil,
    expected: [String] = []
  ) -> String {
    let masking = NameMasking(language: language, candidateName: name, expected: expected)
    return PreparedAnswer(.evenly(text), language: language, masking: masking).judged.text
  }

  @Test(arguments: [
    (
      "My name is Chidi and I studied at the University of Lagos.",
      "my name is [name] and i studied at the [school]"
    ),
    ("Then Mrs Baker told me to stop.", "then [person] [name] told me to stop"),
    (
      "My colleague Zofia Nowak said no and Zofia left.",
      "my colleague [name] said no and [name] left"
    ),
    ("She asked her husband.", "[person] asked [person] [person]"),
    (
      "We moved PostgreSQL to Kubernetes on Monday.",
      "we moved postgresql to kubernetes on monday"
    ),
    ("i met sarah at oxford", "i met [name] at [school]"),
  ])
  func `names, schools and gender are masked, in English`(said: String, masked: String) {
    #expect(text(said) == masked)
  }

  @Test(arguments: [
    (
      "Je m'appelle Anouk et j'ai étudié à l'École des Ponts.",
      "je m'appelle [name] et j'ai étudié à [school]"
    ),
    (
      "Il y a un an, il a appelé Mme Diallo.",
      "il y a un an [person] a appelé [name]"
    ),
    ("Je suis arrivée comme développeuse.", "je suis arrivé comme développeur"),
    ("il faut que julien vienne", "il faut que [name] vienne"),
  ])
  func `names, schools and gender are masked, in French`(said: String, masked: String) {
    #expect(text(said, .french) == masked)
  }

  @Test func `two candidates of other names and gender are one text`() {
    let one = text(
      "I am Grace Adeyemi. My boss, Mr Brown, said he trusted me.",
      name: "Grace Adeyemi"
    )
    let other = text("I am Tom Fischer. My boss, Ms Fox, said she trusted me.", name: "Tom Fischer")
    #expect(one == other)
    #expect(text("Je suis allée.", .french) == text("Je suis allé.", .french))
  }

  @Test func `what is expected to be heard is never masked`() {
    #expect(text("We used Harvard style.", expected: ["harvard style"]) == "we used harvard style")
  }

  @Test func `the candidate's own name is masked in any language`() {
    let masking = NameMasking(language: nil, candidateName: "Jürgen Maß", expected: [])
    let prepared = PreparedAnswer(.evenly("ich bin jürgen maß"), language: nil, masking: masking)
    #expect(prepared.judged.text == "ich bin [name]")
    #expect(prepared.source(of: 2..<3) == 2..<4)
  }

  @Test func `a quote of masked words leads back to what was said`() throws {
    let masking = NameMasking(language: .english, candidateName: "Ada Byron", expected: [])
    let prepared = PreparedAnswer(
      .evenly("Well, um, people call me Ada Byron at work."),
      language: .english,
      masking: masking
    )
    #expect(prepared.judged.text == "well people call me [name] at work")
    let quote = try #require(QuoteFinder(prepared.judged).find("call me [name] at work"))
    let source = try #require(prepared.source(of: quote.range))
    #expect(prepared.transcript.text(of: source) == "call me Ada Byron at work.")
  }

  @Test func `places outside the text have no source`() {
    let prepared = PreparedAnswer(
      .evenly("we won"),
      language: .english,
      masking: NameMasking(language: .english, candidateName: nil, expected: [])
    )
    for range in [0..<0, 0..<3, 2..<3] { #expect(prepared.source(of: range) == nil) }
    #expect(prepared.source(of: 0..<2) == 0..<2)
  }
}
