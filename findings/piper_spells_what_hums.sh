#!/usr/bin/env bash
# Piper 1.8 spells "Mm-hm." and "Hm." letter by letter.
#
# Expected: a voice asked to say "Mm-hm." hums it, as "Hmm." and "Uh-huh." are said: two syllables.
# Seen: eSpeak, which finds Piper's phonemes, has no entry for words without a vowel but for "hmm", and
# reads them as abbreviations: "em-em aitch em", twice the length. A voice agent's prepared listening
# sounds are letters then, whatever the voice. "Um-hum" and "um" sound as they should.
#
# Without our product and without a voice: only the phonemes are looked at. Needs Python 3.11 to 3.13.
# Exits non-zero when this has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet piper-tts==1.8.0
cat > "$folder/hums.py" <<'PYTHON'
import sys
from importlib.metadata import version

from piper.phonemize_espeak import EspeakPhonemizer

print("piper-tts", version("piper-tts"))
print('expected: no "aitch" (tʃ) in a hum')
spelt = {}
for text in ("Mm-hm.", "Mhm.", "Hm.", "Hmm.", "Umhum."):
    [sentence] = EspeakPhonemizer().phonemize("en-us", text)
    phonemes = "".join(sentence)
    spelt[text] = "tʃ" in phonemes
    print(f"seen: {text:8} {phonemes}")
as_found = {"Mm-hm.": True, "Mhm.": True, "Hm.": True, "Hmm.": False, "Umhum.": False}
print("it spells them" if spelt == as_found else "changed")
sys.exit(spelt != as_found)
PYTHON
"$folder/venv/bin/python" "$folder/hums.py"
