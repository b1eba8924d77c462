//! Names that stay the same wherever a site moves.

use uuid::Uuid;

/// The space in which fuwen names things; made once, at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_2c84_93a7_4be5_8d0e_51c7_2ab9_64f3);

/// A URN made of these parts and of nothing else: the same parts give the same name.
pub fn urn(parts: &[&str]) -> String {
    let name = parts.join("\u{1f}");
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).urn().to_string()
}

#[cfg(test)]
mod tests {
    use super::urn;

    #[test]
    fn a_name_depends_on_its_parts_and_on_where_they_end() {
        assert_eq!(urn(&["a", "b"]), urn(&["a", "b"]));
        assert_ne!(urn(&["a", "b"]), urn(&["ab"]));
        assert!(urn(&["a"]).starts_with("urn:uuid:"));
    }
}
