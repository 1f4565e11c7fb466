//! The audit for a person to read: the same page from the command line, in the browser, and as a file to keep.
//!
//! Its chart is drawn here and not by a library: it must come out of the command line, where a library in JavaScript can't
//! draw; be told apart by patterns and take the page's colours in light and dark, where Rust's libraries write fixed
//! colours; and stay small: plotters, the leanest that was tried, makes 178 KB (gzip) of WebAssembly for a bar chart in
//! SVG, more than everything else here together.

use std::fmt::Write as _;

use crate::date::Day;
use crate::statistics::{Audit, Counts, Invitations, Recommendations, Share, advice};
use crate::table::Problem;
use crate::{FileReport, Sort};

/// The chart's sizes, in SVG's units.
const CHART: (usize, usize) = (720, 240);
const MARGIN: usize = 28;

const STYLE: &str = include_str!("page.css");

/// Where the words come from: `extension/_locales`, through whoever can read them.
pub trait Words {
    /// The text named `key`, its `$1`, `$2`, … replaced.
    fn text(&self, key: &str, substitutions: &[&str]) -> String;

    /// A day, as the user's language writes it.
    fn date(&self, day: Day) -> String;
}

impl Problem {
    /// The problem in words.
    #[must_use]
    pub fn words(&self, words: &dyn Words) -> String {
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        words.text(&format!("audit_unread_{}", self.id), &arguments)
    }
}

impl Sort {
    /// The sort in words.
    #[must_use]
    pub fn words(self, words: &dyn Words) -> String {
        words.text(&format!("audit_sort_{}", self.id()), &[])
    }
}

impl Counts {
    /// How many there are of a sort.
    #[must_use]
    pub const fn of(self, sort: Sort) -> u32 {
        match sort {
            Sort::Blank => self.blank,
            Sort::Canned => self.canned,
            Sort::Thin => self.thin,
            Sort::Personal => self.personal,
        }
    }
}

impl Share {
    /// What it could be by chance, in words.
    fn interval(&self, words: &dyn Words) -> String {
        if self.few {
            words.text("audit_few", &[])
        } else {
            format!("{:.0}–{:.0} %", self.low * 100.0, self.high * 100.0)
        }
    }
}

impl Audit {
    /// The sections of the page, as HTML.
    #[must_use]
    pub fn html(&self, words: &dyn Words) -> String {
        let mut page = Page { words, html: String::new() };
        if let Some(day) = self.exported {
            let exported = page.words.text("audit_exported", &[&page.words.date(day)]);
            page.paragraph(&exported);
        }
        // Its parts may come from several exports: the advice is on what is shown.
        let advice = advice(self.invitations.as_ref(), self.recommendations.as_ref());
        if !advice.is_empty() {
            page.section("audit_next_title", |page| {
                page.html.push_str("<ul>");
                for id in advice {
                    let advice = page.words.text(&format!("audit_advice_{id}"), &[]);
                    page.element("li", &advice);
                }
                page.html.push_str("</ul>");
            });
        }
        if let Some(invitations) = &self.invitations {
            page.invitations(invitations);
        }
        if let Some(recommendations) = &self.recommendations {
            page.recommendations(recommendations);
        }
        page.section("audit_files", |page| page.files(&self.files));
        page.html
    }

    /// The page as a file of its own.
    #[must_use]
    pub fn document(&self, words: &dyn Words) -> String {
        let title = escape(&words.text("audit_title", &[]));
        let (language, direction) = (words.text("language", &[]), words.text("direction", &[]));
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n<body><main class=\"mirror\">\n<h1>{title}</h1>\n{}\n</main>\n</html>\n",
            escape(&language),
            escape(&direction),
            self.html(words)
        )
    }

    /// The numbers as CSV: each of the page's tables, with an empty line between.
    #[must_use]
    pub fn csv(&self, words: &dyn Words) -> String {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let text = |key: &str| words.text(key, &[]);
        if let Some(invitations) = &self.invitations {
            let mut head = vec![text("audit_month")];
            head.extend(Sort::ALL.map(|sort| sort.words(words)));
            rows.push(head);
            for month in &invitations.months {
                let mut row = vec![month.month.clone()];
                row.extend(Sort::ALL.map(|sort| month.counts.of(sort).to_string()));
                rows.push(row);
            }
            rows.push(Vec::new());
            rows.push(["audit_note", "audit_times", "audit_since", "audit_until", "audit_verdict"].map(text).to_vec());
            for cluster in &invitations.reused {
                rows.push(vec![
                    cluster.note.clone(),
                    cluster.count.to_string(),
                    cluster.since.to_string(),
                    cluster.until.to_string(),
                    cluster.sort.words(words),
                ]);
            }
        }
        if let Some(shares) = self.invitations.as_ref().and_then(|invitations| invitations.accepted.as_ref()) {
            rows.push(Vec::new());
            let keys = ["audit_verdict", "audit_accepted", "audit_total", "audit_interval"];
            rows.push(keys.map(text).to_vec());
            for share in shares {
                let [accepted, of] = [share.accepted, share.of].map(|count| count.to_string());
                rows.push(vec![share.sort.words(words), accepted, of, share.interval(words)]);
            }
        }
        if let Some(recommendations) = &self.recommendations {
            rows.push(Vec::new());
            rows.push(["audit_recommendations_title", "audit_specific", "audit_vague"].map(text).to_vec());
            for (key, praise) in [("audit_given", recommendations.given), ("audit_received", recommendations.received)]
            {
                rows.push(vec![text(key), praise.specific.to_string(), praise.vague.to_string()]);
            }
            rows.push(Vec::new());
            rows.push(["audit_person", "audit_given", "audit_received", "audit_days"].map(text).to_vec());
            for pair in &recommendations.reciprocal {
                let days = [pair.given_on.to_string(), pair.received_on.to_string(), pair.days.to_string()];
                rows.push(std::iter::once(pair.name.clone()).chain(days).collect());
            }
        }
        let mut csv = String::from('\u{feff}');
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            csv.push_str(&cells.join(","));
            csv.push_str("\r\n");
        }
        csv
    }
}

/// A page that is being written.
struct Page<'a> {
    words: &'a dyn Words,
    html: String,
}

impl Page<'_> {
    fn say(&self, key: &str) -> String {
        self.words.text(key, &[])
    }

    fn element(&mut self, tag: &str, words: &str) {
        // Writing into a string can't fail.
        let _ = write!(self.html, "<{tag}>{}</{tag}>", escape(words));
    }

    fn paragraph(&mut self, words: &str) {
        self.element("p", words);
    }

    fn section(&mut self, title: &str, content: impl FnOnce(&mut Self)) {
        self.html.push_str("<section>");
        let title = self.say(title);
        self.element("h2", &title);
        content(self);
        self.html.push_str("</section>");
    }

    /// A table whose first column names its rows; `numbers` says which columns are of numbers.
    fn table(
        &mut self,
        caption: &str,
        head: &[String],
        numbers: &[usize],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) {
        let class = |column: usize| if numbers.contains(&column) { " class=\"number\"" } else { "" };
        self.html.push_str("<div class=\"wide\" tabindex=\"0\"><table>");
        self.element("caption", caption);
        self.html.push_str("<thead><tr>");
        for (column, cell) in head.iter().enumerate() {
            let _ = write!(self.html, "<th scope=\"col\"{}>{}</th>", class(column), escape(cell));
        }
        self.html.push_str("</tr></thead><tbody>");
        for row in rows {
            self.html.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let (tag, scope) = if column == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
                let _ = write!(self.html, "<{tag}{scope}{} dir=\"auto\">{}</{tag}>", class(column), escape(cell));
            }
            self.html.push_str("</tr>");
        }
        self.html.push_str("</tbody></table></div>");
    }

    fn invitations(&mut self, invitations: &Invitations) {
        let words = self.words;
        self.section("audit_sent_title", |page| {
            let sent = invitations.sent;
            let title = page.say("audit_sent_title");
            let mut head = vec![page.say("audit_month")];
            head.extend(Sort::ALL.map(|sort| sort.words(words)));
            head.push(page.say("audit_total"));
            let row = |name: String, counts: Counts| {
                let mut row = vec![name];
                row.extend(Sort::ALL.map(|sort| counts.of(sort).to_string()));
                row.push(counts.total().to_string());
                row
            };
            page.chart(invitations, &title);
            let total = row(page.say("audit_total"), sent);
            let months = invitations.months.iter().rev().map(|month| row(month.month.clone(), month.counts));
            page.html.push_str("<details><summary>");
            let summary = escape(&page.say("audit_table"));
            page.html.push_str(&summary);
            page.html.push_str("</summary>");
            page.table(&title, &head, &[1, 2, 3, 4, 5], std::iter::once(total).chain(months));
            page.html.push_str("</details>");
        });
        if !invitations.reused.is_empty() {
            self.section("audit_reused_title", |page| {
                let about = words.text("audit_reused_about", &[&invitations.in_clusters.to_string()]);
                page.paragraph(&about);
                let keys = ["audit_note", "audit_times", "audit_since", "audit_until", "audit_verdict"];
                let head = keys.map(|key| page.say(key));
                let caption = page.say("audit_reused_title");
                page.table(
                    &caption,
                    &head,
                    &[1],
                    invitations.reused.iter().map(|cluster| {
                        vec![
                            cluster.note.clone(),
                            cluster.count.to_string(),
                            words.date(cluster.since),
                            words.date(cluster.until),
                            cluster.sort.words(words),
                        ]
                    }),
                );
            });
        }
        if let Some(shares) = invitations.accepted.as_ref().filter(|shares| !shares.is_empty()) {
            self.section("audit_accepted_title", |page| page.accepted(shares));
        }
    }

    fn accepted(&mut self, shares: &[Share]) {
        let words = self.words;
        let head = ["audit_verdict", "audit_accepted", "audit_total", "audit_interval"].map(|key| self.say(key));
        let caption = self.say("audit_accepted_title");
        self.table(
            &caption,
            &head,
            &[1, 2, 3],
            shares.iter().map(|share| {
                let [accepted, of] = [share.accepted, share.of].map(|count| count.to_string());
                vec![share.sort.words(words), accepted, of, share.interval(words)]
            }),
        );
        let limits = self.say("audit_accepted_caution");
        self.paragraph(&limits);
    }

    fn recommendations(&mut self, recommendations: &Recommendations) {
        let words = self.words;
        self.section("audit_recommendations_title", |page| {
            let caption = page.say("audit_recommendations_title");
            let head = ["audit_recommendations_title", "audit_specific", "audit_vague"].map(|key| page.say(key));
            let rows = [("audit_given", recommendations.given), ("audit_received", recommendations.received)];
            let rows = rows
                .map(|(key, praise)| vec![words.text(key, &[]), praise.specific.to_string(), praise.vague.to_string()]);
            page.table(&caption, &head, &[1, 2], rows);
            if !recommendations.reciprocal.is_empty() {
                let caption = page.say("audit_reciprocal_title");
                page.element("h3", &caption);
                let keys = ["audit_person", "audit_given", "audit_received", "audit_days"];
                let head = keys.map(|key| page.say(key));
                let pairs = recommendations.reciprocal.iter().map(|pair| {
                    let days = [words.date(pair.given_on), words.date(pair.received_on), pair.days.to_string()];
                    std::iter::once(pair.name.clone()).chain(days).collect()
                });
                page.table(&caption, &head, &[3], pairs);
            }
        });
    }

    /// What came of each file: those that something is read from, or was to be.
    fn files(&mut self, files: &[FileReport]) {
        let words = self.words;
        let head = ["audit_file", "audit_rows", "audit_unread"].map(|key| self.say(key));
        let caption = self.say("audit_files");
        let (needed, others): (Vec<_>, Vec<_>) =
            files.iter().partition(|file| file.part.is_some() || file.failure.is_some());
        self.table(
            &caption,
            &head,
            &[1, 2],
            needed.iter().map(|file| vec![file.name.clone(), file.rows.to_string(), file.unread.to_string()]),
        );
        if !others.is_empty() {
            let names: Vec<&str> = others.iter().map(|file| file.name.as_str()).collect();
            let ignored = words.text("audit_ignored", &[&names.join(", ")]);
            self.paragraph(&ignored);
        }
        for file in needed.iter().filter(|file| file.failure.is_some() || file.unread > 0) {
            self.element("h3", &file.name);
            self.html.push_str("<ul>");
            if let Some(failure) = &file.failure {
                let failure = failure.words(words);
                self.element("li", &failure);
            }
            for problem in &file.problems {
                let line = words.text("audit_line", &[&problem.line.to_string(), &problem.reason.words(words)]);
                self.element("li", &line);
            }
            let unnamed = file.unread.saturating_sub(file.problems.len() as u64);
            if unnamed > 0 {
                let more = words.text("audit_unnamed", &[&unnamed.to_string()]);
                self.element("li", &more);
            }
            self.html.push_str("</ul>");
        }
    }

    /// A bar for each month, its parts told apart by pattern and by their order.
    fn chart(&mut self, invitations: &Invitations, title: &str) {
        let months = &invitations.months;
        let most = months.iter().map(|month| month.counts.total()).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        let (width, height) = CHART;
        let step = step(most);
        let top = most.div_ceil(step) * step;
        let scale = |count: u32| count as usize * (height - 2 * MARGIN) / top as usize;
        let base = height - MARGIN;
        // The last month's name is wider than its bar.
        let slot = |index: usize| MARGIN + 12 + index * (width - 2 * MARGIN - 12) / months.len().max(1);
        let html = &mut self.html;
        let _ = write!(
            html,
            "<figure><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\"><defs>\
             <pattern id=\"canned\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"lines\" d=\"M0 6 6 0\"/></pattern>\
             <pattern id=\"thin\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><circle class=\"dots\" cx=\"3\" cy=\"3\" r=\"1.4\"/></pattern></defs>",
            escape(title)
        );
        for mark in (0..=top).step_by(step as usize) {
            let y = base - scale(mark);
            let _ = write!(
                html,
                "<path class=\"grid\" d=\"M{MARGIN} {y}H{width}\"/><text x=\"{}\" y=\"{}\" class=\"scale\">{mark}</text>",
                MARGIN - 4,
                y + 4
            );
        }
        let every = months.len().div_ceil(10).max(1);
        for (index, month) in months.iter().enumerate() {
            let left = slot(index);
            let wide = (slot(index + 1) - left).saturating_sub(2).clamp(1, 40);
            let mut y = base;
            for sort in [Sort::Personal, Sort::Thin, Sort::Canned, Sort::Blank] {
                let high = scale(month.counts.of(sort));
                y -= high;
                if high > 0 {
                    let _ = write!(
                        html,
                        "<rect class=\"{}\" x=\"{left}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>",
                        sort.id()
                    );
                }
            }
            if index % every == 0 {
                let _ = write!(html, "<text x=\"{left}\" y=\"{}\">{}</text>", base + 16, month.month);
            }
        }
        html.push_str("</svg><figcaption>");
        for sort in Sort::ALL {
            let _ = write!(
                html,
                "<span class=\"key\"><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect class=\"{}\" x=\"1\" y=\"1\" \
                 width=\"12\" height=\"12\"/></svg>{}</span>",
                sort.id(),
                escape(&sort.words(self.words))
            );
        }
        html.push_str("</figcaption></figure>");
    }
}

/// How far apart a scale's marks are: 1, 2 or 5 times a power of ten, so that there are about four.
fn step(most: u32) -> u32 {
    let wanted = (most / 4).max(1);
    let power = 10_u32.pow(wanted.ilog10());
    [1, 2, 5, 10].into_iter().map(|times| times * power).find(|&step| step >= wanted).unwrap_or(wanted)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\0' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A cell of a CSV file; what a spreadsheet would take for a formula is marked as text.
fn quoted(cell: &str) -> String {
    let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_notes_stays_text() {
        assert_eq!(escape("<img src=x onerror=\"x\">"), "&lt;img src=x onerror=&quot;x&quot;&gt;");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("say \"hi\""), "\"say \"\"hi\"\"\"");
    }

    #[test]
    fn marks_are_round_numbers() {
        assert_eq!([1, 3, 9, 37, 100, 4_001].map(step), [1, 1, 2, 10, 50, 1_000]);
    }
}
