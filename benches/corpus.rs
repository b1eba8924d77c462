//! Archives of any size, made up but natural: the same number always gives the same letters.
//!
//! Clauses of the archive's own letters are mixed with words of a lexicon whose frequencies fall
//! as those of a language do, so that a large archive has tens of thousands of different pairs of
//! characters. Names, bureaus, topics and years repeat as they do in a real archive.

use std::path::Path;

/// Numbers that look random and are always the same (xorshift64*).
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice for one letter.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `limit`, all alike likely.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((self.next() >> 11) as usize) % limit
    }

    /// A number below `limit`, small ones far more likely, as words of a language are.
    fn ranked(&mut self, limit: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((limit as f64).powf(unit) - 1.0) as usize % limit
    }
}

const BUREAUS: [&str; 24] = [
    "教育局",
    "科学技术局",
    "民政局",
    "财政局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康委员会",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "体育局",
    "统计局",
    "医疗保障局",
    "城市管理局",
    "住房和城乡建设局",
    "生态环境局",
    "自然资源局",
    "司法局",
    "公安局",
    "人力资源和社会保障局",
    "发展和改革委员会",
];
const CITIES: [&str; 6] = ["青岚市", "望川市", "白石市", "碧湖市", "临溪市", "南屏市"];
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
const LEXICON: usize = 24_000;
const TOPICS: usize = 40;

/// Texts from which letters are made.
pub(crate) struct Corpus {
    clauses: Vec<String>,
}

impl Corpus {
    /// Takes clauses from the archive's own letters.
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/replies/2025");
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .expect("the archive's letters")
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        names.sort();
        let clauses = names
            .iter()
            .filter_map(|path| std::fs::read_to_string(path).ok())
            .flat_map(|text| {
                let body = text
                    .splitn(3, "---\n")
                    .nth(2)
                    .unwrap_or_default()
                    .to_owned();
                let is_text = |line: &&str| !line.starts_with('#') && !line.contains("**");
                let lines: Vec<&str> = body.lines().filter(is_text).collect();

                lines
                    .join("")
                    .split(['，', '。', '；'])
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .filter(|clause| (6..=40).contains(&clause.chars().count()))
            .collect();
        Self { clauses }
    }

    /// A word of the lexicon: two or three characters.
    fn word(rank: usize) -> String {
        let mut dice = Dice::new(rank as u64 + 77);
        let length = 2 + dice.below(5) / 4;
        let character = |dice: &mut Dice| {
            let code = 0x4E00 + dice.ranked(2_400) * 8 + dice.below(8);
            char::from_u32(code as u32).unwrap_or('文')
        };
        (0..length).map(|_| character(&mut dice)).collect()
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        let mut sentence = String::new();
        for part in 0..2 + dice.below(4) {
            if part > 0 {
                sentence.push('，');
            }
            if dice.below(2) == 0 {
                sentence.push_str(&self.clauses[dice.below(self.clauses.len())]);
            } else {
                for _ in 0..4 + dice.below(5) {
                    sentence.push_str(&Self::word(dice.ranked(LEXICON)));
                }
            }
        }
        sentence.push('。');
        sentence
    }

    fn paragraph(&self, dice: &mut Dice, characters: usize) -> String {
        let mut paragraph = String::new();
        while paragraph.chars().count() < characters {
            paragraph.push_str(&self.sentence(dice));
        }
        paragraph
    }

    /// The facts of letter number `index`.
    pub(crate) fn facts(index: usize) -> Facts {
        let mut dice = Dice::new(index as u64 + 1);
        let city = CITIES[dice.ranked(CITIES.len())];
        let bureau = BUREAUS[dice.ranked(BUREAUS.len())];
        let surname: Vec<char> = SURNAMES.chars().collect();
        let member = format!(
            "{}{}",
            surname[dice.below(surname.len())],
            Corpus::word(dice.ranked(900))
                .chars()
                .take(2)
                .collect::<String>()
        );
        Facts {
            index,
            proposal: dice.below(3) > 0,
            city,
            issuer: format!("{city}{bureau}"),
            member,
            year: 2012 + dice.below(14),
            topics: [dice.ranked(TOPICS), dice.ranked(TOPICS)],
            class: ["A", "A", "A", "B", "B", "C", "D"][dice.below(7)],
        }
    }

    /// The body of a letter of about `characters` characters, as Markdown (`true`) or raw text.
    pub(crate) fn body(&self, facts: &Facts, characters: usize, markdown: bool) -> String {
        let mut dice = Dice::new(facts.index as u64 + 500_000);
        let mut body = format!("{}：\n\n", facts.salutation());
        let subject = facts.subject();
        body.push_str(&format!("您提出的《{subject}》收悉，现答复如下：\n\n"));
        let sections = 4;
        for chapter in ["一", "二", "三", "四"] {
            let head: String = (0..4).map(|_| Self::word(dice.ranked(LEXICON))).collect();
            let marks = if markdown { "## " } else { "" };
            body.push_str(&format!("{marks}{chapter}、{head}\n\n"));
            for section in ["一", "二", "三"] {
                let head: String = (0..3).map(|_| Self::word(dice.ranked(LEXICON))).collect();
                let text = self.paragraph(&mut dice, characters / (sections * 3));
                body.push_str(&if markdown {
                    format!("### （{section}）{head}。\n\n{text}\n\n")
                } else {
                    format!("（{section}）{head}。{text}\n\n")
                });
            }
        }
        body.push_str(&format!("{}\n\n{}年6月20日\n", facts.issuer, facts.year));
        body
    }

    /// A raw letter as a scan gives it.
    pub(crate) fn raw_letter(&self, index: usize, characters: usize) -> String {
        let facts = Self::facts(index);
        format!(
            "{class}类\n同意公开\n\n{issuer}文件\n\n{number}\n\n{title}\n\n{body}\n承办人：{member}\n联系电话：0000-555{index:04}\n",
            class = facts.class,
            issuer = facts.issuer,
            number = facts.doc_number(),
            title = facts.title(),
            body = self.body(&facts, characters, false),
            member = facts.member,
        )
    }

    /// The Markdown file of a letter.
    pub(crate) fn reply(&self, index: usize, characters: usize) -> (String, String) {
        let facts = Self::facts(index);
        let kind = if facts.proposal {
            "proposal"
        } else {
            "suggestion"
        };
        let [first, second] = facts.topics;
        let topics = if first == second {
            format!("t{first}")
        } else {
            format!("t{first}, t{second}")
        };
        let text = format!(
            "---\ntitle: {title}\ncases:\n  - {{kind: {kind}, number: \"{number}\", subject: {subject}}}\n\
             session: {{body: {body_name}, term: 十届四次会议, year: {year}}}\naddressees: [{member}]\n\
             issuer: {issuer}\ndoc_number: {doc}\ndate: {year}-06-20\n\
             published: {year}-08-01T09:00:00+08:00\noutcome: {class}\ndisclosure: public\n\
             topics: [{topics}]\ncontacts: {{handler: {member}, phone: 0000-5550000}}\n\
             as_written:\n  head: {issuer}文件\n  marks: [{class}类, 同意公开]\n\
             \x20 contacts: [承办人：{member}, 联系电话：0000-5550000]\nreview: []\n---\n\n{body}",
            title = facts.title(),
            number = facts.number(),
            subject = facts.subject(),
            body_name = facts.body_name(),
            year = facts.year,
            member = facts.member,
            issuer = facts.issuer,
            doc = facts.doc_number(),
            class = facts.class,
            body = self.body(&facts, characters, true),
        );
        (
            format!(
                "content/replies/{}/{kind}-{}.md",
                facts.year,
                facts.number()
            ),
            text,
        )
    }

    /// Writes an archive of `replies` letters below `root`.
    pub(crate) fn write_archive(&self, root: &Path, replies: usize, characters: usize) {
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
            std::fs::write(path, text).expect("the file is written");
        };
        let bodies: Vec<String> = CITIES
            .iter()
            .flat_map(|city| [format!("{city}政协"), format!("{city}人大")])
            .collect();
        write(
            "content/site.yaml",
            &format!("title: 示例档案\nhome_bodies: [{}]\n", bodies.join(", ")),
        );
        let topics: String = (0..TOPICS)
            .map(|n| format!("- {{slug: t{n}, name: {}}}\n", Self::word(n + 40)))
            .collect();
        write("content/topics.yaml", &topics);
        let mut organisations = String::new();
        for (c, city) in CITIES.iter().enumerate() {
            for (b, bureau) in BUREAUS.iter().enumerate() {
                organisations.push_str(&format!("- {{slug: o{c}-{b}, name: {city}{bureau}}}\n"));
            }
        }
        write("content/organisations.yaml", &organisations);
        for index in 0..replies {
            let (path, text) = self.reply(index, characters);
            write(&path, &text);
        }
    }
}

/// The facts of one letter.
pub(crate) struct Facts {
    index: usize,
    proposal: bool,
    city: &'static str,
    issuer: String,
    member: String,
    year: usize,
    topics: [usize; 2],
    class: &'static str,
}

impl Facts {
    fn number(&self) -> String {
        format!("{}", 1_000_000 + self.index)
    }

    fn body_name(&self) -> String {
        format!(
            "{}{}",
            self.city,
            if self.proposal { "政协" } else { "人大" }
        )
    }

    fn word(&self) -> &'static str {
        if self.proposal { "提案" } else { "建议" }
    }

    fn title(&self) -> String {
        format!(
            "关于{}十届四次会议第{}号{}的答复",
            self.body_name(),
            self.number(),
            self.word()
        )
    }

    fn subject(&self) -> String {
        let mut dice = Dice::new(self.index as u64 + 9_000_000);
        let words: String = (0..5).map(|_| Corpus::word(dice.ranked(LEXICON))).collect();
        format!("关于{words}的{}", self.word())
    }

    fn doc_number(&self) -> String {
        format!(
            "{}办〔{}〕{}号",
            self.city.trim_end_matches('市'),
            self.year,
            self.index % 400 + 1
        )
    }

    fn salutation(&self) -> String {
        format!(
            "尊敬的{}{}",
            self.member,
            if self.proposal { "委员" } else { "代表" }
        )
    }
}
