//! How many people stand where.

use std::ops::{AddAssign, Index, IndexMut};

use super::Standing;

/// People by standing, and those a portal counts outside without naming them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Still outside.
    pub outstanding: u32,
    /// With an open invitation.
    pub invited: u32,
    /// Were outside, are members now.
    pub consolidated: u32,
    /// Members who were never outside.
    pub native: u32,
    /// In no current list any more.
    pub gone: u32,
    /// Outside by decision.
    pub excluded: u32,
    /// Counted outside by the newest reading beyond the people the lists name.
    pub unnamed: u32,
    /// Not known to Zoom.
    pub unknown: u32,
}

impl Counts {
    /// Returns how many people the lists and the plan name: everybody but the unnamed.
    #[must_use]
    pub fn people(&self) -> u32 {
        Standing::ALL.into_iter().map(|standing| self[standing]).fold(0, u32::saturating_add)
    }

    /// Returns how many people are still outside: outstanding, invited and unnamed.
    #[must_use]
    pub fn outside(&self) -> u32 {
        self.outstanding.saturating_add(self.invited).saturating_add(self.unnamed)
    }
}

impl Index<Standing> for Counts {
    type Output = u32;

    fn index(&self, standing: Standing) -> &u32 {
        match standing {
            Standing::Excluded => &self.excluded,
            Standing::Consolidated => &self.consolidated,
            Standing::Invited => &self.invited,
            Standing::Gone => &self.gone,
            Standing::Outstanding => &self.outstanding,
            Standing::Native => &self.native,
            Standing::Unknown => &self.unknown,
        }
    }
}

impl IndexMut<Standing> for Counts {
    fn index_mut(&mut self, standing: Standing) -> &mut u32 {
        match standing {
            Standing::Excluded => &mut self.excluded,
            Standing::Consolidated => &mut self.consolidated,
            Standing::Invited => &mut self.invited,
            Standing::Gone => &mut self.gone,
            Standing::Outstanding => &mut self.outstanding,
            Standing::Native => &mut self.native,
            Standing::Unknown => &mut self.unknown,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        for standing in Standing::ALL {
            self[standing] = self[standing].saturating_add(more[standing]);
        }
        self.unnamed = self.unnamed.saturating_add(more.unnamed);
    }
}
