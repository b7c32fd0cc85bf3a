internal import CSpeexDSP

/// Changes the sampling rate of a whole mono sound.
///
/// speexdsp at quality 7; its delay is skipped, so sample *k* of the result lies at
/// *k* / `outputRate` seconds of the input.
public enum Resampler {
  /// Resamples a sound.
  ///
  /// - Parameters:
  ///   - samples: `[n]` samples at `inputRate`.
  ///   - inputRate: samples in a second, 8,000…192,000.
  ///   - outputRate: samples in a second, 8,000…192,000.
  /// - Returns: `[n · outputRate / inputRate]` samples, rounded.
  /// - Throws: `EngineError.Code.libraryRefused` for a rate out of range.
  public static func resample(
    _ samples: [Float],
    from inputRate: Int,
    to outputRate: Int
  ) throws(EngineError) -> [Float] {
    let rates = 8_000...192_000
    guard rates.contains(inputRate), rates.contains(outputRate) else {
      throw EngineError(.libraryRefused, "cannot resample \(inputRate) Hz to \(outputRate) Hz")
    }
    if inputRate == outputRate { return samples }
    var status: Int32 = 0
    guard
      let state = speex_resampler_init(
        1,
        UInt32(inputRate),
        UInt32(outputRate),
        7,
        &status
      )
    else { throw EngineError(.libraryRefused, "the resampler could not be created (\(status))") }
    defer { speex_resampler_destroy(state) }
    _ = speex_resampler_skip_zeros(state)
    let wanted = (samples.count * outputRate + inputRate / 2) / inputRate
    // The filter still holds the last input when the input ends: silence pushes it out.
    let tail = Int(speex_resampler_get_input_latency(state)) + inputRate / 100
    let padded = samples + [Float](repeating: 0, count: tail)
    var result = [Float](repeating: 0, count: wanted + outputRate / 50)
    var consumed = UInt32(clamping: padded.count)
    var produced = UInt32(clamping: result.count)
    status = speex_resampler_process_float(state, 0, padded, &consumed, &result, &produced)
    guard status == 0, Int(produced) >= wanted else {
      throw EngineError(.libraryRefused, "the resampler failed (\(status))")
    }
    result.removeLast(result.count - wanted)
    return result
  }
}
