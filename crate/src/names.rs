//! Names as people have them, and whether a greeting means this person.

use std::sync::OnceLock;

use crate::text::{Text, fold_word, hash, is_listed};

/// How many parts of a name are kept: each word of a text is compared with each.
const MOST_PARTS: usize = 40;

/// The parts of a displayed name that a greeting may use, folded.
#[derive(Debug, Default)]
pub(crate) struct Name {
    parts: Vec<String>,
    /// Whether any part is in Latin letters, so that a greeting in them can be compared.
    latin: bool,
}

/// Titles and marks of respect, which are no part of the name.
const HONORIFICS: &str = "\
    ssa ra profa profe siddhi mr mrs ms mx miss dr prof professor doctor sir dame lady lord rev reverend fr father sr sister imam rabbi \
    hon capt captain col colonel major sgt sergeant lt herr frau hr fru monsieur madame mme mlle maitre me senor \
    senora senorita sra srta don dona dna doc doutor doutora dra senhor senhora exmo exma signor signora \
    signorina sig dott dottore dottoressa dottssa ing avv arch geom rag mevrouw mevr mw meneer dhr heer ir drs \
    mag dipl lic licenciada licenciado ingeniero ingeniera maestro maestra profesor profesora professore \
    professoressa adv engr chief alhaji alhaja hajia mallam pastor bishop auntie aunty aunt uncle san sama \
    sensei ji bhai didi saheb sahib ustadh sheikh chef coach judge justice officer constable nurse matron \
    lcda lcdo licda abg abogado abogada arqa mtro mtra enga adva \
    archdeacon mother brother bro sis comrade";

/// Groups of first names that are each other's short or foreign forms.
const SAME: &str = "\
    robert bob bobby rob robbie bert roberto robi \n\
    william bill billy will willie liam wil willem wilhelm guillaume guillermo guglielmo \n\
    richard dick rich rick ricky ricardo riccardo rik \n\
    james jim jimmy jamie jem jaime giacomo jacques sjaak jaak jaap jacob jacobus seamus hamish diego santiago \n\
    john jon jack johnny jonny jonathan johannes hans jan ian ivan sean juan joao giovanni jean johann janek evan gianni nonno yannick yann johan \n\
    margaret maggie meg peggy greta rita margarita marguerite margherita marge daisy gretchen margot \n\
    elizabeth liz lizzie beth betty eliza elsie lisa libby bess ellie elisabeth isabel isabella elisabetta betsy lilibet elsa liesl lisbeth \n\
    katherine kate katie kathy cathy kat catherine katharina kathryn katerina ekaterina katya caterina catarina catalina kitty karin katrin kasia katarzyna kaat \n\
    alexander alex sasha alec sandro alejandro alessandro alexandre aleksandr oleksandr xander lex alexandru sandy alexei alexey aleksei alexandra alexandria alessandra sandra aleksandra alejandra \n\
    michael mike mick micky mickey mikey mihail mikhail miguel michele michel michal misha mitch micha mikael mikkel maik \n\
    thomas tom tommy tomas tommaso tomasz tomaz \n\
    charles charlie chuck chas carlos carlo karl carl charly charlotte lotte lottie lotta \n\
    edward ed eddie ted ned eduardo edoardo edouard teddy eddy edwin \n\
    daniel dan danny daniele daniil dani danilo \n\
    joseph joe joey jose giuseppe pippo beppe josef yusuf youssef pepe josep jef joao ze pino peppe yosef yousef sepp \n\
    anthony tony antonio antoine anton toni ton antonius antonia \n\
    david dave davey davide davy dai taffy dafydd daoud dawood dudi \n\
    peter pete pedro pietro pierre piotr petr petra piet pieter pjotr \n\
    andrew andy drew andreas andre andrea andrei andrey andres andrzej andrii \n\
    christopher chris kit christophe cristobal kris topher christian christoph cristian kristof krzysztof christiaan \n\
    nicholas nick nicky nico nicolas niccolo nikolai klaus nicola niels nikola kolya colin claus nikos nicolai nikolaos nikki nicole nic \n\
    matthew matt matty matteo mateo mathieu matthias mathias mateus mateusz matthieu matthijs \n\
    benjamin ben benny benji benedikt \n\
    samuel sam sammy samantha sami \n\
    patrick pat paddy patrik patrizio patricio patricia trish tricia patty patti patrycja \n\
    stephen steve steven stefan stefano esteban etienne stephan steph stephanie stefanie stefania steffi stijn steffen \n\
    gregory greg gregor grzegorz gregorio greig \n\
    frederick fred freddie freddy frederic federico friedrich fritz frederik rick fredrik freek \n\
    francis frank frankie francisco paco pancho francesco franz francois fran frances francesca franziska chico kiko ciccio cesco frans fanny frantisek fransien \n\
    victoria vicky vicki tori vittoria victor vic vik viktor vittorio viktoria \n\
    jennifer jen jenny jenn jenna \n\
    susan sue susie suzanne suzy susanna susanne susana zuzana suze sanne \n\
    deborah deb debbie debra \n\
    jessica jess jessie \n\
    rebecca becky becca bex rebekah \n\
    rachel rach rachael raquel rahel \n\
    sarah sara sally sadie \n\
    helen ellen elena helena nell nellie lena eleni ileana elaine eleanor ella leonora lenka \n\
    dorothy dot dottie dolly dora dorothea doris thea \n\
    mary maria molly marie polly miriam may mae maryam marya mia mariya mitzi mieke marijke ria \n\
    ann anna anne annie nan nancy anya annika hanna hannah anita ania ana ans anneke anouk \n\
    barbara barb babs barbie basia \n\
    theresa teresa terry tess tessa therese resi teresita tereza \n\
    valerie val valeria valentina valentin valentino \n\
    gabriel gabe gabriele gabriela gabriella gabi gaby gabrielle \n\
    nathan nate nathaniel nat nathalie natalie natalia natasha natascha natalya \n\
    zachary zach zack zac zak \n\
    timothy tim timmy timo timoteo timothee \n\
    philip phil filip felipe philippe filippo pip phillip philipp felipa \n\
    ronald ron ronnie \n\
    donald don donnie \n\
    kenneth ken kenny \n\
    gerald gerry jerry gerard geraldo gerhard gerd \n\
    lawrence larry laurie laurence lorenzo laurent lars lorenz loren lourens rens \n\
    leonard leo len lenny leonardo leon lionel lennart \n\
    raymond ray raimundo ramon raimund \n\
    albert al bert alberto albrecht bertie \n\
    alfred alf fred alfie alfredo \n\
    arthur art artie arturo artur \n\
    vincent vince vinnie vincenzo vicente vin enzo \n\
    maximilian max maxime maxim massimo maxwell maximo massimiliano \n\
    sebastian seb bastian sebastien seba bas sebastiano basti \n\
    theodore theo ted teddy teodoro fyodor theodor \n\
    eugene gene eugenio evgeny yevgeny zhenya \n\
    george jorge giorgio georg georges yuri jordi geordie joris sjors juergen jurgen goran \n\
    henry harry hank henrik enrico enrique heinrich henri hal hendrik heinz rik henk \n\
    louis lou luis luigi ludwig lewis ludovic louise luisa lodewijk gigi louisa \n\
    paul paolo pablo pavel paulo pawel pol paula paulina \n\
    luke luca lucas lukas luc luka lukasz \n\
    mark marc marco marcus markus marcos marek \n\
    simon simone shimon szymon simao \n\
    hugh hugo huw ugo hughie \n\
    julia julie giulia juliet juliette julija jules julian julien giulio julius jools giuliano \n\
    emma em emily emilia emilie emmy emilio emil emmeline \n\
    isabella bella isa izzy isabelle isabel \n\
    pamela pam pammy \n\
    jacqueline jackie jacqui jackqueline \n\
    judith judy jude giuditta \n\
    josephine josie jo giuseppina josefina fina \n\
    georgina georgia georgie gina \n\
    angela angie ange angelika angelica angelo \n\
    cynthia cindy \n\
    sandra sandy \n\
    abigail abby gail \n\
    amanda mandy \n\
    christine chris chrissie tina christina cristina kristin kirsten kirsty krista christiane kristina chrissy \n\
    martin marty martyn martino marten maarten martijn martina \n\
    ignacio nacho ignazio \n\
    concepcion concha conchi \n\
    dolores lola \n\
    rosario charo rosa rosie rose \n\
    mercedes merche \n\
    guadalupe lupe \n\
    eduardo edu lalo \n\
    manuel manolo manu manuela emanuele emanuel emmanuel \n\
    rafael rafa raffaele raphael raf \n\
    alfonso fonsi poncho \n\
    fernando nando fer hernan \n\
    luiz lula \n\
    beatriz bia bea beatrice beatrix \n\
    mohammed mohamed muhammad mo moe mehmet mohammad mohd mamadou hamid ahmad ahmed \n\
    abdullah abdul abdallah \n\
    svetlana sveta lana \n\
    olga olya olha \n\
    yevheniia yevheniya yevgenia evgenia evgeniya eugenia eugenie zhenya zhenia jenya \n\
    dmitri dima dmitry dmytro dimitri mitya \n\
    sergey serge sergio sergei serhii \n\
    vladimir vova volodymyr vlad wladimir vladislav \n\
    tatiana tanya tania tatyana \n\
    yelena elena lena alyona olena \n\
    iosif joseph \n\
    giovanna gianna joanna joan jo jean janet jane jana juana johanna hanna hanneke hanne \n\
    wolfgang wolf wolfi \n\
    joachim jochen achim joaquin quim \n\
    katja katya \n\
    siobhan shiv shivaun \n\
    aoife eva eve ava \n\
    padraig patrick paudie podge \n\
    oluwaseun seun \n\
    oluwafemi femi \n\
    temitope tope temi \n\
    chukwuemeka emeka \n\
    ngozi ngo \n\
    oluwatobi tobi tobiloba \n\
    tobias toby tobi \n\
    geoffrey geoff jeff jeffrey geoffroy \n\
    russell russ \n\
    douglas doug dougie \n\
    dominic dom domenico dominique domingo mimmo dominik \n\
    desmond des desi \n\
    derek del derrick \n\
    terence terry terrence \n\
    trevor trev \n\
    graham gray \n\
    gareth gaz gary garry \n\
    sharon shaz \n\
    susannah sue \n\
    melissa mel melanie \n\
    kimberly kim kimberley \n\
    cassandra cass cassie sandra \n\
    veronica ronnie vera \n\
    clementine clem \n\
    florence flo flossie \n\
    harriet hattie \n\
    imogen immy \n\
    jemima mima \n\
    penelope penny \n\
    phoebe fibi \n\
    rosalind roz rosie ros \n\
    tabitha tabby \n\
    winifred win winnie freddie \n\
    sushil sush \n\
    subramanian subbu \n\
    lakshmi laksh \n\
    venkatesh venky venkat \n\
    krishna krish kris \n\
    rajesh raj \n\
    sanjay sanj \n\
    priyanka priya \n\
    aishwarya aish \n\
    aleksandra ola olka \n\
    malgorzata gosia malgosia \n\
    agnieszka aga \n\
    joanna asia \n\
    elzbieta ela \n\
    zofia zosia sofia \n\
    magdalena magda lena leni madzia \n\
    stanislaw staszek stas stach \n\
    jakub kuba \n\
    tomasz tomek \n\
    wojciech wojtek \n\
    andrzej jedrek \n\
    piotr piotrek \n\
    mateusz mati \n\
    aleksander olek \n\
    jerzy jurek \n\
    kazimierz kazik \n\
    jozef jozek \n\
    tadeusz tadek \n\
    wladyslaw wladek \n\
    franciszek franek \n\
    antoni antek \n\
    bartosz bartek bartlomiej \n\
    dariusz darek \n\
    slawomir slawek \n\
    zbigniew zbyszek \n\
    ryszard rysiek \n\
    maciej maciek \n\
    krzysztof krzysiek krzys \n\
    maria marysia \n\
    urszula ula uschi ulla \n\
    jadwiga jadzia \n\
    danuta danka \n\
    krystyna krysia \n\
    aleksandr shura sasha \n\
    ivan vanya \n\
    vladimir volodya \n\
    sergei seryozha serezha \n\
    alexei alyosha lyosha lesha \n\
    yuri yura \n\
    pavel pasha \n\
    anatoly tolya \n\
    yevgeny evgeny zhenya jenya \n\
    grigory grisha \n\
    konstantin kostya kostas kostis dinos \n\
    konstantinos kostas kostis dinos costas \n\
    leonid lyonya \n\
    vasily vasya \n\
    viktor vitya \n\
    vyacheslav yaroslav rostislav stanislav slava \n\
    anastasia nastya stasia \n\
    darya daria dasha \n\
    elizaveta liza \n\
    galina galya \n\
    irina ira \n\
    ksenia oksana ksyusha \n\
    lyudmila ludmila lyuda mila \n\
    lyubov lyuba \n\
    nadezhda nadya nadia \n\
    raisa raya \n\
    sofia sonya sonia \n\
    valentina valya \n\
    viktoria vika \n\
    yulia yulya \n\
    zinaida zina \n\
    georgios giorgos yorgos yiorgos \n\
    ioannis giannis yannis \n\
    dimitrios dimitris mitsos \n\
    panagiotis panos takis \n\
    evangelos vangelis \n\
    vasileios vasilis \n\
    athanasios thanasis \n\
    spyridon spyros \n\
    theodoros thodoris \n\
    emmanouil manolis \n\
    aikaterini katerina \n\
    vasiliki vaso \n\
    panagiota giota \n\
    conceicao sao \n\
    francisco chico curro fran \n\
    roberto alberto gilberto humberto norberto beto \n\
    ricardo richi rico \n\
    guilherme gui guto \n\
    gustavo guga gus \n\
    eduardo dudu \n\
    fatima fa \n\
    carolina carol caro \n\
    isabel bel chabela \n\
    juliana ju \n\
    fernanda nanda fe \n\
    leticia lety le \n\
    adriana dri \n\
    cristina cris \n\
    aparecida cida \n\
    margarida guida \n\
    filipa pipa \n\
    jesus chus chuy \n\
    pilar pili \n\
    dolores loli \n\
    consuelo chelo \n\
    encarnacion encarna \n\
    inmaculada inma \n\
    montserrat montse \n\
    remedios reme \n\
    soledad sole \n\
    santiago santi \n\
    gregorio goyo \n\
    enrique quique kike \n\
    guillermo memo guille \n\
    vicente chente \n\
    javier javi \n\
    ernesto neto \n\
    salvador chava salva toto toto turi \n\
    josefa pepa \n\
    lourdes lulu \n\
    maribel marisa maite majo malu mamen maricarmen maria \n\
    graciela chela \n\
    teresa tere \n\
    veronica vero vroni \n\
    yolanda yoli \n\
    giuseppina pina giusy \n\
    elisabetta betta \n\
    alessandra alessandro ale \n\
    federica federico fede \n\
    caterina rina \n\
    valentina vale \n\
    concetta tina \n\
    filomena mena \n\
    immacolata imma \n\
    annunziata nunzia \n\
    lorenzo renzo enzo \n\
    pasquale lino \n\
    raffaele lello \n\
    domenico mimi \n\
    wilhelm willi \n\
    johannes hannes joop \n\
    heinrich heiner \n\
    ulrich ulrike uli \n\
    elisabeth sissi elli liesbeth els \n\
    katharina kathi kati kaethe kathe \n\
    brigitte gitte gitti gitta \n\
    andreas andi \n\
    matthias matze hias \n\
    michael michi \n\
    ludwig lutz \n\
    josef jupp beppi \n\
    georg schorsch \n\
    eberhard ebi \n\
    bernhard bernd \n\
    eckhard ecki \n\
    dieter didi \n\
    rudolf rudiger ruediger rudi \n\
    adelheid heidi \n\
    hildegard hilde \n\
    mathilde tilda tilly \n\
    waltraud traudl \n\
    franziska franzi \n\
    barbara barbel baerbel babsi \n\
    cornelis kees cor \n\
    adrianus adriaan arie ad \n\
    antonius toon ton teun \n\
    gerardus geert \n\
    wilhelmus wim \n\
    nicolaas klaas \n\
    wilhelmina mien willy mina \n\
    cornelia corrie nelleke nel conny \n\
    catharina toos trijn \n\
    geertruida truus geertje \n\
    istvan pista pisti \n\
    jozsef jozsi \n\
    sandor sanyi \n\
    laszlo laci \n\
    janos jani \n\
    ferenc feri \n\
    gyorgy gyuri \n\
    erzsebet zsoka bozsi \n\
    katalin kati \n\
    zsuzsanna zsuzsi \n\
    karl kalle \n\
    gheorghe ghita gigi \n\
    constantin costel costi \n\
    ion ionut nelu \n\
    aleksandar aca sale \n\
    yosef yossi \n\
    yitzhak itzik \n\
    avraham avi \n\
    yaakov kobi \n\
    temitayo tayo \n\
    olubunmi bunmi \n\
    adebayo bayo \n\
    oluwakemi kemi \n\
    chinedu nedu \n\
    ifeoma ify \n\
    abdulrahman abdelrahman abdou \n\
    muhammad mammad hamada \n\
    fatimah fatou fatima \n\
    khadija khadi dija \n\
    rajendra rajinder raju \n\
    sudhakar sudha \n\
    thirumalai thiru \n\
    balasubramaniam bala \n\
    venkataraman venkat \n\
    xiaoming ming \n\
    minh minnie \n\
";

/// What [`Index`] knows a word as, besides the number of a group of [`SAME`].
const HONORIFIC: u16 = 0xFFFF;
const ADDRESS: u16 = 0xFFFE;

/// The lists of this module, for looking words up: hashes and what they stand for, in order.
///
/// Two of some 1,500 words share 48 bits of hash by a chance of one in a hundred million.
struct Index(Vec<u64>);

impl Index {
    fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(|| {
            let mut keys = Vec::new();
            let mut add = |words: &str, class: u16| {
                keys.extend(words.split_ascii_whitespace().map(|word| hash(word) & !0xFFFF | u64::from(class)));
            };
            add(HONORIFICS, HONORIFIC);
            add(ADDRESSES, ADDRESS);
            for (group, names) in (0..).zip(SAME.lines()) {
                add(names, group);
            }
            keys.sort_unstable();
            Self(keys)
        })
    }

    /// What a folded word is known as.
    fn classes(&self, letters: &str) -> impl Iterator<Item = u16> {
        let hash = hash(letters) >> 16;
        let first = self.0.partition_point(|key| key >> 16 < hash);
        self.0
            .iter()
            .skip(first)
            .take_while(move |&&key| key >> 16 == hash)
            .map(|&key| u16::try_from(key & 0xFFFF).unwrap_or_default())
    }

    fn is(&self, letters: &str, class: u16) -> bool {
        self.classes(letters).any(|known| known == class)
    }
}

impl Name {
    /// Reads a name as LinkedIn shows it: decorations, credentials, pronouns and titles peeled off.
    ///
    /// What stands in brackets stays, since a nickname or a maiden name often does.
    pub(crate) fn parse(displayed: &str) -> Self {
        // Credentials follow a comma or a bar: "Anna Smith, MBA | Speaker".
        let kept = displayed
            .split(['|', '•', '·', '~', '—', '–'])
            .find(|part| part.chars().any(char::is_alphabetic))
            .unwrap_or_default();
        let (before_comma, after_comma) = kept.split_once(',').unwrap_or((kept, ""));
        // "Smith, Anna" is a name turned round; "Smith, MBA" is not.
        let single = before_comma.split_whitespace().count() == 1;
        let name = if single { format!("{before_comma} {after_comma}") } else { before_comma.to_owned() };
        let mut parts = Vec::new();
        for chunk in name.split(|character: char| {
            !(character.is_alphanumeric()
                || crate::text::fold(character) == crate::text::Folded::Ignored
                || is_inside_name(character))
        }) {
            let whole = fold_word(chunk);
            // A double name answers to each half and to both: "Jean-Pierre", "O'Brien".
            for piece in chunk.split(['-', '\'', '’', '.']).map(fold_word).chain([whole]) {
                if parts.len() < MOST_PARTS && !piece.is_empty() && !is_honorific(&piece) && !parts.contains(&piece) {
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
    // "Alex" for Alexandra, "Bella" for Isabella, "Becs" for Rebecca.
    let core = shorter.strip_suffix(['s', 'z', 'x']).filter(|core| core.len() >= 3).unwrap_or(shorter);
    if shorter.len() >= 2 && longer.starts_with(shorter) || core.len() >= 3 && longer.contains(core) {
        return true;
    }
    let index = Index::get();
    let same = index.classes(part).any(|group| group < ADDRESS && index.is(greeted, group));
    if same || distance_at_most_two(part, greeted) {
        return true;
    }
    // "Conny" for Cornelia, "Lenny" for Leonie: pet names keep little more than the first letter.
    let pet_name = greeted.len() <= 6
        && (greeted.ends_with(['y', 'i', 'o']) || greeted.ends_with("ie"))
        && part.starts_with(greeted.get(..1).unwrap_or_default());
    // "Tez" for Terence, "Shaz" for Sharon, "Mags" for Margaret; "Heiner" for Heinrich.
    let shared = if (3..=4).contains(&greeted.len()) { 2 } else { 3 };
    let clipped = greeted.len() >= 3 && greeted.get(..shared).is_some_and(|start| part.starts_with(start));
    // "Noor" for Eleonora, "Yusuf" for Josef.
    let sounds_alike = [false, true].into_iter().any(|w_is_v| {
        let (part, greeted) = (skeleton(part, w_is_v), skeleton(greeted, w_is_v));
        part == greeted || greeted.len() >= 2 && part.ends_with(&greeted)
    });
    pet_name || clipped || sounds_alike
}

/// What is left of a name in every transliteration: its consonants, those that are written in several ways made one.
///
/// German writes "Schewtschenko" for Shevchenko: `w` is a consonant there, and none in "Kowalska" as English hears it.
fn skeleton(name: &str, w_is_v: bool) -> String {
    let mut skeleton = String::with_capacity(name.len());
    for letter in name.replace("tsch", "c").replace("sch", "s").chars() {
        let kept = match letter {
            'w' if w_is_v => 'v',
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
    if left.len().abs_diff(right.len()) > allowed || left.len().min(right.len()) < 3 || left.len().max(right.len()) > 40
    {
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
    Index::get().is(letters, HONORIFIC)
}

/// Whether a folded word is known to be a first name.
pub(crate) fn is_first_name(letters: &str) -> bool {
    letters.len() > 2 && Index::get().classes(letters).any(|class| class < ADDRESS)
}

/// Words that address someone without naming anyone: "Dear Colleague", "Hi Neighbour".
const ADDRESSES: &str = "\
    amtsleiter amtsleiterin direktor direktorin pfarrer doktor rat praesident prasident kollege kollegin kollegen nachbar nachbarin meister burgermeister buergermeister chefin freunde freund leute zusammen alle damen herren team \
    collega colleghi vicino vicina direttore direttrice presidente avvocato ingegnere tutti amico amica amici ragazzi squadra \
    directeur directrice president presidente confrere collegue collegues voisin voisine docteur tous toutes ami amie amis equipe monsieur madame \
    colega colegas vecino vecina director directora doctor doctora companero companera amigo amiga amigos equipo todos todas vizinho vizinha diretor diretora pessoal gente equipe \
    collega collegas buurman buurvrouw voorzitter vriend vriendin vrienden allemaal iedereen mensen \
    colleague colleagues neighbour neighbor friend friends comrade comrades fellow nurse teacher chef principal \
    headteacher headmaster councillor minister ambassador editor author reader readers subscriber member members \
    alum alumni classmate teammate stranger human buddy pal dude man bro love darling hun boss guru legend king \
    queen superstar rockstar ladies gentlemen gents lads lass mate guys folks people world team network \
    connection connections community client customer candidate applicant partner investor founder engineer \
    developer designer recruiter manager director owner hiring sales marketing finance consultant student \
    students graduate professional professionals expert leader leaders innovator creator visionary entrepreneur \
    seller buyer vendor supplier landlord tenant resident parent parents mum mom mummy dad grandma grandpa \
    cousin son daughter writer artist musician coach driver farmer scientist researcher scholar veteran \
    volunteer traveller traveler runner gamer hacker maker baker potential future esteemed valued respected \
    honourable honorable reverend anyone someone everybody whoever you yourself beautiful gorgeous handsome \
    wing commander squadron lieutenant brigadier inspector superintendent chancellor dean provost excellency majesty \
    highness honour honor worship vicar canon deacon curate abbot monsignor cardinal consul attache secretary treasurer \
    trustee warden bursar registrar commissioner sheriff mayor speaker \
    dearest lovely namesake stranger linkedin internet from greetings hello today monday tuesday wednesday \
    thursday friday saturday sunday christmas ramadan eid diwali easter";

/// Whether a folded word addresses someone without naming anyone.
pub(crate) fn is_address(letters: &str) -> bool {
    let is = |letters: &str| Index::get().is(letters, ADDRESS);
    // German makes one word of a title: "Amtsleiter", "Baudirektorin".
    let is_title = ["leiter", "leiterin", "direktor", "direktorin", "meister", "meisterin", "rat", "ratin"]
        .iter()
        .any(|title| letters.ends_with(title) && letters.len() > title.len());
    is_title || is(letters) || is_honorific(letters) || letters.strip_suffix('s').is_some_and(is)
}

/// Endings of words for what people are or do, in several languages: "Classmates", "Ciclistas", "Mitstreiterinnen".
const TRADES: [&str; 14] =
    ["ers", "ist", "ists", "ians", "mate", "mates", "ling", "ness", "ship", "shine", "eur", "ista", "istas", "innen"];

/// Whether a folded word looks like one for what someone is, where a name is not known to be one.
pub(crate) fn may_be_a_word(letters: &str) -> bool {
    !is_first_name(letters) && TRADES.iter().any(|ending| letters.len() > ending.len() + 2 && letters.ends_with(ending))
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
        if !starts && !word.shape.capitalised && !is_listed(PARTICLES, text.letters(word)) {
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
const PARTICLES: &str = "\
    van der den de von zu la le du da dos das do di del della bin ibn al el ter ten y e";
