"""Stands in for the vosk package where no model is at hand: every tenth of a second of the test's
audio is a word, numbered by its loudness. What is tried then is the server's protocol alone."""

import json
import struct


class Model:
    def __init__(self, path=None):
        pass


class SpkModel(Model):
    pass


class KaldiRecognizer:
    def __init__(self, model, rate, phrases=None):
        self.length = int(rate) // 10
        self.audio = b""
        self.words = []
        self.settled = 0
        self.shows_words = False

    def SetWords(self, shows):
        self.shows_words = shows

    def SetMaxAlternatives(self, count):
        pass

    def AcceptWaveform(self, audio):
        self.audio += audio
        while len(self.audio) >= 2 * self.length:
            (sample,) = struct.unpack("<h", self.audio[:2])
            self.words.append(f"w{(sample + 50) // 100}")
            self.audio = self.audio[2 * self.length :]
        return len(self.words) - self.settled >= 8

    def PartialResult(self):
        return json.dumps({"partial": " ".join(self.words[self.settled :])})

    def Result(self):
        first, self.settled = self.settled, len(self.words)
        words = self.words[first:]
        answer = {"text": " ".join(words)}
        if words and self.shows_words:
            answer["result"] = [
                {"conf": 0.5, "start": (first + i) / 10, "end": (first + i + 1) / 10, "word": word}
                for i, word in enumerate(words)
            ]
        return json.dumps(answer)

    FinalResult = Result
