//! Names as people have them, and whether a greeting means this person.

use crate::text::{Text, fold_word};

/// The parts of a displayed name that a greeting may use, folded.
#[derive(Debug, Default)]
pub(crate) struct Name {
    parts: Vec<String>,
    /// Whether any part is in Latin letters, so that a greeting in them can be compared.
    latin: bool,
}

/// Titles and marks of respect, which are no part of the name.
const HONORIFICS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor", "doctor", "sir", "dame", "lady", "lord", "rev", "reverend", "fr", "father", "sr", "sister", "imam", "rabbi", "hon",
    "capt", "captain", "col", "colonel", "major", "sgt", "sergeant", "lt", "herr", "frau", "hr", "fru", "monsieur", "madame", "mme", "mlle", "maitre", "me", "senor", "senora", "senorita", "sra", "srta", "don", "dona",
    "dna", "doc", "doutor", "doutora", "dra", "senhor", "senhora", "exmo", "exma", "signor", "signora", "signorina", "sig", "dott", "dottore", "dottoressa", "dottssa", "ing", "avv", "arch", "geom", "rag", "mevrouw", "mevr", "mw", "meneer", "dhr", "heer", "ir", "drs", "mag", "dipl",
    "lic", "licenciada", "licenciado", "ingeniero", "ingeniera", "maestro", "maestra", "profesor", "profesora", "professore", "professoressa", "adv", "engr", "chief", "alhaji", "alhaja", "hajia", "mallam", "pastor", "bishop", "auntie", "aunty", "aunt", "uncle", "san", "sama", "sensei", "ji", "bhai", "didi", "saheb", "sahib", "ustadh", "sheikh", "chef", "coach", "judge", "justice", "officer", "constable", "nurse", "matron", "archdeacon", "mother", "brother", "bro", "sis", "comrade",
];

/// Groups of first names that are each other's short or foreign forms.
const SAME: &[&str] = &[
    "robert bob bobby rob robbie bert roberto robi", "william bill billy will willie liam wil willem wilhelm guillaume guillermo guglielmo", "richard dick rich rick ricky ricardo riccardo rik", "james jim jimmy jamie jem jaime giacomo jacques seamus hamish diego santiago",
    "john jon jack johnny jonny jonathan johannes hans jan ian ivan sean juan joao giovanni jean johann janek evan gianni nonno yannick yann johan", "margaret maggie meg peggy greta rita margarita marguerite margherita marge daisy gretchen margot", "elizabeth liz lizzie beth betty eliza elsie lisa libby bess ellie elisabeth isabel isabella elisabetta betsy lilibet elsa liesl lisbeth",
    "katherine kate katie kathy cathy kat catherine katharina kathryn katerina ekaterina katya caterina catarina catalina kitty karin katrin kasia katarzyna kaat", "alexander alex sasha alec sandro alejandro alessandro alexandre aleksandr oleksandr xander lex alexandru sandy alexei alexey aleksei alexandra alexandria alessandra sandra aleksandra alejandra", "michael mike mick micky mickey mikey mihail mikhail miguel michele michel michal misha mitch micha mikael mikkel maik",
    "thomas tom tommy tomas tommaso tomasz tomaz", "charles charlie chuck chas carlos carlo karl carl charly charlotte lotte lottie lotta", "edward ed eddie ted ned eduardo edoardo edouard teddy eddy edwin", "daniel dan danny daniele daniil dani danilo", "joseph joe joey jose giuseppe beppe josef yusuf youssef pepe josep jef joao ze pino peppe yosef yousef sepp", "anthony tony antonio antoine anton toni ton antonius antonia",
    "david dave davey davide davy dai taffy dafydd daoud dawood dudi", "peter pete pedro pietro pierre piotr petr petra piet pieter pjotr", "andrew andy drew andreas andre andrea andrei andrey andres andrzej andrii", "christopher chris kit christophe cristobal kris topher christian christoph cristian kristof krzysztof christiaan", "nicholas nick nicky nico nicolas niccolo nikolai klaus nicola niels nikola kolya colin claus nikos nicolai nikolaos nikki nicole nic", "matthew matt matty matteo mateo mathieu matthias mathias mateus mateusz matthieu matthijs",
    "benjamin ben benny benji benjamin benedikt", "samuel sam sammy samantha sami", "patrick pat paddy patrik patrizio patricio patricia trish tricia patty patti patrycja", "stephen steve steven stefan stefano esteban etienne stephan steph stephanie stefanie stefania esteban steffi stijn steffen", "gregory greg gregor grzegorz gregorio greig", "frederick fred freddie freddy frederic federico friedrich fritz frederik rick fredrik freek", "francis frank frankie francisco paco pancho francesco franz francois fran frances francesca franziska chico kiko ciccio cesco frans fanny frantisek fransien", "victoria vicky vicki tori vittoria victor vic vik viktor vittorio viktoria",
    "jennifer jen jenny jenn jenna", "susan sue susie suzanne suzy susanna susanne susana zuzana suze sanne", "deborah deb debbie debra", "jessica jess jessie", "rebecca becky becca bex rebekah", "rachel rach rachael raquel rahel", "sarah sara sally sadie", "helen ellen elena helena nell nellie lena eleni ileana elaine eleanor ella leonora lenka", "dorothy dot dottie dolly dora dorothea doris thea", "mary maria molly marie polly miriam may mae maryam marya mia mariya mitzi mieke marijke ria",
    "ann anna anne annie nan nancy anya annika hanna hannah anita ania ana ans anneke anouk", "barbara barb babs barbie basia", "theresa teresa terry tess tessa therese resi teresita tereza", "valerie val valeria valentina valentin valentino", "gabriel gabe gabriele gabriela gabriella gabi gaby gabrielle", "nathan nate nathaniel nat nathalie natalie natalia natasha natascha natalya", "zachary zach zack zac zak", "timothy tim timmy timo timoteo timothee", "philip phil filip felipe philippe filippo pip phillip philipp felipa", "ronald ron ronnie", "donald don donnie",
    "kenneth ken kenny", "gerald gerry jerry gerard geraldo gerhard gerd", "lawrence larry laurie laurence lorenzo laurent lars lorenz loren lourens rens", "leonard leo len lenny leonardo leon lionel lennart", "raymond ray raimundo ramon raimund", "albert al bert alberto albrecht bertie", "alfred alf fred alfie alfredo", "arthur art artie arturo artur", "vincent vince vinnie vincenzo vicente vin enzo", "maximilian max maxime maxim massimo maxwell maximo massimiliano", "sebastian seb bastian sebastien seba bas sebastiano basti", "theodore theo ted teddy teodoro fyodor theodor", "eugene gene eugenio evgeny yevgeny zhenya", "george jorge giorgio georg georges yuri jordi geordie joris sjors juergen jurgen goran",
    "henry harry hank henrik enrico enrique heinrich henri hal hendrik heinz rik henk", "louis lou luis luigi ludwig lewis ludovic louise luisa lodewijk gigi louisa", "paul paolo pablo pavel paulo pawel pol paula paulina", "luke luca lucas lukas luc luka lukasz", "mark marc marco marcus markus marcos marek", "simon simone shimon szymon simao", "hugh hugo huw ugo hughie", "julia julie giulia juliet juliette julija jules julian julien giulio julius jools giuliano", "emma em emily emilia emilie emmy emilio emil emmeline", "isabella bella isa izzy isabelle isabel", "pamela pam pammy", "jacqueline jackie jacqui jackqueline", "judith judy jude giuditta", "josephine josie jo giuseppina josefina fina", "georgina georgia georgie gina", "angela angie ange angelika angelica angelo", "cynthia cindy", "sandra sandy", "abigail abby gail", "amanda mandy", "christine chris chrissie tina christina cristina kristin kirsten kirsty krista christiane kristina chrissy", "martin marty martyn martino marten maarten martijn martina", "ignacio nacho ignazio", "concepcion concha conchi", "dolores lola", "rosario charo rosa rosie rose", "mercedes merche", "guadalupe lupe", "eduardo edu lalo", "manuel manolo manu manuela emanuele emanuel emmanuel", "rafael rafa raffaele raphael raf", "alfonso fonsi poncho", "fernando nando fer hernan", "luiz lula", "beatriz bia bea beatrice beatrix", "mohammed mohamed muhammad mo moe mehmet mohammad mohd mamadou hamid ahmad ahmed", "abdullah abdul abdallah", "svetlana sveta lana", "olga olya olha", "dmitri dima dmitry dmytro dimitri mitya", "sergey serge sergio sergei serhii", "vladimir vova volodymyr vlad wladimir vladislav", "tatiana tanya tania tatyana", "yelena elena lena alyona olena", "iosif joseph", "giovanna gianna joanna joan jo jean janet jane jana juana johanna hanna hanneke hanne", "wolfgang wolf wolfi", "joachim jochen achim joaquin quim", "katja katya", "siobhan shiv shivaun", "aoife eva eve ava", "padraig patrick paudie podge", "oluwaseun seun", "oluwafemi femi", "temitope tope temi", "chukwuemeka emeka", "ngozi ngo", "oluwatobi tobi tobiloba", "tobias toby tobi", "geoffrey geoff jeff jeffrey geoffroy", "russell russ", "douglas doug dougie", "dominic dom domenico dominique domingo mimmo dominik", "desmond des desi", "derek del derrick", "terence terry terrence", "trevor trev", "graham gray", "gareth gaz gary garry", "sharon shaz", "susannah sue", "melissa mel melanie", "kimberly kim kimberley", "cassandra cass cassie sandra", "veronica ronnie vera", "clementine clem", "florence flo flossie", "harriet hattie", "imogen immy", "jemima mima", "penelope penny", "phoebe fibi", "rosalind roz rosie ros", "tabitha tabby", "winifred win winnie freddie", "sushil sush", "subramanian subbu", "lakshmi laksh", "venkatesh venky venkat", "krishna krish kris", "rajesh raj", "sanjay sanj", "priyanka priya", "aishwarya aish",
];

impl Name {
    /// Reads a name as LinkedIn shows it: decorations, credentials, pronouns and titles peeled off.
    ///
    /// What stands in brackets stays, since a nickname or a maiden name often does.
    pub(crate) fn parse(displayed: &str) -> Self {
        // Credentials follow a comma or a bar: "Anna Smith, MBA | Speaker".
        let kept = displayed.split(['|', '•', '·', '~', '—', '–']).find(|part| part.chars().any(char::is_alphabetic)).unwrap_or_default();
        let (before_comma, after_comma) = kept.split_once(',').unwrap_or((kept, ""));
        // "Smith, Anna" is a name turned round; "Smith, MBA" is not.
        let single = before_comma.split_whitespace().count() == 1;
        let name = if single { format!("{before_comma} {after_comma}") } else { before_comma.to_owned() };
        let mut parts = Vec::new();
        for chunk in name.split(|character: char| !(character.is_alphanumeric() || crate::text::fold(character) == crate::text::Folded::Ignored || is_inside_name(character))) {
            let whole = fold_word(chunk);
            // A double name answers to each half and to both: "Jean-Pierre", "O'Brien".
            for piece in chunk.split(['-', '\'', '’', '.']).map(fold_word).chain([whole]) {
                if !piece.is_empty() && !HONORIFICS.contains(&piece.as_str()) && !parts.contains(&piece) {
                    parts.push(piece);
                }
            }
        }
        let latin = parts.iter().any(|part| part.chars().all(|letter| letter.is_ascii_alphabetic()) && part.len() > 1);
        Self { parts, latin }
    }


    /// Whether the name can be compared with words in Latin letters.
    pub(crate) const fn is_latin(&self) -> bool {
        self.latin
    }

    /// Whether a folded word is written just like a part of the name.
    pub(crate) fn has_part(&self, letters: &str) -> bool {
        letters.len() > 1 && self.parts.iter().any(|part| part == letters)
    }

    /// Whether a folded word may be meant for this person: a part of the name, a short, foreign or misspelt form of it, or initials.
    ///
    /// Generous on purpose: a wrong name overlooked is a pity, a right one called wrong an insult.
    pub(crate) fn may_mean(&self, letters: &str) -> bool {
        if self.parts.iter().any(|part| alike(part, letters)) {
            return true;
        }
        // "JP" for Jean-Pierre Martin, "AK" for Anna Kowalska.
        let initials: String = self.parts.iter().filter_map(|part| part.chars().next()).collect();
        letters.len() <= 3 && letters.chars().all(|letter| initials.contains(letter))
            // "Annamaria" for Anna Maria, "Vandenberg" for van den Berg.
            || self.parts.concat().contains(letters)
    }
}

/// Whether a mark may stand inside one name.
fn is_inside_name(character: char) -> bool {
    matches!(character, '-' | '\'' | '’' | '.')
}

/// Whether two folded names may be one person's.
fn alike(part: &str, greeted: &str) -> bool {
    if part == greeted {
        return true;
    }
    let (shorter, longer) = if part.len() < greeted.len() { (part, greeted) } else { (greeted, part) };
    // "Alex" for Alexandra, "Bella" for Isabella, "Meg" for Megan.
    if shorter.len() >= 2 && longer.starts_with(shorter) || shorter.len() >= 3 && longer.ends_with(shorter) {
        return true;
    }
    let same = SAME.iter().any(|group| {
        let has = |name: &str| group.split(' ').any(|member| member == name);
        has(part) && has(greeted)
    });
    same || skeleton(part) == skeleton(greeted) || distance_at_most_two(part, greeted)
}

/// What is left of a name in every transliteration: its consonants, those that are written in several ways made one.
fn skeleton(name: &str) -> String {
    let mut skeleton = String::with_capacity(name.len());
    for letter in name.chars() {
        let kept = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' | 'w' => continue,
            'c' | 'q' | 'g' | 'x' => 'k',
            'z' => 's',
            'f' | 'p' | 'b' => 'v',
            'd' => 't',
            other => other,
        };
        if !skeleton.ends_with(kept) {
            skeleton.push(kept);
        }
    }
    skeleton
}

/// Whether a misspelling separates two names: one change in a short name, two in a long one that keeps its first letter.
fn distance_at_most_two(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let allowed = if left.len().min(right.len()) >= 6 && left.first() == right.first() { 2 } else { 1 };
    if left.len().abs_diff(right.len()) > allowed || left.len().min(right.len()) < 3 || left.len().max(right.len()) > 40 {
        return false;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, &letter) in left.iter().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        for (cell, &other) in row.iter_mut().skip(1).zip(&right) {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = *cell;
            before = replaced.min(*cell + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().is_some_and(|&distance| distance <= allowed)
}

/// The words with which a text addresses someone by name, as a range of words, and whether it does so at all.
pub(crate) struct Greeting {
    /// The word after the greeting words.
    pub(crate) first: usize,
    /// The word after the name.
    pub(crate) end: usize,
    /// Whether the name stands alone between the greeting and a mark, as a name that is called does.
    pub(crate) closed: bool,
}

/// Whether a folded word is a title rather than a name.
pub(crate) fn is_honorific(letters: &str) -> bool {
    HONORIFICS.contains(&letters)
}

/// Whether a folded word is known to be a first name.
pub(crate) fn is_first_name(letters: &str) -> bool {
    letters.len() > 2 && SAME.iter().any(|group| group.split(' ').any(|member| member == letters))
}

/// Words that address someone without naming anyone: "Dear Colleague", "Hi Neighbour".
const ADDRESSES: &[&str] = &[
    "colleague", "colleagues", "neighbour", "neighbor", "friend", "friends", "comrade", "comrades", "fellow", "nurse", "teacher", "chef", "principal", "headteacher", "headmaster", "councillor", "minister", "ambassador", "editor", "author", "reader", "readers", "subscriber", "member",
    "members", "alum", "alumni", "classmate", "teammate", "stranger", "human", "buddy", "pal", "dude", "man", "bro", "love", "darling", "hun", "boss", "guru", "legend", "king", "queen", "superstar", "rockstar", "ladies", "gentlemen", "gents", "lads", "lass", "mate", "guys", "folks", "people", "world",
    "team", "network", "connection", "connections", "community", "client", "customer", "candidate", "applicant", "partner", "investor", "founder", "engineer", "developer", "designer", "recruiter", "manager", "director", "owner", "hiring", "sales", "marketing", "finance", "consultant", "student",
    "students", "graduate", "professional", "professionals", "expert", "leader", "leaders", "innovator", "creator", "visionary", "entrepreneur", "seller", "buyer", "vendor", "supplier", "landlord", "tenant", "resident", "parent", "parents", "mum", "mom", "mummy", "dad", "grandma", "grandpa", "cousin", "son", "daughter",
    "writer", "artist", "musician", "coach", "driver", "farmer", "scientist", "researcher", "scholar", "veteran", "volunteer", "traveller", "traveler", "runner", "gamer", "hacker", "maker", "baker", "potential", "future", "esteemed", "valued", "respected", "honourable", "honorable", "reverend", "anyone", "someone", "everybody", "whoever", "you", "yourself",
    "beautiful", "gorgeous", "handsome", "dearest", "lovely", "namesake", "stranger", "linkedin", "internet", "from", "greetings", "hello", "today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "ramadan", "eid", "diwali", "easter",
];

/// Whether a folded word addresses someone without naming anyone.
pub(crate) fn is_address(letters: &str) -> bool {
    ADDRESSES.contains(&letters) || is_honorific(letters) || letters.strip_suffix('s').is_some_and(|singular| ADDRESSES.contains(&singular))
}

/// Finds whom a text greets; `greeting_end` is the word after its greeting words ("Hi", "Good morning").
pub(crate) fn find_greeting(text: &Text, greeting_end: usize) -> Option<Greeting> {
    let mut first = greeting_end;
    // The full stop of "Mr." ends nothing.
    while first < greeting_end + 2 && is_honorific(text.letters_at(first)) && !text.marks_after(first).closes_call() {
        first += 1;
    }
    let mut end = first;
    while end < first + 4 {
        let word = text.words.get(end)?;
        let starts = end == first;
        if !starts && !word.shape.capitalised && !PARTICLES.contains(&text.letters(word)) {
            break;
        }
        end += 1;
        if text.marks_after(end - 1).ends_clause() || end == text.words.len() {
            return Some(Greeting { first, end, closed: true });
        }
    }
    Some(Greeting { first, end, closed: false })
}

/// Small words inside family names.
const PARTICLES: [&str; 24] = [
    "van", "der", "den", "de", "von", "zu", "la", "le", "du", "da", "dos", "das", "do", "di", "del", "della", "bin", "ibn", "al", "el", "ter", "ten", "y", "e",
];
