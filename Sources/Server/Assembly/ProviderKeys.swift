import Foundation

/// Finds the keys that lines of the configuration name.
struct ProviderKeys {
  /// Where `key_variable` is looked up.
  var environment: [String: String]
  /// Where `key_name` is looked up; `nil` without a master key.
  var stored: KeyStore?

  /// The key of a provider, or `nil` where its line names none.
  ///
  /// - Throws: `ProviderSetupError`, which tells where the key was looked for.
  func key(for line: ProviderLine) throws(ProviderSetupError) -> String? {
    if let name = line.fields["key_name"] { return try stored(name, line) }
    let source: String
    let text: String?
    if let path = line.fields["key_file"] {
      source = "the file \(path)"
      text = try? String(contentsOfFile: path, encoding: .utf8)
    } else if let variable = line.fields["key_variable"] {
      source = "the environment variable \(variable)"
      text = environment[variable]
    } else {
      return nil
    }
    let key = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !key.isEmpty, !key.contains(where: \.isNewline) else {
      throw ProviderSetupError(description: "\(line.kind): no key can be read from \(source)")
    }
    return key
  }

  private func stored(
    _ name: String,
    _ line: ProviderLine
  ) throws(ProviderSetupError) -> String {
    guard let stored else {
      throw ProviderSetupError(
        description: "\(line.kind): key_name needs VIVAVOCE_MASTER_KEY_FILE"
      )
    }
    do throws(KeyStore.Failure) { return try stored.key(name) } catch {
      throw ProviderSetupError(description: "\(line.kind): \(error)")
    }
  }
}
