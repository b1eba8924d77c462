//! The facts of letters, and of the files of the output, as a cache holds them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::pack::{Input, Packed, fields, variants};
use super::{Made, Standing};
use crate::fs::Stamp;
use crate::model::reply::{
    Allowance, AsWritten, Contacts, Correction, Origin, ReviewEntry, SourceRef,
};
use crate::model::{CaseRef, Disclosure, Kind, Outcome, Permalink, Reply, Role, Session};

fields!(Stamp {
    size,
    modified,
    changed,
    inode
});
fields!(Standing { digest, stamp });
fields!(Made { key, source, files });

variants!(Kind { Proposal = 0, Suggestion = 1 });
variants!(Role { Reply = 0, CoHandling = 1, Continued = 2 });
variants!(Disclosure {
    Public = 0,
    Summary = 1,
    Title = 2,
    OnRequest = 3,
    Withheld = 4,
    Unstated = 5,
});

fields!(CaseRef {
    kind,
    number,
    subject
});
fields!(Session { body, term, year });
fields!(Contacts {
    lead,
    handler,
    phone
});
fields!(AsWritten {
    head,
    marks,
    contacts
});
fields!(SourceRef {
    file,
    sha256,
    imported
});
fields!(ReviewEntry {
    code,
    field,
    line,
    message,
    alternatives
});
fields!(Correction { date, note });
fields!(Allowance { code, reason });
fields!(Origin { path, digest });
fields!(Reply {
    origin,
    permalink,
    title,
    cases,
    session,
    addressees,
    issuer,
    co_issuers,
    doc_number,
    signer,
    date,
    published,
    outcome,
    disclosure,
    topics,
    contacts,
    as_written,
    source,
    review,
    role,
    summary,
    index_number,
    keywords,
    attachments,
    cc,
    aliases,
    corrected,
    allow,
});

impl Packed for Permalink {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_str().to_owned().put(out);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        String::take(input).map(Self::page)
    }
}

impl Packed for Outcome {
    fn put(&self, out: &mut Vec<u8>) {
        self.to_string().put(out);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        Self::parse(&String::take(input)?)
    }
}

impl Packed for Date {
    fn put(&self, out: &mut Vec<u8>) {
        self.year().put(out);
        self.month().put(out);
        self.day().put(out);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        let (year, month, day) = (i16::take(input)?, i8::take(input)?, i8::take(input)?);
        Self::new(year, month, day).ok()
    }
}

impl Packed for Timestamp {
    fn put(&self, out: &mut Vec<u8>) {
        self.as_second().put(out);
        self.subsec_nanosecond().put(out);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        let (second, nanosecond) = (i64::take(input)?, i32::take(input)?);
        Self::new(second, nanosecond).ok()
    }
}
