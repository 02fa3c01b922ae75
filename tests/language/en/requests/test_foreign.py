"""Another language is told by its smallest words, and English with names in it stays English."""

import pytest

from language.en.requests.foreign import load_languages

LANGUAGES = load_languages()
FOREIGN = (
    "Ein Index beschleunigt das Lesen. Mein größter Fehler passierte bei einer Migration.",
    "Le client était furieux, alors je l'ai appelé. Un index accélère la lecture.",
    "El cliente estaba furioso, así que lo llamé. Mi mayor error ocurrió el año pasado.",
    "O cliente estava furioso, então liguei para ele. Um índice acelera a leitura.",
    "Il cliente era furioso, quindi l'ho chiamato. Il mio errore è successo durante una notte.",
    "De klant was boos, dus ik belde hem op. Mijn grootste fout was bij een migratie.",
    "Klient był wściekły, więc od razu do niego zadzwoniłem. Potem udało nam się to naprawić.",
    "Müşteri çok kızgındı, bu yüzden onu aradım. Sonra sistemi birlikte düzelttik.",
    "Kunden var arg så jag ringde honom. Sedan skulle vi bygga om det för alla.",
    "Kunden var sint, og jeg ringte ham etter møtet. Det var ikke en feil fra vår side.",
)


@pytest.mark.parametrize("said", FOREIGN)
def test_an_answer_in_another_language_is_noticed_and_not_measured_as_english(said: str) -> None:
    assert LANGUAGES.foreign(said)
    assert LANGUAGES.is_another(said)


@pytest.mark.parametrize(
    "said",
    [
        "I used Docker and Terraform at Siemens in Munich.",
        "Our de facto standard was Avro, per se it was fine.",
        "We hired Ana from São Paulo and Juan de la Cruz.",
        "El Paso was our first site, then Las Vegas, then Los Angeles.",
        "Non-blocking IO, epoll, event loops.",
        "Deutsche Telekom, Orange, Telefónica were clients.",
        "Vue, Nuxt, Vite, Pinia, Tailwind.",
        "Auf Wiedersehen was all he said, and we laughed about it.",
        "CI CD",
    ],
)
def test_english_with_names_terms_and_a_foreign_word_stays_english(said: str) -> None:
    assert not LANGUAGES.foreign(said)
    assert not LANGUAGES.is_another(said)
