//! Drawing parts that know no plan: text in cells, lines being typed, long lists, meters and charts.
//!
//! Everything drawn goes through [`Canvas::put`], which makes imported text harmless and cuts it to its cell.

mod area;
mod canvas;
mod chart;
mod line;
mod meter;
mod text;
mod theme;
mod window;

pub use area::TextBox;
pub use canvas::Canvas;
pub use chart::{Point, burn_up};
pub use line::Line;
pub use meter::{Share, meter};
pub use text::{cut, pad_left, rows, width, wrap};
pub use theme::{Glyphs, Look, State, Theme};
pub use window::Window;
