//! Days, and the many ways in which LinkedIn's exports write them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, counted from the first of January 1970.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Day(i32);

/// The beginnings of the months' names in the languages that exports may be written in.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrt", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The years that can be meant: LinkedIn began in 2003, and people have worked for longer than that.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

impl Day {
    /// A day of the calendar; none if there is no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 => 28 + u32::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if !YEARS.contains(&year) || day == 0 || day > last {
            return None;
        }
        // Years begin in March here, so that the leap day is their last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let of_year = (153 * month + 2) / 5 + day - 1;
        Some(Self(year * 365 + year / 4 - year / 100 + year / 400 + i32::try_from(of_year).ok()? - 719_468))
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (i32::try_from(year).unwrap_or(0), u32::try_from(month).unwrap_or(0), u32::try_from(day).unwrap_or(0))
    }

    /// How many days lie between an earlier day and this one.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The month, as `YYYY-MM`.
    #[must_use]
    pub fn month(self) -> String {
        let (year, month, _) = self.parts();
        format!("{year:04}-{month:02}")
    }

    /// The day that the name of an export's file ends with, as in `Basic_LinkedInDataExport_11-24-2026.zip`.
    #[must_use]
    pub fn in_file_name(name: &str) -> Option<Self> {
        let digits: Vec<&str> = name.split(|character: char| !character.is_ascii_digit()).collect();
        digits.windows(3).find_map(|parts| match parts {
            [month, day, year] if year.len() == 4 => {
                Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
            }
            _ => None,
        })
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.parts();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let day = Written::read(&text).and_then(|written| written.day(Order::MonthFirst));
        day.ok_or_else(|| serde::de::Error::custom("no day"))
    }
}

/// A day as it was written: all but numbers alone are certain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Written {
    /// A day that can be read in one way only.
    Certain(Day),
    /// Two numbers, of which one is the month and the other the day of it.
    Numbers {
        first: u32,
        second: u32,
        year: i32,
        /// The hour is followed by AM or PM, which people write who put the month first.
        american: bool,
    },
}

/// In which order a file writes the numbers of a day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Order {
    MonthFirst,
    DayFirst,
}

impl Written {
    /// Reads a day, with or without a time.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let number = |index: usize| words.get(index).filter(|word| word.len() <= 4)?.parse::<u32>().ok();
        let year = |index: usize| {
            let year = i32::try_from(number(index)?).ok()?;
            Some(if year < 100 { 2000 + year } else { year })
        };
        // 2026-08-31 21:20:46 UTC
        if words.first().is_some_and(|word| word.len() == 4)
            && let (Some(year), Some(month), Some(day)) = (year(0), number(1), number(2))
        {
            return Day::new(year, month, day).map(Self::Certain);
        }
        if let Some(named) = words.iter().take(3).position(|word| month(word).is_some()) {
            let month = month(words.get(named)?)?;
            return match named {
                // Jan 2020; Jan 15, 2024
                0 if words.get(1).is_some_and(|word| word.len() == 4) => Day::new(year(1)?, month, 1),
                0 => Day::new(year(2)?, month, number(1)?),
                // 15 Jan 2024; 15 de enero de 2024
                _ => Day::new(year(named + 1).or_else(|| year(named + 2))?, month, number(0)?),
            }
            .map(Self::Certain);
        }
        if words.len() == 1 && words.first().is_some_and(|word| word.len() == 4) {
            return Day::new(year(0)?, 1, 1).map(Self::Certain);
        }
        let (first, second, year) = (number(0)?, number(1)?, year(2)?);
        let american = words.iter().skip(3).any(|word| ["am", "pm"].contains(word));
        (Day::new(year, first, second).is_some() || Day::new(year, second, first).is_some()).then_some(Self::Numbers {
            first,
            second,
            year,
            american,
        })
    }

    /// The day, in a file that writes numbers in `order`; none if there is no such day.
    pub(crate) fn day(self, order: Order) -> Option<Day> {
        match (self, order) {
            (Self::Certain(day), _) => Some(day),
            (Self::Numbers { first, second, year, .. }, Order::MonthFirst) => Day::new(year, first, second),
            (Self::Numbers { first, second, year, .. }, Order::DayFirst) => Day::new(year, second, first),
        }
    }
}

impl Order {
    /// The order that most of a file's days can only be meant in.
    ///
    /// Where every day could be meant in both, it is the order in which none of them is after `latest`; then the order
    /// that goes with the way the hours are written.
    pub(crate) fn of(days: &(impl Iterator<Item = Written> + Clone), latest: Option<Day>) -> Self {
        let mut balance = 0_i64;
        let mut american = 0_usize;
        let mut others = 0_usize;
        for day in days.clone() {
            if let Written::Numbers { first, second, american: is_american, .. } = day {
                balance += i64::from(second > 12) - i64::from(first > 12);
                if is_american { american += 1 } else { others += 1 }
            }
        }
        if balance != 0 {
            return if balance > 0 { Self::MonthFirst } else { Self::DayFirst };
        }
        let is_late = |order: Self| days.clone().any(|day| day.day(order) > latest);
        if latest.is_some() && is_late(Self::MonthFirst) != is_late(Self::DayFirst) {
            return if is_late(Self::MonthFirst) { Self::DayFirst } else { Self::MonthFirst };
        }
        if american >= others { Self::MonthFirst } else { Self::DayFirst }
    }
}

fn month(word: &str) -> Option<u32> {
    let is_word = word.chars().all(char::is_alphabetic) && word.chars().count() >= 3;
    let found = MONTHS.iter().position(|names| is_word && names.iter().any(|name| word.starts_with(name)));
    u32::try_from(found? + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        Written::read(text)?.day(Order::MonthFirst).map(|day| day.to_string())
    }

    #[test]
    fn every_way_of_writing_a_day_is_read() {
        let table = [
            ("9/25/26, 8:52 AM", "2026-09-25"),
            ("9/25/26, 8:52\u{202f}PM", "2026-09-25"),
            ("08/30/22, 05:51 PM", "2022-08-30"),
            ("15 Jan 2024", "2024-01-15"),
            ("2026-08-31 21:20:46 UTC", "2026-08-31"),
            ("Jan 2020", "2020-01-01"),
            ("2020", "2020-01-01"),
            ("Jan 15, 2024", "2024-01-15"),
            ("15 de enero de 2024", "2024-01-15"),
            ("3 juil. 2024", "2024-07-03"),
            ("29 Feb 2024", "2024-02-29"),
        ];
        for (text, expected) in table {
            assert_eq!(day(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "soon", "31/31/26", "29 Feb 2023", "1/2", "99999999999/1/26", "32 Jan 2024", "2026-13-01"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn days_survive_being_counted() {
        for number in -25_000..60_000 {
            let (year, month, day) = Day(number).parts();
            assert_eq!(Day::new(year, month, day), Some(Day(number)));
        }
    }

    #[test]
    fn the_order_is_that_of_the_file() {
        let order = |days: &[&str], latest: Option<Day>| {
            let days: Vec<Written> = days.iter().map(|day| Written::read(day).unwrap()).collect();
            Order::of(&days.into_iter(), latest)
        };
        assert_eq!(order(&["1/2/26, 8:52 AM", "25/9/26, 08:52"], None), Order::DayFirst);
        assert_eq!(order(&["1/2/26, 08:52", "9/25/26, 08:52"], None), Order::MonthFirst);
        assert_eq!(order(&["1/2/26, 08:52"], None), Order::DayFirst);
        assert_eq!(order(&["1/2/26, 8:52 AM"], None), Order::MonthFirst);
        assert_eq!(order(&["1/12/26, 08:52"], Day::new(2026, 2, 1)), Order::MonthFirst);
    }

    #[test]
    fn the_name_of_an_export_says_its_day() {
        let name = "Complete_LinkedInDataExport_11-24-2026.zip";
        assert_eq!(Day::in_file_name(name).map(|day| day.to_string()).as_deref(), Some("2026-11-24"));
        assert_eq!(Day::in_file_name("export (2).zip"), None);
    }
}
