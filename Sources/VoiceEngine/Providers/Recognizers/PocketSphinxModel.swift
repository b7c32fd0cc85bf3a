internal import CPocketSphinx
import Foundation

/// Where the acoustic model, the language model and the dictionary lie.
public struct PocketSphinxModel: Equatable, Sendable {
  /// Folder of the acoustic model.
  public var acousticModel: String
  /// File of the language model.
  public var languageModel: String
  /// File of the pronouncing dictionary.
  public var dictionary: String
  /// Primary subtag of the one language that the model knows.
  public var language: String

  /// Creates a description of a model.
  public init(
    acousticModel: String,
    languageModel: String,
    dictionary: String,
    language: String
  ) {
    self.acousticModel = acousticModel
    self.languageModel = languageModel
    self.dictionary = dictionary
    self.language = language
  }

  /// The model of Debian's package `pocketsphinx-en-us`.
  public static let debianEnglish = PocketSphinxModel(
    acousticModel: "/usr/share/pocketsphinx/model/en-us/en-us",
    languageModel: "/usr/share/pocketsphinx/model/en-us/en-us.lm.bin",
    dictionary: "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict",
    language: "en"
  )
}

/// One pocketsphinx decoder with its model: about 92 MB, used by one thread.
struct PocketSphinxDecoder: ~Copyable {
  // Safety: created in init, freed in deinit, never copied out of this one owner.
  private let decoder: OpaquePointer
  // Safety: owned with the decoder, which reads it while it lives.
  private let settings: OpaquePointer

  init(model: PocketSphinxModel) throws(EngineError) {
    err_set_logfp(nil)
    let arguments = [
      "vivavoce", "-hmm", model.acousticModel, "-lm", model.languageModel, "-dict",
      model.dictionary, "-samprate", "16000",
    ]
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    guard
      let settings = cmd_ln_parse_r(nil, ps_args(), Int32(pointers.count), &pointers, 1)
    else {
      throw EngineError(.recognizerUnavailable, "pocketsphinx refused its settings")
    }
    guard let decoder = ps_init(settings) else {
      cmd_ln_free_r(settings)
      throw EngineError(.recognizerUnavailable, "the speech model could not be loaded")
    }
    self.settings = settings
    self.decoder = decoder
  }

  deinit {
    ps_free(decoder)
    cmd_ln_free_r(settings)
  }

  mutating func start() {
    // Without a new stream the times of the words go on from the utterance before.
    ps_start_stream(decoder)
    ps_start_utt(decoder)
  }

  mutating func process(_ samples: [Int16]) {
    ps_process_raw(decoder, samples, samples.count, 0, 0)
  }

  /// The belief so far.
  mutating func partial() -> String {
    guard let text = ps_get_hyp(decoder, nil) else { return "" }
    return String(cString: text)
  }

  /// Settles the utterance: words with their first and last 10 ms window and posterior.
  mutating func finish() -> [RecognizedWord] {
    ps_end_utt(decoder)
    var words: [RecognizedWord] = []
    var segment = ps_seg_iter(decoder)
    while let current = segment {
      var first: Int32 = 0
      var last: Int32 = 0
      ps_seg_frames(current, &first, &last)
      let posterior = logmath_exp(
        ps_get_logmath(decoder),
        ps_seg_prob(current, nil, nil, nil)
      )
      if let text = RecognizedWord.spelling(of: String(cString: ps_seg_word(current))) {
        words.append(
          RecognizedWord(
            text: text,
            firstWindow: Int(first),
            lastWindow: Int(last),
            posterior: min(1, max(0, posterior))
          )
        )
      }
      segment = ps_seg_next(current)
    }
    return words
  }
}

/// A word as the decoder settled it, in 10 ms windows of the utterance.
struct RecognizedWord: Equatable {
  var text: String
  var firstWindow: Int
  var lastWindow: Int
  var posterior: Double

  /// The spoken form of a dictionary entry, or `nil` for silence and noise.
  ///
  /// Entries read `the(2)` for a second pronunciation; fillers are in brackets, and of those only
  /// "um" and "uh" are speech.
  static func spelling(of entry: String) -> String? {
    switch entry {
    case "[UM]": return "um"
    case "[UH]": return "uh"
    default: break
    }
    guard let first = entry.first, first != "<", first != "[", first != "+" else { return nil }
    return entry.split(separator: "(").first.map(String.init)
  }
}
