//! An Excel workbook: which sheets it has, and what their cells are read by.

use std::io::Read;

use super::cell::{Epoch, Format};
use super::sheet::{Look, SheetRows};
use super::strings::Strings;
use super::xml::{Piece, Xml};
use super::{Tab, damaged};
use crate::lists::dates::Serials;
use crate::lists::packed::Archive;
use crate::lists::refusal::{Refusal, RefusalKind};

/// Excel has 64,000 cell styles at most, and a book has fewer sheets and formats than that.
const MAX_ENTRIES: usize = 65_536;
const ROOT: &str = "_rels/.rels";

/// An opened workbook.
pub(super) struct Excel {
    pub tabs: Vec<Tab>,
    /// The part of each sheet.
    parts: Vec<String>,
    look: Look,
}

/// A part another one names: identity, kind and place.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Excel {
    /// Returns how a number in a column of days is read.
    pub(super) fn serials(&self) -> Serials {
        self.look.epoch.serials()
    }

    /// Reads everything but the sheets.
    pub(super) fn open(archive: &mut Archive<'_>) -> Result<Excel, Refusal> {
        let root = relations(archive, ROOT, "")?;
        let named = root.into_iter().find(|relation| relation.kind == "officeDocument");
        let book = named.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        if book.to_ascii_lowercase().ends_with(".bin") {
            let message = "This is a binary Excel workbook (xlsb). Open it, save it as xlsx and import that.";
            return Err(Refusal::new(RefusalKind::NotText, message));
        }
        let (folder, file) = book.rsplit_once('/').unwrap_or(("", &book));
        let separator = if folder.is_empty() { "" } else { "/" };
        let others = relations(archive, &format!("{folder}{separator}_rels/{file}.rels"), folder)?;
        let (sheets, epoch) = sheets(archive, &book)?;
        let mut excel =
            Excel { tabs: Vec::new(), parts: Vec::new(), look: Look { epoch, ..Look::default() } };
        for (tab, id) in sheets {
            // A chart has a tab, and no cells.
            if let Some(sheet) = others.iter().find(|other| other.id == id && other.kind == "worksheet") {
                excel.tabs.push(tab);
                excel.parts.push(sheet.target.clone());
            }
        }
        let of_kind =
            |kind: &str| others.iter().find(|other| other.kind == kind).map(|other| other.target.as_str());
        if let Some(part) = of_kind("styles").and_then(|name| archive.part(name)) {
            excel.look.styles = styles(part?)?;
        }
        if let Some(part) = of_kind("sharedStrings").and_then(|name| archive.part(name)) {
            excel.look.strings = Strings::read(part?)?;
        }
        Ok(excel)
    }

    /// Returns the bytes that stay in memory while a sheet is read.
    pub(super) fn size(&self) -> usize {
        self.look.strings.size()
    }

    /// Returns the rows of the sheet with this number.
    pub(super) fn rows<'a>(
        &'a self,
        archive: &'a mut Archive<'_>,
        sheet: usize,
    ) -> Result<SheetRows<'a, impl Read>, Refusal> {
        let name = self.parts.get(sheet).map_or("", String::as_str);
        let part = archive.part(name).ok_or_else(damaged)??;
        Ok(SheetRows::new(part, &self.look))
    }
}

/// Returns what the part with these relations names; their places count from `folder`.
fn relations(archive: &mut Archive<'_>, part: &str, folder: &str) -> Result<Vec<Relation>, Refusal> {
    let mut relations = Vec::new();
    let Some(part) = archive.part(part) else { return Ok(relations) };
    let mut xml = Xml::new(part?);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "Relationship" && relations.len() < MAX_ENTRIES => {
                let attribute = |name: &str| tag.get(name).unwrap_or_default().into_owned();
                let kind = attribute("Type");
                relations.push(Relation {
                    id: attribute("Id"),
                    kind: kind.rsplit('/').next().unwrap_or("").to_owned(),
                    target: place(folder, &attribute("Target")),
                });
            }
            Piece::End => return Ok(relations),
            _ => {}
        }
    }
}

/// Returns where a target lies in the archive.
fn place(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Returns the tabs with the relation of each, and from when days count.
fn sheets(archive: &mut Archive<'_>, book: &str) -> Result<(Vec<(Tab, String)>, Epoch), Refusal> {
    let part = archive.part(book).ok_or_else(damaged)??;
    let mut xml = Xml::new(part);
    let (mut sheets, mut epoch) = (Vec::new(), Epoch::Y1900);
    loop {
        match xml.next()? {
            Piece::Open(tag) if tag.name() == "sheet" && sheets.len() < MAX_ENTRIES => {
                let name = tag.get("name").unwrap_or_default().into_owned();
                let is_hidden = matches!(tag.get("state").as_deref(), Some("hidden" | "veryHidden"));
                let id = tag.get("id").unwrap_or_default().into_owned();
                sheets.push((Tab { name, is_hidden }, id));
            }
            Piece::Open(tag) if tag.name() == "workbookPr" => {
                if matches!(tag.get("date1904").as_deref(), Some("1" | "true" | "on")) {
                    epoch = Epoch::Y1904;
                }
            }
            Piece::End => return Ok((sheets, epoch)),
            _ => {}
        }
    }
}

/// Returns what each cell style makes of a number.
fn styles(part: impl Read) -> Result<Vec<Format>, Refusal> {
    let mut xml = Xml::new(part);
    let (mut codes, mut styles): (Vec<(u32, Format)>, Vec<Format>) = (Vec::new(), Vec::new());
    let mut is_cells = false;
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name() {
                "numFmt" if codes.len() < MAX_ENTRIES => {
                    let format = Format::of_code(&tag.get("formatCode").unwrap_or_default());
                    codes.extend(tag.number("numFmtId").map(|id| (id, format)));
                }
                "cellXfs" => {
                    is_cells = true;
                    codes.sort_by_key(|(id, _)| *id);
                }
                "xf" if is_cells && styles.len() < MAX_ENTRIES => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    let own = codes.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| codes[at].1);
                    styles.push(own.unwrap_or(Format::built_in(id)));
                }
                _ => {}
            },
            Piece::Close(tag) if tag.name() == "cellXfs" => is_cells = false,
            Piece::End => return Ok(styles),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_from_the_root_and_from_their_folder() {
        assert_eq!(place("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(place("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(place("xl", "..\\custom\\./a.xml"), "custom/a.xml");
        assert_eq!(place("", "../../a.xml"), "a.xml");
    }

    #[test]
    fn a_style_names_its_number_format() {
        let xml = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts>\
                   <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
                   <cellXfs><xf/><xf numFmtId='164'><alignment/></xf><xf numFmtId='22'/></cellXfs></styleSheet>";
        assert_eq!(styles(xml.as_bytes()).unwrap(), [Format::Plain, Format::Day, Format::Day]);
    }
}
