import Testing

@testable import Sessions

@Suite struct NearestNameTests {
  /// The definition, written down (Levenshtein 1965).
  private func slowDistance(_ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>)
    -> Int
  {
    guard let a = left.first else { return right.count }
    guard let b = right.first else { return left.count }
    let rest = slowDistance(left.dropFirst(), right.dropFirst())
    if a == b { return rest }
    return 1
      + min(
        rest,
        slowDistance(left.dropFirst(), right),
        slowDistance(left, right.dropFirst())
      )
  }

  @Test func `the distance is the one of the definition`() {
    var random = SplitMix64(state: 3)
    let letters = Array("abc".unicodeScalars)
    for _ in 0..<300 {
      let left = (0..<random.below(7)).map { _ in letters[random.below(3)] }
      let right = (0..<random.below(7)).map { _ in letters[random.below(3)] }
      #expect(NearestName.editDistance(left, right) == slowDistance(left[...], right[...]))
    }
  }

  @Test func `a slip of the finger finds its name`() {
    let names = ["questions", "purposes", "persona", "greeting", "id", "ask"]
    #expect(NearestName.of("questons", among: names) == "questions")
    #expect(NearestName.of("Purpose", among: names) == "purposes")
    #expect(NearestName.of("personna", among: names) == "persona")
  }

  @Test func `a stranger finds none`() {
    let names = ["questions", "id", "ask"]
    #expect(NearestName.of("wallpaper", among: names) == nil)
    #expect(NearestName.of("", among: names) == nil)
    #expect(NearestName.of("xy", among: names) == nil)
    #expect(NearestName.of(String(repeating: "q", count: 100_000), among: names) == nil)
    #expect(NearestName.of("questions", among: []) == nil)
  }
}
