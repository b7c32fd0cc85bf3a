import Testing

@Suite struct SwiftCodeTests {
  private func code(_ text: String) -> [String] {
    SwiftCode(text).code.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  @Test func `strings, comments and names in backticks are not code`() {
    #expect(code("let a = \"b\" + c // d") == ["let a =     + c"])
    #expect(code("a /* b /* c */ d */ e") == ["a                   e"])
    #expect(code("func `a b`() {") == ["func      () {"])
  }

  @Test func `what a string interpolates is code`() {
    #expect(code("\"x \\(f(\"y\")) z\" + g") == ["     f(   )     + g"])
    #expect(code("#\"x \\(f) \\#(g)\"# + h") == ["            g    + h"])
  }

  @Test func `a string of several lines ends at its own quotes`() {
    #expect(code("a = \"\"\"\n  \"b\" {\n  \"\"\" + c") == ["a =", "", "      + c"])
  }

  @Test func `a quotation mark that is escaped ends nothing`() {
    #expect(code("\"a\\\"b\" + c") == ["       + c"])
    #expect(code("\"a\\\\\" + c") == ["      + c"])
  }
}
