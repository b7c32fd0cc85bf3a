/// A key to a provider; it never shows in descriptions, dumps or logs.
public struct ProviderKey: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  private let secret: String

  /// Keeps a key.
  public init(_ secret: String) { self.secret = secret }

  /// The key itself, for a header.
  func header(_ prefix: String = "") -> String { prefix + secret }

  /// Eight stars.
  public var description: String { "********" }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Where a provider is and what it is asked for.
public struct ProviderEndpoint: Equatable, Sendable {
  /// Absolute address without a slash at its end, such as `http://127.0.0.1:8000/v1`.
  public var address: String
  /// Opens it, or `nil` where no key is wanted.
  public var key: ProviderKey?
  /// The provider's name of the model.
  public var model: String

  /// Creates an endpoint.
  public init(address: String, key: ProviderKey? = nil, model: String = "") {
    var address = address
    while address.hasSuffix("/") { address.removeLast() }
    self.address = address
    self.key = key
    self.model = model
  }

  /// `Authorization: Bearer` with the key, where there is one.
  var bearer: [(name: String, value: String)] {
    key.map { [("Authorization", $0.header("Bearer "))] } ?? []
  }
}
