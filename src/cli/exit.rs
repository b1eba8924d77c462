//! Exit codes.

use crate::build::FailureKind;

/// What the process says when it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Exit {
    /// Good; there may be warnings.
    Good = 0,
    /// The content has problems.
    Content = 1,
    /// Wrong usage or configuration.
    Usage = 2,
    /// The disk could not be read or written.
    Disk = 3,
}

impl From<FailureKind> for Exit {
    fn from(kind: FailureKind) -> Self {
        match kind {
            FailureKind::Content => Self::Content,
            FailureKind::Configuration => Self::Usage,
            FailureKind::Disk => Self::Disk,
        }
    }
}
