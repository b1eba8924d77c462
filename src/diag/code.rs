//! The closed list of rules.

use std::fmt;

use super::Severity;

/// Declares [`Code`] and everything that belongs to each rule, so that none can be forgotten.
macro_rules! codes {
    ($($variant:ident, $name:literal, $severity:ident, $title:literal, $explanation:literal;)+) => {
        /// A rule that a site can break. Its name is stable: scripts and people rely on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $title] $variant,)+
        }

        impl Code {
            /// Every rule, in the order of this table.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name, in kebab case, such as `key-unknown`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What the rule is about, in one line.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// What breaks the rule, why that matters, and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)+ }
            }

            /// How bad it is to break the rule, unless the site says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    IoRead, "io-read", Error, "a file or folder could not be read",
        "A file or folder of the site could not be opened or read. fuwen stops rather than \
         publish a site in which something is silently missing. Check that it exists and that you \
         may read it.";
    IoWrite, "io-write", Error, "a file could not be written",
        "A file could not be written, renamed or removed. Check permissions and free space. What \
         was published before is still whole; the next build takes up where this one stopped.";
    NotUtf8, "not-utf8", Error, "a file is not UTF-8",
        "Content and configuration are read as UTF-8 only, since guessing an encoding corrupts \
         text unseen. Save the file as UTF-8. For raw letters in other encodings use `fuwen \
         import`.";
    SymlinkOutside, "symlink-outside", Error, "a symbolic link stands in the content folder",
        "Every symbolic link in the content folder is refused, wherever it leads: what is published \
         is what stands in the folder, and a link may lead out of it. Put a copy of the file in the \
         link's place, or remove the link.";
    GovernmentIncomplete, "government-incomplete", Warning, "a government site lacks required page tags",
        "Pages of government websites must name the site, its domain, its identification code and \
         the column's keywords. Nothing else in site.yaml can give these. Add the keys that the \
         message names, and write the identification code as it was given.";
    FileUnused, "file-unused", Warning, "a file of the content folder is not published",
        "The file is neither a setting, a reply, an article nor an original, so it makes no page. A \
         misplaced reply would stay unpublished unseen. Move it to replies/ or articles/, or remove it.";
    FileName, "file-name", Error, "a file's name cannot be part of an address",
        "A reply's path is its address on the site, so every part of it must be a slug: \
         lower-case ASCII letters, digits and single hyphens, and no name that Windows reserves. \
         Rename the file.";
    FrontMatterMissing, "front-matter-missing", Error, "a file has no front matter",
        "Every document begins with a block of YAML between two lines `---`. Without it nothing \
         is known of the document, not even whether it may be published. Add the block at the \
         first line.";
    FrontMatterUnclosed, "front-matter-unclosed", Error, "the front matter is not closed",
        "The block of YAML at the beginning has no second line `---`. Where it ends cannot be \
         guessed. Add the line after the last key; it must hold nothing else.";
    YamlSyntax, "yaml-syntax", Error, "the YAML cannot be read",
        "The text is not valid YAML, or uses a part of YAML that fuwen does not read (tags such \
         as `!!python/x`, several documents in one file). The usual causes are a colon or \
         quotation mark in a value without quotes, a tab for indentation, and a full-width colon \
         after a key.";
    YamlLimit, "yaml-limit", Error, "the YAML is too large or too deep",
        "The YAML is larger, more deeply nested or uses more aliases than any real document does. \
         The limits keep a prepared file from using up memory. Move long text into the body of \
         the document.";
    KeyUnknown, "key-unknown", Error, "a key is not known",
        "A key is not one that fuwen knows at this place. A mistyped key would otherwise lose its \
         value without a word. Correct the spelling, or remove the key; Chinese aliases are \
         accepted too.";
    KeyDuplicate, "key-duplicate", Error, "a key is given twice",
        "The same key stands twice in one map, or a key and its Chinese alias both do. Which one \
         was meant cannot be known. Remove one of them.";
    KeyMissing, "key-missing", Error, "a required key is missing",
        "A key that is required here is absent or empty. fuwen never invents a value. Add the key \
         with what the original says.";
    SummaryMissing, "summary-missing", Warning, "a reply of which a summary may be published has none",
        "The reply says `disclosure: summary` and has no `summary:`, so that its notice tells readers \
         no more than `disclosure: title` would. Add the text that may be published as `summary: …`, \
         or say `title`.";
    ValueType, "value-type", Error, "a value is of the wrong kind",
        "A value is a list where text belongs, text where a list belongs, and so on. The help \
         says how to write it. In YAML, `true` and `false` without quotes are not text.";
    ValueInvalid, "value-invalid", Error, "a value is not one of those allowed",
        "A value is of the right kind but not one that can stand here: outside the list of \
         allowed words, or outside the range of allowed numbers. The help names what is allowed.";
    DateInvalid, "date-invalid", Error, "a date cannot be read",
        "A date is not of the form 2025-06-20, or no such day exists; `published` also has a time \
         and offset, such as 2025-08-01T09:00:00+08:00. Leave the key out where the original \
         bears no date.";
    TopicUnknown, "topic-unknown", Error, "a topic is not declared",
        "A document names a topic that topics.yaml does not declare. A mistyped topic would make \
         a page of its own with one document. Correct the spelling, or declare the topic.";
    IssuerUnknown, "issuer-unknown", Warning, "an issuer is not declared",
        "A document is issued by a body that organisations.yaml does not declare, under its name \
         or an alias. It gets an address made from its pinyin. Declare it to give it a short \
         address for good.";
    PathClash, "path-clash", Error, "two sources claim the same path",
        "Two sources would be written to the same address, so one would hide the other. Addresses \
         that differ only in case count as the same. Rename one of the files, or declare \
         `home_bodies`.";
    LinkBroken, "link-broken", Error, "a link leads nowhere",
        "A link inside the site leads to a page, file or anchor that is not published. The target \
         may also be held back, which to a reader is the same. Correct the link, or remove it.";
    LinkUnsafe, "link-unsafe", Warning, "a link's target was dropped",
        "A link has a scheme that pages do not follow, such as `javascript:` or `file:`. The text \
         stays, the link is dropped. Use http, https, mailto or tel, or a relative path.";
    TemplateError, "template-error", Error, "a template cannot be used",
        "A template is not valid, or failed when a page was made from it. Nothing is written \
         while a template is broken. The message names the template and the place.";
    MessageMissing, "message-missing", Error, "a message has no translation",
        "A template uses a message that the theme does not define in the site's language. The \
         page would show the bare key. Add it to the theme's `i18n/` file of that language.";
    ThemeInvalid, "theme-invalid", Error, "a theme is not well formed",
        "A theme's theme.yaml or one of its files is not as it must be, or the chain of `extends` \
         leads back to itself. Nothing can be rendered with it. Correct what the message names.";
    ThemeUnknown, "theme-unknown", Error, "a theme does not exist",
        "The theme that site.yaml or another theme names is neither built in nor a folder below \
         `themes/`. Correct the name, or add the folder.";
    ConfigMissing, "config-missing", Error, "the site has no configuration",
        "A site is a folder that holds content/site.yaml, with at least a title. Run fuwen in \
         that folder or name it with `--root`; `fuwen init` makes a new site.";
    OutputUnsafe, "output-unsafe", Error, "the output folder is not safe to use",
        "The output folder holds the site's sources, or is held by them. Building there could \
         overwrite originals or publish them. Choose another folder with `--output`.";
    OutputUnknownFile, "output-unknown-file", Error, "an output file is of unknown origin",
        "A file in the output folder is neither planned nor known to have been written by fuwen. \
         It may be a withdrawn document in a copied folder. Remove it, or list it under `keep:` \
         in site.yaml.";
    FileChanged, "file-changed", Error, "a file changed during the build",
        "A file changed after it had been cleared for publication and before it was rendered. \
         What was cleared is not what would be published, so the build stops. Build again.";
    PrivacyIdentityCard, "privacy-identity-card", Error, "an identity card number",
        "A text that would be published holds the number of an identity card. Remove it, or set \
         `privacy: {identity_card: mask}` in site.yaml.";
    PrivacyMemberContact, "privacy-member-contact", Error, "a member's own telephone or address",
        "A text that would be published holds a telephone number or address labelled as a member's, or \
         standing behind the letter's end. Members' contacts never belong to what is published. \
         Remove it, or set `privacy: {member_contact: mask}`.";
    PrivacyBankCard, "privacy-bank-card", Warning, "the number of a bank card",
        "A text that would be published holds a number that has the form and check digit of a bank \
         card's. Remove it, or set `privacy: {bank_card: mask}`.";
    PrivacyMobile, "privacy-mobile", Warning, "a mobile telephone number",
        "A text that would be published holds a mobile telephone number that is not the bureau's \
         contact. Remove it, or set `privacy: {mobile: mask}`.";
    PrivacyEmail, "privacy-email", Warning, "a personal mail address",
        "A text that would be published holds a mail address that is not a government's. Remove it, or \
         set `privacy: {email: mask}`.";
    PrivacyAddress, "privacy-address", Warning, "a home address",
        "A text that would be published holds what looks like somebody's home address. Name the \
         township at most, or set `privacy: {address: mask}`.";
    ContactMobile, "contact-mobile", Warning, "a bureau's contact is a mobile number",
        "The bureau's contact stays as the letter gives it, but a mobile number is mostly a clerk's \
         own. Ask whether the office number can stand in its place.";
    AliasInvalid, "alias-invalid", Error, "an old address cannot be redirected",
        "An entry of `aliases` is not a relative path that ends in .html, or is the address of a \
         page that exists. A redirect there would leave the site or hide the page. Correct or \
         remove it.";
    FactMissing, "fact-missing", Note, "a fact that letters bear is not stated",
        "The page shows the fact as not stated by the original. That is right where the original \
         bears none, and a gap where it was only not taken over. Compare the original.";
    DateOrder, "date-order", Warning, "dates are out of order",
        "A letter cannot have been put on the web or corrected before it was written, nor be older \
         than the session it answers. One of the dates is mistyped. Compare the original.";
    NumberMismatch, "number-mismatch", Warning, "a case number disagrees with the file's name or title",
        "The number of the case is not the one in the file's name or in the letter's title, or the \
         kind is another one. The address would lead people to the wrong case. Correct the one that \
         is wrong; where the address has been public, keep it under `aliases:`.";
    YearMismatch, "year-mismatch", Warning, "a year disagrees with the folder or document number",
        "The year under which the reply is filed is not that of its folder, or its document number \
         bears another year than its date. Correct the one that is wrong, or move the file and keep \
         its old address under `aliases:`.";
    ReviewOpen, "review-open", Warning, "a doubt is not settled",
        "Import left an entry under `review:` that nobody has settled. Compare the place with the \
         original, correct the file, and remove the entry.";
    ReplyDuplicate, "reply-duplicate", Warning, "two letters are nearly the same",
        "Nearly all of the letter's text stands in another published letter too. It may have been \
         imported twice, or under the wrong number. Remove one of them, or say under `allow:` why \
         both stand.";
    MarkLeft, "mark-left", Warning, "a mark of Markdown is left in the text",
        "Readers would see the mark itself: `**` that did not become bold, or `#` that did not become \
         a heading. Bold ends before punctuation, and a blank follows `#`. Where the text itself has \
         the sign, write a backslash before it.";
    TextLost, "text-lost", Warning, "a part of the text is not shown as it stands",
        "Readers would not see all that the body says. A control character, or one that turns the direction \
         of the text, is shown as U+FFFD; cells that a row has beyond the head of its table are left out.";
    TextMissing, "text-missing", Warning, "a letter that is published whole has no text",
        "The reply is published as a letter, and its body is empty, so that its page has facts alone. Add the \
         text, or say with `disclosure:` that only a summary or a title is published.";
    HtmlRaw, "html-raw", Warning, "raw HTML is shown as text",
        "HTML in a body is never passed on: readers see its tags. Write it as Markdown, or put a \
         backslash before `<` where the text itself has the sign.";
    PageLinkBroken, "page-link-broken", Error, "a page's link leads nowhere",
        "A link that a template makes leads to no page, file or place of the site, or is not \
         relative, so that it fails in another folder and from disk. Correct the template.";
    PageOrphan, "page-orphan", Warning, "no link leads to a page",
        "The page is published, but nobody who starts at the home page can find it. A template of the \
         theme leaves its list out. Link to it, or to a list that holds it.";
    DisclosureUnmarked, "disclosure-unmarked", Note, "the original bears no disclosure mark",
        "The reply has no `disclosure:`, or it is `unstated`. It is held back unless site.yaml says \
         `disclosure: {unstated: publish}`. Ask whoever issued it, and state what they decide.";
    DisclosureDoubtful, "disclosure-doubtful", Warning, "a doubt about the disclosure mark holds a reply back",
        "As long as an entry under `review:` says that the mark is in doubt, nothing of the reply is \
         published. Compare the original, set `disclosure:`, and remove the entry.";
    HeldInOutput, "held-in-output", Error, "what is held back still stands in the output folder",
        "The output folder holds a page of a document that must not be published, or its letter where \
         only a notice may stand. Build again, and publish the folder anew; what was uploaded has to \
         be removed there.";
    HeldInGit, "held-in-git", Warning, "Git tracks what is held back",
        "Whoever can read the repository can read the document: in a public repository it is \
         published, in all its versions. Keep it elsewhere, with `git rm --cached` and .gitignore; its \
         history stays. Allow the rule in site.yaml where nobody but the bureau reads the repository.";
    OriginalChanged, "original-changed", Error, "an original is not the one that was imported",
        "The SHA-256 of the original is not the one in the front matter. Either the original was \
         touched, or the front matter names another file. Restore the original, or import it again.";
    OriginalMissing, "original-missing", Warning, "an original is not there",
        "The front matter names an original that does not stand below content/, so that nobody can \
         compare the two. Put it back, or correct `source.file`.";
    MessageInvalid, "message-invalid", Warning, "a theme's message is empty or fills in other values",
        "A message of the site's own theme is empty, holds a placeholder that gets no value, or leaves out one \
         that the default theme fills in. Readers would see nothing, bare braces, or a sentence without \
         its number. Correct the message, or remove it to have that of the default theme.";
    MessageUnused, "message-unused", Warning, "a theme's message is never shown",
        "The theme defines a message that neither the default theme nor a template of its own asks \
         for. The key is probably mistyped. Correct or remove it.";
    ThemeUnused, "theme-unused", Warning, "a part of a theme is never used",
        "A file of the site's own theme stands where no theme has such files, or is a template or component \
         that nothing uses. Its name or folder is probably mistyped, so that what it should replace is shown \
         still. Correct the name, or remove it.";
    AllowUnknown, "allow-unknown", Warning, "an exception names no rule that can be excepted",
        "An entry of `allow:` names no rule, or one that nothing can be excepted from. It has no \
         effect. `fuwen check --explain CODE` knows every rule.";
}

impl Code {
    /// The rule of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl Code {
    /// Whether a site or file may be excepted from the rule, with a reason: warnings and notes
    /// are for people to weigh, and what is personal data depends on what it is.
    pub fn may_be_allowed(self) -> bool {
        self.severity() != Severity::Error || self.name().starts_with("privacy-")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_variants_in_kebab_case() {
        for code in Code::ALL {
            let camel: String = code.name().split('-').map(capitalised).collect();
            assert_eq!(format!("{code:?}"), camel);
            assert_eq!(Code::parse(code.name()), Some(*code));
        }
        assert_eq!(Code::parse("no-such-rule"), None);
    }

    #[test]
    fn texts_keep_to_the_house_style() {
        for code in Code::ALL {
            assert!(
                !code.title().ends_with('.') && !code.title().contains('\n'),
                "{code}"
            );
            assert!(
                code.explanation().matches(". ").count() >= 1,
                "{code} needs two sentences"
            );
            assert!(code.explanation().ends_with('.'), "{code}");
        }
    }

    fn capitalised(word: &str) -> String {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    }
}
