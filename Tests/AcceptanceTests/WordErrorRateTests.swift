import Testing

@Suite struct WordErrorRateTests {
  @Test func `each kind of error counts one`() {
    let said = WordErrorRate.words("He was not an ill-disposed young man.")
    #expect(WordErrorRate.edits(said, said) == 0)
    #expect(WordErrorRate.edits(said, Array(said.dropLast())) == 1)
    #expect(WordErrorRate.edits(said, said + ["sir"]) == 1)
    #expect(WordErrorRate.edits(said, ["she"] + said.dropFirst()) == 1)
    #expect(WordErrorRate.edits(said, []) == 8)
  }
}
