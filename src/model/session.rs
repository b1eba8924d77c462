//! 届次: the body that sat, the term and the year.

/// The session in which a case was raised, in normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The body, such as 株洲市政协.
    pub body: Option<String>,
    /// The term, such as 十届四次会议.
    pub term: Option<String>,
    /// The letter's own year.
    pub year: Option<i16>,
}

impl Session {
    /// Body and term as letters write them together; `None` where no body is stated.
    pub fn name(&self) -> Option<String> {
        let body = self.body.as_deref()?;
        Some(format!(
            "{body}{}",
            self.term.as_deref().unwrap_or_default()
        ))
    }
}
