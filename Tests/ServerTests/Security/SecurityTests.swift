import Testing

@testable import Server

@Suite struct SecurityTests {
  @Test func `tokens are long, of the safe alphabet, and never the same`() throws {
    var seen: Set<String> = []
    for _ in 0..<500 {
      let token = try RandomToken.make()
      #expect(token.count == 43)
      #expect(token.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
      seen.insert(token)
    }
    #expect(seen.count == 500)
    #expect(try RandomToken.makeIdentifier().count == 22)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
  ])
  func `base64url is that of RFC 4648`(plain: String, encoded: String) {
    #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
  }

  @Test func `the last two characters of the alphabet are safe in URLs`() {
    #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
  }

  @Test func `digests are those of FIPS 180-4`() {
    let hex = SHA256.digest("abc").map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(SHA256.digest("").count == 32)
  }

  @Test func `a digest recognises its token only`() throws {
    let token = try RandomToken.make()
    let digest = TokenDigest(of: token)
    #expect(digest.matches(token))
    #expect(!digest.matches(token + "x"))
    #expect(!digest.matches(""))
    #expect(TokenDigest(bytes: digest.bytes) == digest)
    #expect(!TokenDigest(bytes: []).matches(token))
  }

  @Test func `pages of the server and of the list may connect, others not`() {
    let policy = OriginPolicy(allowed: ["https://Interviews.example.org"])
    func allows(_ origin: String?, host: String? = "localhost:8080") -> Bool {
      policy.allows(HTTPRequestHeaders(host: host, origin: origin))
    }
    #expect(allows(nil))
    #expect(allows("http://localhost:8080"))
    #expect(allows("https://LOCALHOST:8080"))
    #expect(allows("https://interviews.example.org"))
    #expect(!allows("http://localhost:8081"))
    #expect(!allows("http://localhost"))
    #expect(!allows("null"))
    #expect(!allows("http://evil.example"))
    #expect(!allows("http://localhost:8080.evil.example"))
    #expect(!allows("http://localhost:8080", host: nil))
    #expect(allows("http://demo.localhost:8080", host: "demo.localhost:8080"))
    #expect(allows("http://[::1]:8080", host: "[::1]:8080"))
  }

  @Test func `a foreign name that points here is no page of the server`() {
    let rebound = HTTPRequestHeaders(host: "evil.example:8080", origin: "http://evil.example:8080")
    #expect(!OriginPolicy().allows(rebound))
    let own = HTTPRequestHeaders(host: "voice.school.fr", origin: "https://voice.school.fr")
    #expect(!OriginPolicy(listens: "0.0.0.0").allows(own))
    #expect(OriginPolicy(listens: "voice.school.fr").allows(own))
    #expect(OriginPolicy(allowed: ["https://voice.school.fr"]).allows(own))
  }
}
