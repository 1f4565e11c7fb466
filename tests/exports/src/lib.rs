//! Exports of made-up members, of any size and of each vintage. The same numbers make the same bytes.

use std::io::{self, Seek, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

const FIRST: [&str; 24] = [
    "Dana", "Amara", "Jürgen", "Léa", "Tomasz", "Priya", "Kwame", "Sofía", "Marco", "Ingrid", "Yuki", "Omar", "Chloé",
    "Pieter", "Ana", "Bogdan", "Nadia", "Hugo", "Freya", "Luca", "Mei", "Rafael", "Zoë", "Emeka",
];
const LAST: [&str; 24] = [
    "Whitfield",
    "Diallo",
    "Groß",
    "Fontaine",
    "Nowak",
    "Raman",
    "Mensah",
    "Ibáñez",
    "Ricci",
    "Solberg",
    "Tanaka",
    "Haddad",
    "Mercier",
    "de Vries",
    "Ruiz",
    "Ionescu",
    "Petrova",
    "Lindqvist",
    "O'Brien",
    "Bianchi",
    "Chen",
    "Costa",
    "van Dijk",
    "Okafor",
];
const COMPANIES: [&str; 8] = [
    "Harbour Systems",
    "Alder & Birch",
    "Nordwind GmbH",
    "Quayside Foods, Inc.",
    "Lumen \"Labs\"",
    "Tern Logistics",
    "Kestrel Health",
    "Mosaic Print",
];
const PLACES: [&str; 8] = ["Lisbon", "Leeds", "Utrecht", "Lyon", "Porto", "Graz", "Bilbao", "Turin"];
const EVENTS: [&str; 8] = [
    "data meetup",
    "study day",
    "harbour tour",
    "supplier fair",
    "night shift handover",
    "retro workshop",
    "book club",
    "budget review",
];
const THINGS: [&str; 8] = [
    "cut the nightly import from six hours to ten minutes",
    "found the leak in pump four",
    "redrew the fire plan",
    "moved payroll off paper",
    "calmed the tenants' meeting",
    "mended the ticket queue",
    "rewrote the triage form",
    "taught the interns to weld",
];
const TEMPLATES: [&str; 4] = [
    "Hi NAME, I came across your profile and was impressed by your experience. I would love to connect and explore synergies.",
    "Hello NAME, I'm expanding my network with like-minded professionals and would love to add you.",
    "Dear NAME, we help companies like yours grow their pipeline by 30 %. Do you have 15 minutes this week?",
    "Hi NAME, I see we share a few connections. Let's connect!",
];
const DEFAULT: &str = "I'd like to add you to my professional network on LinkedIn.";

/// How exports looked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Vintage {
    /// File names with spaces, no addresses, no preamble, CRLF.
    Y2019,
    /// Addresses in invitations, a preamble above connections, days before months, a byte order mark.
    Y2023,
    /// Quoted throughout, a narrow space before AM and PM, HTML in messages.
    Y2026,
}

impl Vintage {
    /// Every vintage.
    pub const ALL: [Self; 3] = [Self::Y2019, Self::Y2023, Self::Y2026];

    /// The year it stands for.
    #[must_use]
    pub const fn year(self) -> u32 {
        match self {
            Self::Y2019 => 2019,
            Self::Y2023 => 2023,
            Self::Y2026 => 2026,
        }
    }
}

/// What an export is to hold.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    /// How it looks.
    pub vintage: Vintage,
    /// How many connections it has.
    pub connections: u32,
    /// How many invitations.
    pub invitations: u32,
    /// How many messages.
    pub messages: u32,
    /// How many recommendations in each direction.
    pub recommendations: u32,
    /// Which of the many such exports.
    pub seed: u64,
}

/// Numbers that look like chance (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let state = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u32::try_from((((state ^ (state >> 31)) >> 32) * u64::from(end)) >> 32).unwrap_or(0)
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let index = self.below(u32::try_from(list.len()).unwrap_or(1));
        list.get(index as usize).copied().unwrap_or_default()
    }
}

/// A member's first and last name, and the end of their profile's address.
#[must_use]
pub fn person(number: u32) -> (String, String, String) {
    let pick =
        |list: &[&str], number: u32| list.get(number as usize % list.len()).copied().unwrap_or_default().to_owned();
    let (first, last) = (pick(&FIRST, number), pick(&LAST, number / 24));
    // Beyond 576 people a middle initial and then a number tell them apart, as in life.
    let round = number / 576;
    let middle =
        char::from_u32('A' as u32 + round % 26).filter(|_| round > 0).map_or_else(String::new, |c| format!(" {c}."));
    let last = if round / 26 > 0 { format!("{last}-{}", round / 26) } else { last };
    (format!("{first}{middle}"), last, format!("made-up-{number}"))
}

impl Export {
    /// What the zip file is called.
    #[must_use]
    pub fn name(&self) -> String {
        format!("Complete_LinkedInDataExport_11-24-{}.zip", self.vintage.year())
    }

    /// Writes it as a zip file.
    ///
    /// # Errors
    ///
    /// If writing fails.
    pub fn write(&self, output: impl Write + Seek) -> io::Result<()> {
        let mut zip = ZipWriter::new(output);
        let options = SimpleFileOptions::default();
        for file in self.files() {
            zip.start_file(file, options)?;
            self.write_file(file, &mut zip)?;
        }
        zip.finish()?;
        Ok(())
    }

    /// Its files' names.
    #[must_use]
    pub const fn files(&self) -> [&'static str; 8] {
        match self.vintage {
            Vintage::Y2019 => [
                "Connections.csv",
                "Invitations.csv",
                "Messages.csv",
                "Positions.csv",
                "Recommendations Given.csv",
                "Recommendations Received.csv",
                "Ad Targeting.csv",
                "Profile.csv",
            ],
            Vintage::Y2023 | Vintage::Y2026 => [
                "Connections.csv",
                "Invitations.csv",
                "messages.csv",
                "Positions.csv",
                "Recommendations_Given.csv",
                "Recommendations_Received.csv",
                "Ad_Targeting.csv",
                "Profile.csv",
            ],
        }
    }

    /// Writes one of its files.
    ///
    /// # Errors
    ///
    /// If writing fails.
    pub fn write_file(&self, file: &str, mut output: impl Write) -> io::Result<()> {
        if self.vintage == Vintage::Y2023 {
            output.write_all("\u{feff}".as_bytes())?;
        }
        let end = if self.vintage == Vintage::Y2019 { "\r\n" } else { "\n" };
        if file == "Connections.csv" && self.vintage != Vintage::Y2019 {
            write!(
                output,
                "Notes:{end}\"When exporting your connection data, you may notice that some of the \"\"email addresses\"\" are missing.\"{end}{end}"
            )?;
        }
        let mut csv = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(if self.vintage == Vintage::Y2019 {
                csv::Terminator::CRLF
            } else {
                csv::Terminator::Any(b'\n')
            })
            .quote_style(if self.vintage == Vintage::Y2026 {
                csv::QuoteStyle::Always
            } else {
                csv::QuoteStyle::Necessary
            })
            .from_writer(output);
        let mut chance = Chance(self.seed);
        let name = file.to_ascii_lowercase().replace(' ', "_");
        match name.as_str() {
            "connections.csv" => self.connections(&mut csv, &mut chance)?,
            "invitations.csv" => self.invitations(&mut csv, &mut chance)?,
            "messages.csv" => self.messages(&mut csv, &mut chance)?,
            "positions.csv" => {
                csv.write_record(["Company Name", "Title", "Description", "Location", "Started On", "Finished On"])?;
                csv.write_record([COMPANIES[0], "Engineer", "Pumps,\nand gauges", "Leeds", "Jan 2018", ""])?;
                csv.write_record([COMPANIES[1], "Trainee", "", "Graz", "Mar 2014", "Dec 2017"])?;
            }
            "recommendations_given.csv" => self.recommendations(&mut csv, &mut chance, 0)?,
            "recommendations_received.csv" => self.recommendations(&mut csv, &mut chance, self.recommendations / 2)?,
            "profile.csv" => {
                csv.write_record(["First Name", "Last Name"])?;
                csv.write_record(["Robin", "Vale"])?;
            }
            _ => csv.write_record(["Member Age"])?,
        }
        csv.flush()
    }

    fn address(&self, slug: &str) -> String {
        if self.vintage == Vintage::Y2019 { String::new() } else { format!("https://www.linkedin.com/in/{slug}") }
    }

    fn moment(&self, chance: &mut Chance) -> String {
        let (year, month, day) = (self.vintage.year() - chance.below(3), 1 + chance.below(10), 1 + chance.below(28));
        let (hour, minute) = (1 + chance.below(12), chance.below(60));
        let year = year % 100;
        match self.vintage {
            Vintage::Y2019 => format!("{month}/{day}/{year}, {hour}:{minute:02} AM"),
            Vintage::Y2023 => format!("{day:02}/{month:02}/{year}, {hour:02}:{minute:02}"),
            Vintage::Y2026 => format!("{month}/{day}/{year}, {hour}:{minute:02}\u{202f}PM"),
        }
    }

    fn connections(&self, csv: &mut csv::Writer<impl Write>, chance: &mut Chance) -> io::Result<()> {
        const MONTHS: [&str; 4] = ["Jan", "Apr", "Aug", "Nov"];
        if self.vintage == Vintage::Y2019 {
            csv.write_record(["First Name", "Last Name", "Email Address", "Company", "Position", "Connected On"])?;
        } else {
            csv.write_record([
                "First Name",
                "Last Name",
                "URL",
                "Email Address",
                "Company",
                "Position",
                "Connected On",
            ])?;
        }
        for number in 0..self.connections {
            let (first, last, slug) = person(number * 2);
            let day = 1 + chance.below(20);
            let on = format!("{day:02} {} {}", chance.of(&MONTHS), self.vintage.year() - chance.below(4));
            let company = chance.of(&COMPANIES);
            if self.vintage == Vintage::Y2019 {
                csv.write_record([&first, &last, "", company, "Engineer", &on])?;
            } else {
                csv.write_record([&first, &last, &self.address(&slug), "", company, "Engineer", &on])?;
            }
        }
        Ok(())
    }

    fn invitations(&self, csv: &mut csv::Writer<impl Write>, chance: &mut Chance) -> io::Result<()> {
        let columns = ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"];
        let width = if self.vintage == Vintage::Y2019 { 5 } else { 7 };
        csv.write_record(columns.iter().take(width))?;
        for number in 0..self.invitations {
            let (first, last, slug) = person(number);
            let name = format!("{first} {last}");
            let at = self.moment(chance);
            let note = note(chance, &first, number);
            let own = self.address("robin-vale");
            let row: [&str; 7] = if chance.below(6) == 0 {
                [&name, "Robin Vale", &at, &note, "INCOMING", &self.address(&slug), &own]
            } else {
                ["Robin Vale", &name, &at, &note, "OUTGOING", &own, &self.address(&slug)]
            };
            csv.write_record(row.iter().take(width))?;
        }
        Ok(())
    }

    fn messages(&self, csv: &mut csv::Writer<impl Write>, chance: &mut Chance) -> io::Result<()> {
        let columns = [
            "CONVERSATION ID",
            "CONVERSATION TITLE",
            "FROM",
            "SENDER PROFILE URL",
            "TO",
            "RECIPIENT PROFILE URLS",
            "DATE",
            "SUBJECT",
            "CONTENT",
            "FOLDER",
            "ATTACHMENTS",
            "IS MESSAGE DRAFT",
        ];
        let width = if self.vintage == Vintage::Y2026 { 12 } else { 10 };
        csv.write_record(columns.iter().take(width))?;
        for number in 0..self.messages {
            let (first, last, slug) = person(chance.below(self.connections.max(1)) * 4);
            let name = format!("{first} {last}");
            let (own, other) = (self.address("robin-vale"), self.address(&slug));
            let at =
                format!("{}-{:02}-{:02} 21:20:46 UTC", self.vintage.year(), 1 + chance.below(10), 1 + chance.below(28));
            let said = format!("Dear {first},\nabout the {}: \"{}\"", chance.of(&EVENTS), chance.of(&THINGS));
            let said = if number % 50 == 1 {
                format!("{said}\nhttps://www.linkedin.com/in/robin-vale/edit/forms/recommendation/write/")
            } else {
                said
            };
            let said =
                if self.vintage == Vintage::Y2026 { format!("<p>{}</p>", said.replace('\n', "<br>")) } else { said };
            let id = format!("2-{}", number / 3);
            let row = if number % 2 == 0 {
                [&id, "", &name, &other, "Robin Vale", &own, &at, "", &said, "INBOX", "", "No"]
            } else {
                [&id, "", "Robin Vale", &own, &name, &other, &at, "", &said, "INBOX", "", "No"]
            };
            csv.write_record(row.iter().take(width))?;
        }
        Ok(())
    }

    fn recommendations(&self, csv: &mut csv::Writer<impl Write>, chance: &mut Chance, from: u32) -> io::Result<()> {
        csv.write_record(["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"])?;
        for number in from..from + self.recommendations {
            let (first, last, _) = person(number * 2);
            let text = if chance.below(2) == 0 {
                format!("{first} is a great colleague, hard-working and always positive. Highly recommended.")
            } else {
                format!(
                    "At {} {first} {}, and we went from weekly outages to one in two years.",
                    chance.of(&COMPANIES),
                    chance.of(&THINGS)
                )
            };
            let (month, day) = (1 + chance.below(10), 1 + chance.below(28));
            let at = format!("{month:02}/{day:02}/{:02}, 05:51 PM", self.vintage.year() % 100);
            csv.write_record([&first, &last, chance.of(&COMPANIES), "Engineer", &text, &at, "VISIBLE"])?;
        }
        Ok(())
    }
}

fn note(chance: &mut Chance, first: &str, number: u32) -> String {
    match chance.below(20) {
        0..=9 => String::new(),
        10 => DEFAULT.to_owned(),
        11..=15 => {
            let template = chance.of(&TEMPLATES).replace("NAME", first);
            if chance.below(3) == 0 { format!("{template} All the best, Robin") } else { template }
        }
        16 | 17 => format!("Hi {first}, great to see your work at {}. I'd love to connect.", chance.of(&COMPANIES)),
        _ => format!(
            "Hi {first}, we met at the {} in {} on the {}th, where you told me how you {}. Could you send me the notes of page {}?",
            chance.of(&EVENTS),
            chance.of(&PLACES),
            4 + chance.below(16),
            chance.of(&THINGS),
            number % 97
        ),
    }
}
