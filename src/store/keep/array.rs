//! Lists of values inside brackets: items are added, changed and taken out one by one, so that a list with one
//! item a line changes by that line.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use toml::Value;
use toml_edit::Array;

use super::change::Change;
use super::entries::{id_of, matched};
use super::page::{is_blank, is_comment};
use super::written;

/// What happens to a list, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// This item of the text stays.
    Keep(usize),
    /// This item of the text becomes that item of now.
    Become(usize, usize),
    /// This item of the text goes.
    Drop(usize),
    /// That item of now comes here.
    Add(usize),
    /// This item of the text, which is that one of now, comes here from another place.
    Move(usize, usize),
}

impl Step {
    fn moved(&self) -> Option<usize> {
        match *self {
            Step::Move(from, _) => Some(from),
            _ => None,
        }
    }
}

impl Change<'_, '_> {
    /// Notes the edits of a list in brackets.
    pub(super) fn array(&mut self, seen: &Array, was: &[Value], is: &[Value]) -> Result<(), String> {
        let items: Vec<Range<usize>> = seen.iter().map(|item| item.span().unwrap_or_default()).collect();
        let whole = seen.span().unwrap_or_default();
        let list = Brackets { was, is, items, whole };
        let steps = steps(was, is);
        let page = self.page;
        if page.text[list.whole.clone()].contains('\n') {
            self.in_lines(&list, &steps)
        } else {
            self.in_one_line(&list, &steps)
        }
    }

    fn in_one_line(&mut self, list: &Brackets<'_>, steps: &[Step]) -> Result<(), String> {
        let mut items = Vec::with_capacity(list.is.len());
        for step in steps {
            match *step {
                Step::Keep(at) => items.push(self.page.text[list.items[at].clone()].to_owned()),
                Step::Become(at, now) | Step::Move(at, now) => items.push(self.item(list, at, now)?),
                Step::Add(now) => items.push(written::in_line(&list.is[now])),
                Step::Drop(_) => {}
            }
        }
        let start = list.whole.start;
        let columns = self.page.text[self.page.line_start(start)..start].chars().count();
        let wide = written::is_wide(columns, &items) && items.len() > 1;
        let text = if wide { written::one_a_line(&items) } else { written::in_brackets(&items) };
        self.edit(list.whole.clone(), &text);
        Ok(())
    }

    fn in_lines(&mut self, list: &Brackets<'_>, steps: &[Step]) -> Result<(), String> {
        let mut latest = None;
        for step in steps {
            match *step {
                Step::Keep(at) => latest = Some((at, false)),
                Step::Become(at, now) => {
                    let text = self.item(list, at, now)?;
                    self.edit(list.items[at].clone(), &text);
                    latest = Some((at, false));
                }
                Step::Drop(at) => {
                    let (place, _) = self.room_of(list, at);
                    self.edit(place, "");
                    latest = Some((at, true));
                }
                Step::Add(now) => {
                    let text = format!("{},", written::in_line(&list.is[now]));
                    self.add(list, latest, &text);
                }
                Step::Move(at, now) => {
                    let (room, alone) = self.room_of(list, at);
                    let behind = self.comma(list, at).map_or(list.items[at].end, |comma| comma + 1);
                    let note = if alone { self.page.text[behind..room.end].trim_end() } else { "" };
                    let text = format!("{},{note}", self.item(list, at, now)?);
                    self.add(list, latest, &text);
                }
            }
        }
        self.end_with_comma(list, steps);
        Ok(())
    }

    /// Returns the text of an item that has changed.
    fn item(&self, list: &Brackets<'_>, at: usize, now: usize) -> Result<String, String> {
        match (&list.was[at], &list.is[now]) {
            (Value::Table(was), Value::Table(is)) if id_of(&list.was[at]) == id_of(&list.is[now]) => {
                self.in_line(list.items[at].clone(), was, is)
            }
            (_, is) => Ok(written::in_line(is)),
        }
    }

    /// Returns what goes with an item, and whether that is its whole line, where it is alone there; else it is the
    /// item, its comma and the space behind.
    fn room_of(&self, list: &Brackets<'_>, at: usize) -> (Range<usize>, bool) {
        let (page, item) = (self.page, &list.items[at]);
        let behind = self.comma(list, at).map_or(item.end, |comma| comma + 1);
        let line = page.line_start(item.start)..page.line_end(behind);
        let alone = page.text[line.start..item.start].trim().is_empty()
            && is_rest(&page.text[behind..line.end])
            && line.start > list.whole.start
            && line.end < list.whole.end;
        if alone {
            return (line, true);
        }
        let rest = &page.text[behind..line.end];
        (item.start..behind + rest.len() - rest.trim_start_matches(' ').len(), false)
    }

    /// Adds an item, comma included, behind one of the text (which may be dropped), or as the first.
    fn add(&mut self, list: &Brackets<'_>, latest: Option<(usize, bool)>, text: &str) {
        let Some((at, dropped)) = latest else { return self.add_first(list, text) };
        let (page, item) = (self.page, &list.items[at]);
        let behind = self.comma(list, at).map_or(item.end, |comma| comma + 1);
        let end = page.line_end(behind);
        if is_rest(&page.text[behind..end]) && end < list.whole.end {
            let indent = self.indent(item.start);
            self.edit(end..end, &format!("{indent}{text}\n"));
        } else if dropped {
            let (room, _) = self.room_of(list, at);
            self.edit(room.end..room.end, &format!("{text} "));
        } else {
            self.edit(behind..behind, &format!(" {text}"));
        }
    }

    fn add_first(&mut self, list: &Brackets<'_>, text: &str) {
        let page = self.page;
        let Some(first) = list.items.first() else {
            let line = page.line_end(list.whole.start);
            self.edit(line..line, &format!("{}{text}\n", written::INDENT));
            return;
        };
        let line = page.line_start(first.start);
        if page.text[line..first.start].trim().is_empty() && line > list.whole.start {
            let indent = self.indent(first.start);
            self.edit(line..line, &format!("{indent}{text}\n"));
        } else {
            self.edit(first.start..first.start, &format!("{text} "));
        }
    }

    /// The last item of the text may have no comma, and needs one once something follows it.
    fn end_with_comma(&mut self, list: &Brackets<'_>, steps: &[Step]) {
        let Some(end) = list.items.len().checked_sub(1) else { return };
        let stays = |step: &Step| matches!(*step, Step::Keep(at) | Step::Become(at, _) if at == end);
        let Some(place) = steps.iter().position(stays) else { return };
        let followed = steps[place + 1..].iter().any(|step| matches!(step, Step::Add(_) | Step::Move(..)));
        if followed && self.comma(list, end).is_none() {
            self.edit_first(list.items[end].end, ",");
        }
    }

    /// Returns where the comma behind an item is.
    fn comma(&self, list: &Brackets<'_>, at: usize) -> Option<usize> {
        let ceiling = list.items.get(at + 1).map_or(list.whole.end, |next| next.start);
        let mut from = list.items[at].end;
        while from < ceiling {
            match self.page.text.as_bytes()[from] {
                b',' => return Some(from),
                b'#' => from = self.page.line_end(from),
                _ => from += 1,
            }
        }
        None
    }

    fn indent(&self, item: usize) -> String {
        let before = &self.page.text[self.page.line_start(item)..item];
        if before.trim().is_empty() { before.to_owned() } else { written::INDENT.to_owned() }
    }
}

/// A list in brackets: as it was read, as it is now, and where it stands in the text.
struct Brackets<'a> {
    was: &'a [Value],
    is: &'a [Value],
    items: Vec<Range<usize>>,
    whole: Range<usize>,
}

/// Returns whether nothing but a comment follows on the line.
fn is_rest(text: &str) -> bool {
    is_blank(text) || is_comment(text)
}

/// Returns how one list becomes the other; every item of the text stays, becomes another one or is dropped, in its
/// order.
fn steps(was: &[Value], is: &[Value]) -> Vec<Step> {
    // What both begin and end with stays; only what is between is looked at item by item.
    let above = was.iter().zip(is).take_while(|(was, is)| was == is).count();
    let ends = was[above..].iter().rev().zip(is[above..].iter().rev());
    let below = ends.take_while(|(was, is)| was == is).count();
    let former = former(&was[above..was.len() - below], &is[above..is.len() - below]);
    let mut steps: Vec<Step> = (0..above).map(Step::Keep).collect();
    let mut at = above;
    for (now, stays) in in_order(&former).into_iter().enumerate() {
        let now = above + now;
        let Some(place) = stays.map(|place| above + place) else {
            steps.push(former[now - above].map_or(Step::Add(now), |from| Step::Move(above + from, now)));
            continue;
        };
        steps.extend((at..place).map(Step::Drop));
        steps.push(if was[place] == is[now] { Step::Keep(place) } else { Step::Become(place, now) });
        at = place + 1;
    }
    steps.extend((at..was.len() - below).map(Step::Drop));
    steps.extend((was.len() - below..was.len()).map(Step::Keep));
    let moved: HashSet<usize> = steps.iter().filter_map(Step::moved).collect();
    paired(&steps, &moved)
}

/// Returns for each item of now which of the former ones it is.
fn former(was: &[Value], is: &[Value]) -> Vec<Option<usize>> {
    let (was, is): (Vec<_>, Vec<_>) = (was.iter().map(name_of).collect(), is.iter().map(name_of).collect());
    matched(was.iter().map(Cow::as_ref), is.iter().map(Cow::as_ref))
}

/// Leaves of the former places the most that already follow each other; the others have moved.
fn in_order(former: &[Option<usize>]) -> Vec<Option<usize>> {
    // Patience sorting: `tails[n]` is where the best row of n + 1 places ends.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; former.len()];
    for (now, place) in former.iter().enumerate() {
        let Some(place) = place else { continue };
        let row = tails.partition_point(|tail| former[*tail] < Some(*place));
        before[now] = row.checked_sub(1).map(|shorter| tails[shorter]);
        if row == tails.len() {
            tails.push(now);
        } else {
            tails[row] = now;
        }
    }
    let mut kept = vec![None; former.len()];
    let mut next = tails.last().copied();
    while let Some(now) = next {
        kept[now] = former[now];
        next = before[now];
    }
    kept
}

/// An item that goes and one that comes in its place are one that changes.
fn paired(steps: &[Step], moved: &HashSet<usize>) -> Vec<Step> {
    let mut short: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        match (short.last().copied(), *step) {
            (Some(Step::Drop(at)), Step::Add(now)) | (Some(Step::Add(now)), Step::Drop(at))
                if !moved.contains(&at) =>
            {
                short.pop();
                short.push(Step::Become(at, now));
            }
            _ => short.push(*step),
        }
    }
    short
}

/// Returns what tells an item from the others: its id, or else the item itself.
fn name_of(item: &Value) -> Cow<'_, str> {
    match item {
        Value::String(text) => Cow::Borrowed(text),
        Value::Table(_) if !id_of(item).is_empty() => Cow::Owned(format!("id {}", id_of(item))),
        other => Cow::Owned(written::in_line(other)),
    }
}
