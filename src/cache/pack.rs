//! Values to bytes and back. Reading never trusts a length: what does not fit is `None`.

use std::ops::Range;

/// A value that a cache can hold.
pub(super) trait Packed: Sized {
    /// Appends the value.
    fn put(&self, out: &mut Vec<u8>);
    /// Reads a value; `None` where the bytes are not one.
    fn take(input: &mut Input<'_>) -> Option<Self>;
}

/// Bytes being read.
pub(super) struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Input<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next `length` bytes.
    pub(super) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(length)?;
        let bytes = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    /// Where a run of bytes stands that its length precedes; it is skipped.
    pub(super) fn range(&mut self) -> Option<Range<usize>> {
        let length = u32::take(self)? as usize;
        let start = self.at;
        self.bytes(length)?;
        Some(start..self.at)
    }
}

pub(super) fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    // A front matter is far smaller than this number can say.
    u32::try_from(bytes.len()).unwrap_or(u32::MAX).put(out);
    out.extend_from_slice(bytes);
}

pub(super) fn put_text(text: &str, out: &mut Vec<u8>) {
    put_bytes(text.as_bytes(), out);
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Packed for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn take(input: &mut Input<'_>) -> Option<Self> {
                let bytes = input.bytes(size_of::<Self>())?;
                Some(Self::from_le_bytes(bytes.try_into().ok()?))
            }
        }
    )*};
}

numbers!(u8, i8, i16, u32, i32, u64, i64);

impl Packed for bool {
    fn put(&self, out: &mut Vec<u8>) {
        u8::from(*self).put(out);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        match u8::take(input)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl<const LENGTH: usize> Packed for [u8; LENGTH] {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        input.bytes(LENGTH)?.try_into().ok()
    }
}

impl Packed for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        let length = u32::take(input)? as usize;
        let text = std::str::from_utf8(input.bytes(length)?).ok()?;
        Some(text.to_owned())
    }
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        Some(if bool::take(input)? {
            Some(T::take(input)?)
        } else {
            None
        })
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        for value in self {
            true.put(out);
            value.put(out);
        }
        false.put(out);
    }

    fn take(input: &mut Input<'_>) -> Option<Self> {
        let mut values = Self::new();
        while bool::take(input)? {
            values.push(T::take(input)?);
        }
        Some(values)
    }
}

/// Packs the named fields of a struct; the compiler sees to it that none is forgotten.
macro_rules! fields {
    ($type:ty { $($field:ident),* $(,)? }) => {
        impl Packed for $type {
            fn put(&self, out: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($field.put(out);)*
            }

            fn take(input: &mut Input<'_>) -> Option<Self> {
                Some(Self { $($field: Packed::take(input)?),* })
            }
        }
    };
}

/// Packs an enum without values by a number for each variant.
macro_rules! variants {
    ($type:ty { $($variant:ident = $number:literal),* $(,)? }) => {
        impl Packed for $type {
            fn put(&self, out: &mut Vec<u8>) {
                let number: u8 = match self { $(Self::$variant => $number),* };
                number.put(out);
            }

            fn take(input: &mut Input<'_>) -> Option<Self> {
                match u8::take(input)? { $($number => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

pub(super) use {fields, variants};
