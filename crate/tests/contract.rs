//! What other programs may rely on: the examples of every check, the texts of every finding, spans, and hostile input.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a step that fails is a test that fails")]

use std::collections::BTreeSet;

use fauxpas::{CHECKS, Draft, EXAMPLES, Kind, Messages, Recipient, Relationship, Report, SIGNALS, Severity, check};
use serde_json::Value;

/// A text is its own key, so that tests see which one was asked for.
struct Keys;

impl Messages for Keys {
    fn text(&self, key: &str, _: &[&str]) -> String {
        key.to_owned()
    }
}

fn draft(kind: Kind, text: &str) -> Draft {
    Draft::new(kind, text.to_owned())
}

fn invitation(to: &str, text: &str) -> Draft {
    Draft::to(Kind::Invitation, text.to_owned(), to.to_owned())
}

fn finds(report: &Report, id: &str) -> bool {
    report.findings.iter().any(|finding| finding.check == id)
}

fn locale() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../extension/_locales/en/messages.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_check_finds_its_bad_examples_and_passes_its_good_ones() {
    for (rule, examples) in CHECKS.iter().zip(EXAMPLES) {
        for example in examples.bad {
            let report = check(&example.draft(), &Keys);
            assert!(finds(&report, rule.id), "{} overlooks {example:?}: {report:#?}", rule.id);
        }
        for example in examples.good {
            let report = check(&example.draft(), &Keys);
            assert!(!finds(&report, rule.id), "{} objects to {example:?}: {report:#?}", rule.id);
        }
    }
}

#[test]
fn the_registry_holds_every_check_of_the_contract_once_with_examples_and_texts() {
    let contract = [
        "blank",
        "canned_phrase",
        "no_greeting",
        "wrong_name",
        "template_placeholder",
        "sales_pitch",
        "link",
        "asks_favour",
        "network_building",
        "no_reason",
        "recycled",
        "over_limit",
        "no_working_relationship",
        "swap_offer",
        "pay_offer",
        "canned_request",
        "no_shared_work",
        "generic_praise",
        "no_concrete_work",
    ];
    let ids: Vec<&str> = CHECKS.iter().map(|check| check.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    for id in contract {
        assert!(ids.contains(&id), "{id} is missing");
    }
    let texts = locale();
    for (check, examples) in CHECKS.iter().zip(EXAMPLES) {
        assert!(!examples.good.is_empty(), "{} has no good example", check.id);
        for part in ["title", "message", "advice"] {
            let key = format!("check_{}_{part}", check.id);
            assert!(texts.get(&key).is_some(), "{key} is not in _locales");
        }
    }
}

#[test]
fn every_verdict_is_explained_and_every_text_exists() {
    let texts = locale();
    let examples = EXAMPLES.iter().flat_map(|examples| examples.bad.iter().chain(examples.good));
    for example in examples {
        let report = check(&example.draft(), &Keys);
        if report.verdict.is_best() {
            assert!(!report.strengths.is_empty(), "nothing explains {example:?}: {report:#?}");
        } else {
            assert!(!report.findings.is_empty(), "nothing explains {example:?}: {report:#?}");
        }
        let keys = report.findings.iter().flat_map(|finding| [&finding.message, &finding.advice]);
        for key in keys.chain(report.strengths.iter().map(|strength| &strength.message)) {
            assert!(texts.get(key).is_some(), "{key} is not in _locales");
        }
    }
}

#[test]
fn severest_findings_come_first() {
    let report = check(
        &invitation("Anna Kowalska", "Hi Sarah, see acme.com/x. I'd like to add you to my professional network."),
        &Keys,
    );
    let severities: Vec<Severity> = report.findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted(), "{severities:?}");
}

/// The text between a span's ends, which must not split a character.
fn marked(text: &str, start: u32, end: u32) -> String {
    let units: Vec<u16> = text.encode_utf16().skip(start as usize).take((end - start) as usize).collect();
    String::from_utf16(&units).expect("a span splits no surrogate pair")
}

#[test]
fn a_span_counts_utf_16_code_units_and_marks_the_words_meant() {
    let text = "👋🏽 Grüezi 👨‍👩‍👧! I'd like to add you to my professional network on LinkedIn. 🙏";
    let report = check(&invitation("Anna", text), &Keys);
    let finding = report.findings.iter().find(|finding| finding.check == "canned_phrase").expect("it is canned");
    let span = finding.spans.first().expect("it has a place");
    let words = marked(text, span.start, span.end);
    assert!(words.starts_with("I'd like to add you") && words.contains("network"), "{words}");
    assert_eq!(report.length.characters as usize, text.encode_utf16().count());
}

/// Inputs that break programs which count, cut or match text carelessly.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\n\r\n\t",
        "\0",
        "a\0b\0{name}\0",
        "\u{feff}Hi {name}",
        "\u{202e}olleh ih\u{202c} {name}",
        "שלום {name}, מה נשמע",
        "مرحبا {name}، كيف حالك",
        "👨‍👩‍👧‍👦{name}\u{301}\u{301}",
        "e\u{301}\u{301}\u{301} Hi \u{301},",
        "Hi\u{200b} there\u{200d}\u{fe0f}",
        "{{{{{{{{name",
        "}}}}]]]]>>>>",
        "[[[[name]]]]",
        "%%%%%%%%%name%%%%",
        "🇩🇪🇫🇷🇩{name}🇩",
        "1️⃣ 2️⃣ Hi {1️⃣}",
        "\u{1F3FD}\u{1F3FD}",
        "Hi \u{FFFD}\u{FFFD},",
        "นาย {name} สวัสดี",
        "ก็ก็{ก็}",
        "नमस्ते {name}्",
        "…………",
        "https://",
        "http://.",
        "a.b.c.d.e",
        "@@@@ @a.b",
        "www.",
        "://x",
        "Ｈｉ ｛ｎａｍｅ｝",
        "𝐇𝐢 𝐭𝐡𝐞𝐫𝐞, 𝐥𝐞𝐭’𝐬 𝐜𝐨𝐧𝐧𝐞𝐜𝐭",
    ]
    .map(str::to_owned)
    .to_vec();
    for unit in [
        "a",
        "{{",
        "Hi Hi Hi ",
        "👍",
        "{name} ",
        "we met ",
        "e\u{301}",
        "http://a.b ",
        "[",
        "at ",
        ".",
        "\n",
        "I'd like to add you to my ",
    ] {
        texts.push(unit.repeat(3000));
    }
    texts
}

#[test]
fn blanks_inside_a_link_are_found_where_they_are() {
    let spans = |text: &str| {
        let report = check(&draft(Kind::Invitation, text), &Keys);
        let found = report.findings.iter().find(|finding| finding.check == "template_placeholder").unwrap();
        found.spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>()
    };
    assert_eq!(spans("See 👉http://é.example/👍{{name}}e\u{301}{{company}}"), [(25, 33), (35, 46)]);
    // A link is one word, however many blanks it holds.
    let huge = spans(&format!("http://{}", "{{name}}".repeat(50_000)));
    assert!(huge.iter().zip(0..).all(|(&span, index)| span == (7 + 8 * index, 15 + 8 * index)), "{huge:?}");
}

#[test]
fn name_of_a_hundred_thousand_words_is_still_a_name() {
    let name: Vec<String> = (0..100_000).map(|index| format!("x{index}")).collect();
    let name = format!("Ada {}", name.join(" "));
    assert!(!finds(&check(&invitation(&name, "Hi Ada, thank you for the tour on Tuesday."), &Keys), "wrong_name"));
    assert!(finds(&check(&invitation(&name, "Hi Sarah, thank you for the tour on Tuesday."), &Keys), "wrong_name"));
}

#[test]
fn hostile_text_gets_a_report_whose_spans_lie_inside_it_and_split_nothing() {
    let relationships = [None, Some(Relationship::None), Some(Relationship::WorkedInSameGroup)];
    for text in hostile() {
        for kind in Kind::ALL {
            for relationship in relationships {
                let recipient = Recipient {
                    name: Some(text.chars().take(300).collect()),
                    headline: Some(text.clone()),
                    ..Recipient::default()
                };
                let draft = Draft { relationship, limit: Some(7), recipient: Some(recipient), ..draft(kind, &text) };
                let report = check(&draft, &Keys);
                let length = report.length.characters;
                let places = report
                    .findings
                    .iter()
                    .flat_map(|finding| &finding.spans)
                    .chain(report.strengths.iter().flat_map(|strength| &strength.spans));
                for span in places {
                    assert!(
                        span.start < span.end && span.end <= length,
                        "{span:?} of {length} in {:?}",
                        text.chars().take(60).collect::<String>()
                    );
                    marked(&text, span.start, span.end);
                    let after: String =
                        String::from_utf16_lossy(&text.encode_utf16().skip(span.end as usize).collect::<Vec<_>>());
                    let next = after.chars().next();
                    assert!(
                        !matches!(next, Some('\u{301}' | '\u{200d}' | '\u{fe0f}')),
                        "{span:?} cuts a character of {text:?}"
                    );
                }
                assert!(report.verdict.is_best() || !report.findings.is_empty());
                assert!(!report.verdict.is_best() || !report.strengths.is_empty(), "{text:?} {report:?}");
            }
        }
    }
}

#[test]
fn a_blank_invitation_is_canned_whatever_invisible_characters_it_holds() {
    for text in ["", "   ", "\u{200b}\u{feff}\n", "\u{ad}"] {
        let report = check(&draft(Kind::Invitation, text), &Keys);
        assert_eq!(report.verdict.id(), "canned", "{text:?}");
        assert!(finds(&report, "blank"), "{text:?}");
    }
}

#[test]
fn a_drawn_blank_is_found_and_a_ticked_box_is_none() {
    for (text, is_blank) in [
        ("Congratulations on your [X]-year anniversary.", true),
        ("Bom dia, Sr. ________, faço instalação.", true),
        ("Still to do:\n[X] the rota\n  [X] the keys", false),
        ("[X] I met you in Leeds on Tuesday", false),
    ] {
        let report = check(&draft(Kind::Invitation, text), &Keys);
        assert_eq!(finds(&report, "template_placeholder"), is_blank, "{text}");
    }
}

#[test]
fn a_language_outside_the_supported_ones_is_never_called_canned_or_thin() {
    let foreign = [
        "Cześć Anno, poznaliśmy się w piątek na konferencji w Krakowie i rozmawialiśmy o pszczołach.",
        "Привет, Анна! Мы познакомились на конференции в Казани.",
        "こんにちは、先週の勉強会でお会いしました。",
        "Merhaba, geçen hafta İzmir'deki toplantıda tanışmıştık, size notları göndereceğim.",
    ];
    for text in foreign {
        let report = check(&invitation("Anna Nowak", text), &Keys);
        assert_eq!((report.verdict.id(), report.language), ("personal", "und"), "{text}");
        assert_eq!(report.strengths.first().map(|strength| strength.signal), Some("language_not_judged"), "{text}");
    }
    let report = check(
        &invitation("Anna Nowak", "Привет, {name}! Мы познакомились на конференции: calendly.com/kazan/15min"),
        &Keys,
    );
    assert!(finds(&report, "template_placeholder") && finds(&report, "link"), "{report:#?}");
}

#[test]
fn disguises_change_no_verdict() {
    let plain = "Hi Anna, I'd like to add you to my professional network on LinkedIn.";
    let disguised = [
        plain.replace('\'', "’"),
        plain.replace('\'', "`"),
        plain.to_uppercase(),
        format!("{plain}   \r\n"),
        plain.replace(' ', "\u{a0}"),
        plain.replace("add", "a\u{200b}dd"),
        plain.replace('o', "о"),
        plain.replace(", ", ",\n\n"),
        plain.replace("I'd like", "I'd really like"),
        plain.replace("professional network", "profesional netwrok"),
        plain.replace("LinkedIn", "LinkdIn").replace("network", "networrk"),
    ];
    for text in disguised {
        let report = check(&invitation("Anna Kowalska", &text), &Keys);
        assert_eq!(report.verdict.id(), "canned", "{text:?}");
        assert!(finds(&report, "canned_phrase"), "{text:?}");
    }
}

#[test]
fn a_note_sent_before_to_someone_else_is_recycled() {
    let note = |name: &str| {
        format!(
            "Hi {name}, I really enjoyed reading about the work your team does and would love to stay in contact about it."
        )
    };
    let before = fauxpas::fingerprint(&invitation("Maria Lopez", &note("Maria"))).expect("it is long enough");
    let sent = vec![fauxpas::SentNote { fingerprint: before.clone(), on: "2026-03-03".to_owned() }];
    let again = Draft { sent: Some(sent.clone()), ..invitation("Tom Baker", &note("Tom")) };
    assert!(finds(&check(&again, &Keys), "recycled"));
    let other = Draft {
        sent: Some(sent),
        ..invitation(
            "Tom Baker",
            "Hi Tom, thanks for fixing the projector before my talk on Tuesday, the room loved the moss slides.",
        )
    };
    assert!(!finds(&check(&other, &Keys), "recycled"));
    assert!(!before.contains("Maria"));
}

#[test]
fn signals_have_names_of_their_own() {
    assert_eq!(SIGNALS.iter().collect::<BTreeSet<_>>().len(), SIGNALS.len());
}

#[test]
fn ordinary_sentences_get_the_verdict_that_people_would_give() {
    let expected = [
        ("canned", "Hi Anna, I came across your profile and would love to connect."),
        ("canned", "Hi Anna, we help companies like Acme cut cloud costs by 30%. Open to a quick call?"),
        ("thin", "Hi Anna, I see you work at Acme as a data engineer. I'd love to connect."),
        ("thin", "Hi Anna, we share 37 connections and both work in marketing."),
        ("thin", "Hi Anna, congratulations on your new role at Acme!"),
        ("personal", "Hi Anna, great to meet you at KubeCon last week. I enjoyed our chat about service meshes."),
        ("personal", "Anna, Tom Baker suggested I reach out to you about the internship programme at Acme."),
        ("personal", "We were in the same cohort at INSEAD in 2015, remember the Singapore trip?"),
        ("personal", "I'm taking over the Acme account from Jill next Monday so wanted to say hello."),
        ("personal", "I used your open source library faker-rs in my thesis, it saved me weeks. Thank you!"),
        ("personal", "Your talk on incident response made us rewrite our on-call handbook. Thanks!"),
    ];
    for (verdict, text) in expected {
        assert_eq!(check(&invitation("Anna Kowalska", text), &Keys).verdict.id(), verdict, "{text}");
    }
}

#[test]
fn a_name_that_may_be_meant_is_never_called_wrong() {
    let greetings = [
        ("Anna Kowalska", "Dear Ms. Kowalska,"),
        ("Anna Kowalska", "Hi Ania!"),
        ("Terence O'Dowd", "Hi Tez,"),
        ("Cornelia Bastian", "Liebe Conny,"),
        ("Dr. José Luis García Márquez", "Hola Pepe,"),
        ("Müller-Lüdenscheidt Hans", "Hallo Herr Mueller-Luedenscheidt,"),
        ("Oluwaseun Adeyemi", "Dear Seun,"),
        ("Smith, Anna 🚀 MBA (she/her)", "HI ANNA,"),
        ("Jean-Pierre Martin", "Salut JP,"),
        ("Владимир Иванов", "Hi Vladimir,"),
        ("María del Carmen Ibarra de Ponce ⚖️", "Estimada Lcda. Ibarra,"),
        ("Giuseppe Lo Bianco", "Ciao Pippo,"),
        ("Jacques van 't Hof", "Ha Sjaak,"),
        ("Rebecca Lyle", "Hey Becs!"),
        ("Oleksandra Bondar", "Hi Sasha,"),
        ("Ioan Popescu", "Hi Evan,"),
        ("Georgios Pappas", "Hi Jorge,"),
        ("Francisca Ruiz", "Hola Paquita,"),
        ("Rosa Huamán", "Hola Rosita,"),
        ("Bernadette Coyle", "Hi Detta,"),
        ("Dimitra Kosta", "Hi Mimi,"),
        ("Manfred Schulte", "Manni,"),
        ("Κατερίνα Vasiliou", "Bom dia Katerina,"),
        // Somebody else is spoken of.
        ("Anna Smith", "Brian, my cousin, told me about your bakery:"),
        ("Anna Smith", "Oksana, the nurse on ward 4, sent me to you:"),
        ("Anna Smith", "Dmitri - your old neighbour - gave me your name:"),
        ("Anna Smith", "Florence, the city, was where we met:"),
        ("Anna Schmidt", "Pedro, mein Bruder, hat von deinem Kurs erzählt:"),
        ("Anna Rossi", "Giulia, che lavora da voi, mi ha parlato del forno:"),
        ("Anne Petit", "Mathieu, votre voisin, m'a donné votre nom:"),
        ("Ana Ruiz", "Dr. Benítez, compañero suyo, me dio su nombre:"),
        // What a template left unfilled is nobody's name.
        ("Clémence Aubertin", "Bonjour «Prénom»,"),
    ];
    for (name, greeting) in greetings {
        let report = check(&invitation(name, &format!("{greeting} thank you for Tuesday.")), &Keys);
        assert!(!finds(&report, "wrong_name"), "{name}: {greeting}");
    }
    for (name, greeting) in [
        ("Anna Kowalska", "Hi Sven,"),
        ("Tom Baker", "Dear Mrs. Okonkwo,"),
        ("Priya Shenoy", "hi michael,"),
        ("Anna Kowalska", "Oksana,"),
        ("Anna Kowalska", "Hey hey Brendan,"),
    ] {
        let report = check(&invitation(name, &format!("{greeting} thank you for Tuesday.")), &Keys);
        assert!(finds(&report, "wrong_name"), "{name}: {greeting}");
    }
}

#[test]
fn lines_and_gifts_that_work_was_about_are_no_trade() {
    let requests = [
        "Hi Dana, could you write a few lines for me about the payroll cutover? I can give you the dates if you need them.",
        "Hi Dana, could you write about the payroll cutover for me, I can give you the dates if you need them.",
        "Hi Dana, would you mention how our two teams help each other during the ERP migration?",
        "Hi Dana, could you recommend me for the launch of a new gift card at Tesco that I ran with your team in 2021?",
        "Dear Dana, could you say a few words about the free lesson for refugees that we taught together in March?",
    ];
    for text in requests {
        let mut request = draft(Kind::RecommendationRequest, text);
        request.relationship = Some(fauxpas::Relationship::RecommenderManagedRecommendee);
        let report = check(&request, &Keys);
        assert!(!finds(&report, "swap_offer") && !finds(&report, "pay_offer"), "{text}: {report:#?}");
    }
}

#[test]
fn a_blank_invitation_is_judged_by_the_notes_that_are_left() {
    let about = |notes_left, text: &str| {
        let draft = Draft { notes_left, ..invitation("Tom Baker", text) };
        let findings = check(&draft, &Keys).findings.into_iter().map(|finding| (finding.message, finding.severity));
        (findings.collect::<Vec<_>>(), fauxpas::is_mendable(&draft))
    };
    let blank = |message: &str, severity| vec![(message.to_owned(), severity)];
    assert_eq!(about(None, ""), (blank("check_blank_message", Severity::Warning), true));
    assert_eq!(about(Some(3), ""), (blank("check_blank_left_message", Severity::Warning), true));
    assert_eq!(about(Some(1), ""), (blank("check_blank_one_left_message", Severity::Warning), true));
    assert_eq!(about(Some(0), " "), (blank("check_blank_none_left_message", Severity::Note), false));
    let canned = "I'd like to add you to my professional network on LinkedIn.";
    let wasted = ("check_wasted_note_message".to_owned(), Severity::Note);
    assert!(about(Some(3), canned).0.contains(&wasted));
    assert!(!about(None, canned).0.contains(&wasted));
    assert!(about(Some(0), canned).1);
}

#[test]
fn a_name_tells_nothing_of_the_note_it_stands_in() {
    // Kwame begins like a Dutch verb, Mei is a German and Dutch month, and in capitals "anna" is no proper noun.
    let notes = [
        ("Beste {n},\nJe profiel is erg interessant. Je lezing over pompen heeft ons handboek veranderd.", "nl"),
        ("Estimada {n}: tu perfil es muy interesante.", "es"),
        ("Liebe {n},\nHerzlichen Glückwunsch zur neuen Stelle! Mit freundlichen Grüßen Sam", "de"),
    ];
    for (note, language) in notes {
        let told = |name: &str| {
            let report = check(&invitation(&format!("{name} Sommer"), &note.replace("{n}", name)), &Keys);
            assert_eq!(report.language, language, "{name}: {note}");
            let strengths: Vec<&str> = report.strengths.iter().map(|strength| strength.signal).collect();
            (report.verdict.id(), strengths)
        };
        for name in ["Kwame", "Mei", "Will", "anna", "ANNA"] {
            assert_eq!(told(name), told("Anna"), "{name}: {note}");
        }
    }
}

#[test]
fn saying_where_the_two_met_never_makes_a_note_worse() {
    // With today's weights each of these would be called canned for its anchor.
    let cases = [
        (
            "Pieter,",
            ["I am a student at the University of Leeds.", "I see you work at Acme as a data engineer. Best, Sam"],
            "We met at the supplier fair in Berlin on Tuesday.",
        ),
        (
            "Hello Pieter!",
            [
                "",
                "I came across your profile and would love to connect.\nCongratulations on your new role!\nI see you work at Acme as a data engineer.\nThanks!",
            ],
            "I used your guide to bee hives and it saved us three days.",
        ),
        (
            "Olá Pieter,",
            ["Vi o seu perfil e gostaria de me conectar.", "Seu perfil é muito interessante."],
            "Nos conhecemos na sexta na visita ao porto de Porto Alegre.",
        ),
        (
            "Bonjour Pieter,",
            [
                "Nous avons 37 relations en commun.",
                "Nous aidons des entreprises comme la vôtre à réduire leurs coûts. Connectons-nous ! Cordialement",
            ],
            "Nous avons partagé un bureau à Nantes en 2019.",
        ),
    ];
    let grade = |text: &str| check(&invitation("Pieter Mulder", text), &Keys).verdict.grade();
    for (greeting, [before, after], anchor) in cases {
        let text = [greeting, before, anchor, after].join("\n");
        assert!(grade(&text) >= grade(&[greeting, before, after].join("\n")), "{text}");
    }
}

#[test]
fn what_is_said_badly_is_marked_where_it_is_said() {
    let marking = [
        "asks_favour",
        "canned_phrase",
        "canned_request",
        "generic_praise",
        "link",
        "network_building",
        "over_limit",
        "pay_offer",
        "sales_pitch",
        "swap_offer",
        "template_placeholder",
        "wrong_name",
    ];
    for (rule, examples) in CHECKS.iter().zip(EXAMPLES).filter(|(rule, _)| marking.contains(&rule.id)) {
        for example in examples.bad {
            let report = check(&example.draft(), &Keys);
            let finding = report.findings.iter().find(|finding| finding.check == rule.id).unwrap();
            assert!(!finding.spans.is_empty(), "{} marks nothing in {example:?}", rule.id);
            let marked: u32 = finding.spans.iter().map(|span| span.end - span.start).sum();
            assert!(
                rule.id == "canned_phrase" || marked < report.length.characters,
                "{} marks all of {example:?}",
                rule.id
            );
        }
    }
}

#[test]
fn good_words_are_marked_and_named_with_the_strongest_first() {
    let note = "Hi Anna, great to meet you at KubeCon last week. I enjoyed our chat about service meshes.";
    let report = check(&invitation("Anna Kowalska", note), &Keys);
    let signals: Vec<&str> = report.strengths.iter().map(|strength| strength.signal).collect();
    assert!(signals.contains(&"met"), "{signals:?}");
    assert_eq!(signals.iter().collect::<BTreeSet<_>>().len(), signals.len(), "{signals:?}");
    assert!(signals.len() <= 4 && signals.iter().rev().skip(1).all(|&signal| signal != "details"), "{signals:?}");
    for strength in &report.strengths {
        assert!(strength.spans.iter().all(|span| span.start > 7), "the greeting is no strength: {:?}", strength.spans);
        assert!(!strength.spans.is_empty(), "{} marks nothing", strength.signal);
        assert!(strength.spans.iter().all(|span| span.end < 90 && span.end - span.start < 60), "{:?}", strength.spans);
    }
}

#[test]
fn a_trade_is_named_before_what_it_makes_of_the_relationship() {
    let trade = "Hi Tom, I'll write you a recommendation if you write me one. Fifty euros on top!";
    let told = |relationship| {
        let request = Draft { relationship, ..draft(Kind::RecommendationRequest, trade) };
        let report = check(&request, &Keys);
        assert_eq!(report.verdict.id(), "inappropriate", "{report:#?}");
        (finds(&report, "swap_offer"), finds(&report, "no_working_relationship"))
    };
    assert_eq!(told(Some(Relationship::WorkedInSameGroup)), (true, false));
    assert_eq!(told(Some(Relationship::None)), (true, true));
    // An invitation and a recommendation are no trade, whatever they say.
    for kind in [Kind::Invitation, Kind::Recommendation] {
        assert!(!finds(&check(&draft(kind, trade), &Keys), "swap_offer"));
    }
}

#[test]
fn a_note_is_recycled_as_often_as_it_was_sent_and_since_the_first_time() {
    struct Filled;
    impl Messages for Filled {
        fn text(&self, key: &str, substitutions: &[&str]) -> String {
            format!("{key} {}", substitutions.join(" "))
        }
    }
    let note = "Hi Tom, I really enjoyed reading about the work your team does and would love to stay in contact.";
    let own = fauxpas::fingerprint(&invitation("Tom Baker", note)).unwrap();
    let told = |sent: &[(&str, &str)]| {
        let sent = sent
            .iter()
            .map(|&(fingerprint, on)| fauxpas::SentNote { fingerprint: fingerprint.to_owned(), on: on.to_owned() });
        let report = check(&Draft { sent: Some(sent.collect()), ..invitation("Tom Baker", note) }, &Filled);
        report.findings.into_iter().find(|finding| finding.check == "recycled").map(|finding| finding.message)
    };
    assert_eq!(told(&[]), None);
    assert_eq!(told(&[("00112233445566778899aabbccddeeff", "2026-03-03")]), None);
    assert_eq!(told(&[(&own, "2026-03-03")]).as_deref(), Some("check_recycled_one_message Tom 1 2026-03-03"));
    let twice = [(own.as_str(), "2026-03-03"), (own.as_str(), "2026-02-01")];
    assert_eq!(told(&twice).as_deref(), Some("check_recycled_message Tom 2 2026-02-01"));
}

#[test]
fn a_limit_is_counted_in_what_is_over_it() {
    struct Arguments;
    impl Messages for Arguments {
        fn text(&self, _: &str, substitutions: &[&str]) -> String {
            substitutions.join(" ")
        }
    }
    let over = |text: &str, limit| {
        let report = check(&Draft { limit, ..invitation("Ana", text) }, &Arguments);
        let finding = report.findings.into_iter().find(|finding| finding.check == "over_limit")?;
        Some((finding.message, finding.spans.first().map(|span| (span.start, span.end))))
    };
    assert_eq!(over("abcdef", None), None);
    assert_eq!(over("abcdef", Some(6)), None);
    assert_eq!(over("abcdef", Some(4)), Some(("Ana 2 4".to_owned(), Some((4, 6)))));
    assert_eq!(over("abcd  ", Some(4)), Some(("Ana 2 4".to_owned(), None)));
}

#[test]
fn a_wrong_name_is_a_name_and_is_marked_as_a_whole() {
    let wrong = |to: &str, text: &str| {
        let report = check(&invitation(to, text), &Keys);
        let finding = report.findings.into_iter().find(|finding| finding.check == "wrong_name")?;
        let span = finding.spans.into_iter().next()?;
        Some(self::marked(text, span.start, span.end))
    };
    assert_eq!(wrong("Anna Kowalska", "Hi Sven Meyer, thanks!").as_deref(), Some("Sven Meyer"));
    assert_eq!(wrong("Anna Kowalska", "Dear Mr. Smith, thanks!").as_deref(), Some("Smith"));
    // One part that may be meant, a sign of respect, what people are, brackets and quotation marks: not surely wrong.
    for text in [
        "Hi Sven Kowalska, hi",
        "Hi Professor, hi",
        "Hi Runners, hi",
        "Hi [Sven], hi",
        "Hi \"Sven\", hi",
        "Hi SVENJO, hi",
        "Hi J, hi",
    ] {
        assert_eq!(wrong("Anna Kowalska", text), None, "{text}");
    }
    assert_eq!(wrong("Анна Ковальска", "Hi Sven, thanks!"), None, "names in other letters can't be compared");
}

#[test]
fn an_empty_text_has_the_verdict_of_one_that_says_nothing() {
    for (kind, verdict) in
        [(Kind::Invitation, "canned"), (Kind::RecommendationRequest, "vague"), (Kind::Recommendation, "vague")]
    {
        for text in ["", " \u{200b}\n"] {
            assert_eq!(check(&draft(kind, text), &Keys).verdict.id(), verdict);
        }
        assert_eq!(
            check(&Draft { relationship: Some(Relationship::None), ..draft(kind, "") }, &Keys).verdict.id(),
            verdict
        );
    }
}

#[test]
fn network_building_is_named_beside_a_default_text_and_never_inside_it() {
    let default = "I'd like to add you to my professional network on LinkedIn.";
    let own = "I'm looking to expand my network with like-minded professionals.";
    for text in [format!("Hi Anna, {default} {own}"), format!("Hi Anna, {own} {default}")] {
        let report = check(&invitation("Anna Kowalska", &text), &Keys);
        let spans = |id: &str| {
            let finding = report.findings.iter().find(|finding| finding.check == id);
            finding.map(|finding| finding.spans.clone()).unwrap_or_default()
        };
        let (canned, building) = (spans("canned_phrase"), spans("network_building"));
        assert!(!canned.is_empty() && !building.is_empty(), "{report:#?}");
        let apart =
            |span: &fauxpas::Span| canned.iter().all(|other| span.end <= other.start || other.end <= span.start);
        assert!(building.iter().all(apart), "{building:?} inside {canned:?}");
    }
}
