//! Notes made up of sentences, in every language that is judged.

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

/// What notes in a language are made of. In `anchors`, `{…}` is filled with one of the words of that list.
struct Language {
    /// With the name after them.
    greetings: &'static [&'static str],
    /// What everyone sends.
    canned: &'static [&'static str],
    /// What shows some effort.
    thin: &'static [&'static str],
    /// What is true of nobody else.
    anchors: &'static [&'static str],
    closings: &'static [&'static str],
    fills: [(&'static str, &'static [&'static str]); 5],
}

const LANGUAGES: [Language; 7] = [
    Language {
        greetings: &["Hi {n},", "Hello {n}!", "Dear {n},\n", "Hey {n} -", "{n},", "Good morning {n}."],
        canned: &[
            "I'd like to add you to my professional network on LinkedIn.",
            "I came across your profile and would love to connect.",
            "I'm looking to expand my network with like-minded professionals.",
            "Let's connect!",
            "We help companies like yours cut costs by 30%.",
            "Would you be open to a quick call this week?",
            "Grab a slot: calendly.com/acme/15min",
            "I'd love to hear about [Company].",
        ],
        thin: &[
            "I see you work at Acme as a data engineer.",
            "We share 37 connections.",
            "Your profile is very impressive.",
            "Congratulations on your new role!",
            "I am also interested in machine learning.",
            "Great posts!",
            "I'm a student at the University of Leeds.",
        ],
        anchors: &[
            "We met at the {event} in {place} on {day}.",
            "You showed me the {thing} at the {event} in {place}.",
            "{person} suggested I write to you about the {thing}.",
            "We were both at the {event} in {place} last {day}.",
            "Your talk on the {thing} at the {event} made us rewrite our handbook.",
            "I used your guide to the {thing} and it saved us three days.",
            "Thank you for fixing the {thing} before my talk on {day}.",
        ],
        closings: &["", "Best, Sam", "Thanks!", "Kind regards"],
        fills: [
            ("{event}", &["harbour tour", "data meetup", "KubeCon", "supplier fair", "book club"]),
            ("{place}", &["Leeds", "Lisbon", "Utrecht", "Berlin"]),
            ("{day}", &["Tuesday", "Friday", "Monday"]),
            ("{thing}", &["tide tables", "bee hives", "payroll cut-over", "projector", "incident rota"]),
            ("{person}", &["Jill", "Tom Okafor", "Maria Lopez"]),
        ],
    },
    Language {
        greetings: &["Hallo {n},", "Liebe {n},\n", "Guten Tag {n},"],
        canned: &[
            "Ich möchte Sie gerne zu meinem beruflichen Netzwerk auf LinkedIn hinzufügen.",
            "Ich bin auf Ihr Profil gestoßen und würde mich gerne vernetzen.",
            "Lassen Sie uns vernetzen!",
        ],
        thin: &[
            "Ich sehe, Sie arbeiten bei Acme als Ingenieurin.",
            "Wir haben 37 gemeinsame Kontakte.",
            "Ihr Profil ist sehr beeindruckend.",
            "Herzlichen Glückwunsch zur neuen Stelle!",
        ],
        anchors: &[
            "Wir haben uns am {day} beim {event} in {place} kennengelernt.",
            "{person} hat mir empfohlen, Ihnen wegen der {thing} zu schreiben.",
            "Ihr Vortrag über {thing} beim {event} hat unser Handbuch verändert.",
        ],
        closings: &["", "Viele Grüße", "Mit freundlichen Grüßen Sam"],
        fills: [
            ("{event}", &["Hafenfest", "Datentreffen", "Imkertag"]),
            ("{place}", &["Köln", "Graz", "Leipzig"]),
            ("{day}", &["Dienstag", "Freitag"]),
            ("{thing}", &["Pumpen", "Bienenstöcke", "Gezeiten"]),
            ("{person}", &["Jutta Weber", "Tom"]),
        ],
    },
    Language {
        greetings: &["Hola {n},", "Estimada {n}:", "Buenos días {n}."],
        canned: &[
            "Me gustaría añadirte a mi red profesional en LinkedIn.",
            "He visto tu perfil y me encantaría conectar.",
            "¿Tienes 15 minutos esta semana?",
        ],
        thin: &[
            "Veo que trabajas en Acme como ingeniera.",
            "Tenemos 37 contactos en común.",
            "Tu perfil es muy interesante.",
            "¡Enhorabuena por tu nuevo puesto!",
        ],
        anchors: &[
            "Nos conocimos el {day} en la {event} de {place}.",
            "{person} me sugirió que te escribiera sobre las {thing}.",
            "Tu charla sobre {thing} en la {event} cambió nuestro manual.",
        ],
        closings: &["", "Un saludo", "Gracias"],
        fills: [
            ("{event}", &["feria de proveedores", "visita al puerto"]),
            ("{place}", &["Bilbao", "Sevilla"]),
            ("{day}", &["martes", "viernes"]),
            ("{thing}", &["bombas", "colmenas", "mareas"]),
            ("{person}", &["María López", "Tom"]),
        ],
    },
    Language {
        greetings: &["Bonjour {n},", "Chère {n},\n"],
        canned: &[
            "J'aimerais vous ajouter à mon réseau professionnel sur LinkedIn.",
            "Je suis tombé sur votre profil et j'aimerais entrer en contact.",
            "Auriez-vous 15 minutes cette semaine ?",
        ],
        thin: &[
            "Je vois que vous travaillez chez Acme comme ingénieure.",
            "Nous avons 37 relations en commun.",
            "Votre profil est très intéressant.",
            "Félicitations pour votre nouveau poste !",
        ],
        anchors: &[
            "Nous nous sommes rencontrés {day} à la {event} de {place}.",
            "{person} m'a conseillé de vous écrire au sujet des {thing}.",
            "Votre conférence sur les {thing} à la {event} a changé notre manuel.",
        ],
        closings: &["", "Cordialement", "Merci d'avance"],
        fills: [
            ("{event}", &["foire aux fournisseurs", "visite du port"]),
            ("{place}", &["Lyon", "Nantes"]),
            ("{day}", &["mardi", "vendredi"]),
            ("{thing}", &["pompes", "ruches", "marées"]),
            ("{person}", &["Léa Roy", "Tom"]),
        ],
    },
    Language {
        greetings: &["Ciao {n},", "Gentile {n},"],
        canned: &[
            "Vorrei aggiungerti alla mia rete professionale su LinkedIn.",
            "Ho visto il tuo profilo e mi piacerebbe entrare in contatto.",
        ],
        thin: &[
            "Vedo che lavori in Acme come ingegnere.",
            "Abbiamo 37 collegamenti in comune.",
            "Il tuo profilo è molto interessante.",
        ],
        anchors: &[
            "Ci siamo conosciuti {day} alla {event} di {place}.",
            "{person} mi ha suggerito di scriverti delle {thing}.",
            "Il tuo intervento sulle {thing} alla {event} ha cambiato il nostro manuale.",
        ],
        closings: &["", "Cordiali saluti", "Grazie"],
        fills: [
            ("{event}", &["fiera dei fornitori", "visita al porto"]),
            ("{place}", &["Torino", "Bari"]),
            ("{day}", &["martedì", "venerdì"]),
            ("{thing}", &["pompe", "arnie", "maree"]),
            ("{person}", &["Maria Ricci", "Tom"]),
        ],
    },
    Language {
        greetings: &["Hallo {n},", "Beste {n},\n", "Ha {n}!"],
        canned: &[
            "Ik wil je graag toevoegen aan mijn professionele netwerk op LinkedIn.",
            "Ik kwam je profiel tegen en zou graag connecten.",
        ],
        thin: &[
            "Ik zie dat je bij Acme werkt als ingenieur.",
            "We hebben 37 gemeenschappelijke connecties.",
            "Je profiel is erg interessant.",
        ],
        anchors: &[
            "We spraken elkaar {day} op de {event} in {place}.",
            "{person} raadde me aan je te schrijven over de {thing}.",
            "Je lezing over {thing} op de {event} heeft ons handboek veranderd.",
        ],
        closings: &["", "Groet, Sam", "Met vriendelijke groet"],
        fills: [
            ("{event}", &["leveranciersbeurs", "havenrondvaart"]),
            ("{place}", &["Utrecht", "Gent"]),
            ("{day}", &["dinsdag", "vrijdag"]),
            ("{thing}", &["pompen", "bijenkasten", "getijden"]),
            ("{person}", &["Marieke de Boer", "Tom"]),
        ],
    },
    Language {
        greetings: &["Olá {n},", "Oi {n}!", "Prezada {n},\n"],
        canned: &[
            "Gostaria de adicionar você à minha rede profissional no LinkedIn.",
            "Vi o seu perfil e gostaria de me conectar.",
        ],
        thin: &[
            "Vejo que você trabalha na Acme como engenheira.",
            "Temos 37 conexões em comum.",
            "Seu perfil é muito interessante.",
        ],
        anchors: &[
            "Nos conhecemos na {day} na {event} de {place}.",
            "{person} me sugeriu escrever para você sobre as {thing}.",
            "Sua palestra sobre {thing} na {event} mudou o nosso manual.",
        ],
        closings: &["", "Abraço", "Atenciosamente"],
        fills: [
            ("{event}", &["feira de fornecedores", "visita ao porto"]),
            ("{place}", &["Porto Alegre", "Recife"]),
            ("{day}", &["terça", "sexta"]),
            ("{thing}", &["bombas", "colmeias", "marés"]),
            ("{person}", &["Maria Lopes", "Tom"]),
        ],
    },
];

/// First names with nothing but letters, from many places; some are words, too.
pub(crate) const NAMES: [&str; 12] =
    ["Anna", "Thomas", "Priya", "José", "Chloé", "Pieter", "Mei", "Kwame", "Will", "Grace", "Zoë", "Ngọc"];

/// A note in parts.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    /// The recipient's first name.
    pub(crate) name: &'static str,
    greeting: Option<&'static str>,
    sentences: Vec<&'static str>,
    anchor: String,
    /// Before which sentence the anchor stands.
    place: usize,
    closing: &'static str,
    separator: &'static str,
}

impl Note {
    /// The note to somebody called `name`, without its anchor.
    pub(crate) fn plain(&self, name: &str) -> String {
        self.write(name, self.sentences.clone())
    }

    /// The note with its anchor.
    pub(crate) fn anchored(&self, name: &str) -> String {
        let mut sentences = self.sentences.clone();
        sentences.insert(self.place.min(sentences.len()), &self.anchor);
        self.write(name, sentences)
    }

    /// The note with nothing but its anchor.
    pub(crate) fn alone(&self, name: &str) -> String {
        self.write(name, vec![&self.anchor])
    }

    fn write(&self, name: &str, sentences: Vec<&str>) -> String {
        let greeting = self.greeting.map(|greeting| greeting.replace("{n}", name));
        let parts = greeting.as_deref().into_iter().chain(sentences).chain([self.closing]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(self.separator)
    }
}

/// Any note: greeted or not, of up to five sentences that anyone could send, in any order.
pub(crate) fn note() -> impl Strategy<Value = Note> {
    (0..LANGUAGES.len()).prop_flat_map(|language| {
        let Language { greetings, canned, thin, anchors, closings, fills } = &LANGUAGES[language];
        let sentences =
            (subsequence(*canned, 0..=2), subsequence(*thin, 0..=3)).prop_map(|(canned, thin)| [canned, thin].concat());
        let fill = fills.map(|(_, words)| select(words));
        let anchor = (select(*anchors), fill).prop_map(|(anchor, words)| {
            fills.iter().zip(words).fold(anchor.to_owned(), |anchor, ((mark, _), word)| anchor.replace(mark, word))
        });
        (
            select(&NAMES[..]),
            proptest::option::weighted(0.8, select(*greetings)),
            sentences.prop_shuffle(),
            anchor,
            any::<Index>(),
            select(*closings),
            select(&[" ", "\n", "\n\n"][..]),
        )
            .prop_map(|(name, greeting, sentences, anchor, place, closing, separator)| {
                let place = place.index(sentences.len() + 1);
                Note { name, greeting, sentences, anchor, place, closing, separator }
            })
    })
}
