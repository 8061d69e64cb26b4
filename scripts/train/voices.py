# SPDX-License-Identifier: GPL-3.0-or-later
"""Talk from Debian's speech synthesisers, made once and kept as WAV files below `build/train`.

Counting and short sentences in many languages: what a teacher or a practising musician says. The
synthesisers are poor actors but speak languages that no recording at hand does.
"""
import os
import shutil
import subprocess

SENTENCES = {
    "en-us": ["one two three four", "let us try that again from the second line, a little slower",
              "no, the third finger was flat, listen to the cello here"],
    "en-gb-x-rp": ["and one and two and three and four and", "would you open the door please, thank you"],
    "de": ["eins zwei drei vier", "noch einmal von vorne, und bitte etwas langsamer in der linken Hand"],
    "fr-fr": ["un deux trois quatre", "on reprend depuis le début, doucement, sans se presser"],
    "es-419": ["uno dos tres cuatro", "otra vez desde el principio, un poco más despacio por favor"],
    "it": ["uno due tre quattro", "ancora una volta dall'inizio, più piano e senza fretta"],
    "pt-br": ["um dois três quatro", "vamos de novo desde o começo, um pouco mais devagar"],
    "nl": ["een twee drie vier", "nog een keer vanaf het begin, iets langzamer alsjeblieft"],
    "sv": ["ett två tre fyra", "en gång till från början, lite långsammare den här gången"],
    "da": ["en to tre fire", "en gang til fra begyndelsen og lidt langsommere"],
    "nb": ["en to tre fire", "en gang til fra begynnelsen, litt roligere"],
    "fi": ["yksi kaksi kolme neljä", "vielä kerran alusta, vähän hitaammin kiitos"],
    "pl": ["raz dwa trzy cztery", "jeszcze raz od początku, trochę wolniej proszę"],
    "cs": ["jedna dvě tři čtyři", "ještě jednou od začátku, trochu pomaleji"],
    "hu": ["egy kettő három négy", "még egyszer az elejétől, egy kicsit lassabban"],
    "ro": ["unu doi trei patru", "încă o dată de la început, puțin mai încet"],
    "el": ["ένα δύο τρία τέσσερα", "πάλι από την αρχή, λίγο πιο αργά παρακαλώ"],
    "tr": ["bir iki üç dört", "baştan bir daha, biraz daha yavaş lütfen"],
    "ko": ["하나 둘 셋 넷", "처음부터 다시 한 번 천천히 해 보세요", "활을 조금 더 길게 쓰고 음정을 들어 보세요"],
    "ja": ["いち に さん し", "もう いちど はじめから ゆっくり おねがいします"],
    "cmn": ["一 二 三 四", "从头再来一遍 慢一点 注意左手"],
    "yue": ["一 二 三 四", "再嚟一次 慢啲"],
    "vi": ["một hai ba bốn", "làm lại từ đầu, chậm hơn một chút"],
    "hi": ["एक दो तीन चार", "फिर से शुरू से, थोड़ा धीरे"],
    "ar": ["واحد اثنان ثلاثة أربعة", "مرة أخرى من البداية ببطء"],
    "id": ["satu dua tiga empat", "sekali lagi dari awal, pelan pelan saja"],
    "uk": ["один два три чотири", "ще раз спочатку, трохи повільніше"],
    "sw": ["moja mbili tatu nne", "tena kutoka mwanzo, polepole"],
    "ta": ["ஒன்று இரண்டு மூன்று நான்கு", "மீண்டும் ஆரம்பத்தில் இருந்து"],
    "fa": ["یک دو سه چهار", "دوباره از اول کمی آهسته تر"],
}
VARIANTS = ["", "+male3", "+female2", "+female4", "+klatt3", "+Michael", "+Annie", "+whisper", "+croak",
            "+Storm", "+male7", "+grandpa", "+Alicia", "+Demonic", "+Linda", "+Lee"]
DIGITS = "1 2 3 4, 5 6 7 8. 23 48 120 92 7 15"


def folder(build):
    return os.path.join(build, "voices")


def run(command, text=None):
    subprocess.run(command, input=text, text=True, check=False, capture_output=True)


def espeak(target):
    for number, (language, sentences) in enumerate(sorted(SENTENCES.items())):
        for turn, text in enumerate(sentences + [DIGITS]):
            for shift in range(4):
                variant = VARIANTS[(number * 5 + turn * 3 + shift * 7) % len(VARIANTS)]
                speed, pitch = 95 + (number * 37 + shift * 41) % 110, 15 + (turn * 29 + shift * 23) % 75
                name = "espeak_%s_%d_%d.wav" % (language, turn, shift)
                run(["espeak-ng", "-v", language + variant, "-s", str(speed), "-p", str(pitch), "-w",
                     os.path.join(target, name), text])


def flite(target):
    for voice in ("awb", "rms", "slt"):
        for turn, text in enumerate(SENTENCES["en-us"] + SENTENCES["en-gb-x-rp"] + [DIGITS]):
            for stretch in ("0.85", "1.25"):
                name = "flite_%s_%d_%s.wav" % (voice, turn, stretch)
                run(["flite", "-voice", voice, "--setf", "duration_stretch=" + stretch, "-t", text,
                     "-o", os.path.join(target, name)])


def festival(target):
    for turn, text in enumerate(SENTENCES["en-us"] + SENTENCES["en-gb-x-rp"] + [DIGITS]):
        run(["text2wave", "-o", os.path.join(target, "festival_kal_%d.wav" % turn)], text)


def prepare(build):
    """Make the voices once; a synthesiser that is not installed is skipped."""
    target = folder(build)
    if os.path.isdir(target):
        return
    os.makedirs(target + ".part", exist_ok=True)
    for tool, make in (("espeak-ng", espeak), ("flite", flite), ("text2wave", festival)):
        if shutil.which(tool):
            make(target + ".part")
    for name in os.listdir(target + ".part"):
        path = os.path.join(target + ".part", name)
        if os.path.getsize(path) < 4000:
            os.remove(path)
    os.replace(target + ".part", target)
