"""Real speech for the fake microphone, made of recordings that Debian packages."""

import array
import pathlib
import sys
import wave

SOURCE = pathlib.Path("/usr/share/pocketsphinx/test/data/librivox")
RATE = 48_000


def _upsampled(samples: array.array, factor: int) -> array.array:
    """Linear interpolation by a whole factor: enough for a recognizer that works at 16 kHz."""
    result = array.array("h")
    for index, value in enumerate(samples):
        following = samples[index + 1] if index + 1 < len(samples) else 0
        for step in range(factor):
            result.append(value + (following - value) * step // factor)
    return result


def _read(path: pathlib.Path) -> array.array:
    with wave.open(str(path)) as source:
        if source.getnchannels() != 1 or source.getsampwidth() != 2 or RATE % source.getframerate():
            raise ValueError(f"{path.name} is not mono PCM16 at a divisor of {RATE} Hz")
        samples = array.array("h", source.readframes(source.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return _upsampled(samples, RATE // source.getframerate())


def make_microphone(
    target: pathlib.Path, silence_seconds: float = 5, source: pathlib.Path = SOURCE
) -> None:
    """Writes all clips with silence after each; Chromium plays the file in a loop."""
    clips = sorted(source.glob("*.wav"))
    if not clips:
        raise FileNotFoundError(f"no WAV files in {source}")
    silence = array.array("h", bytes(2 * int(RATE * silence_seconds)))
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for clip in clips:
            samples = _read(clip) + silence
            if sys.byteorder == "big":
                samples.byteswap()
            file.writeframes(samples.tobytes())
