//! The messages of a theme.

use crate::diag::Diagnostics;
use crate::theme::{Theme, unused_messages};

/// Reports messages that no page will ever show.
pub(super) fn check(theme: &Theme) -> Diagnostics {
    unused_messages(theme)
}
