//! Builds killed at any moment: no page is ever torn, and the next build mends the rest.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{SiteTest, Tree, assert_same};

/// How many builds are killed; more where the property tests run more cases too.
fn kills() -> u64 {
    match std::env::var("PROPTEST_CASES") {
        Ok(_) => 200,
        Err(_) => 50,
    }
}

/// The site in one of two forms, which differ in every page.
fn dress(site: &mut SiteTest, form: usize) {
    site.write("content/site.yaml", format!("title: 档案{form}\n"));
}

fn site() -> SiteTest {
    let mut site = SiteTest::new(&[]);
    for number in 1..=40 {
        let facts = format!(
            "cases: [{{kind: proposal, number: \"{number}\"}}]\nissuer: 甲\ndisclosure: public"
        );
        site.reply(&format!("2025/proposal-{number}"), &facts);
    }
    site
}

/// A file that has its own name is whole, in one form or the other.
fn assert_whole(found: &Tree, forms: &[Tree; 2]) {
    for (path, bytes) in found {
        let is_unfinished = path.ends_with(".fuwen-tmp") || path == ".fuwen-journal";
        let is_whole = forms.iter().any(|form| form.get(path) == Some(bytes));
        assert!(is_unfinished || is_whole, "{path} is torn");
    }
}

#[test]
fn a_build_killed_at_any_moment_tears_no_page() {
    let mut site = site();
    let mut longest = Duration::ZERO;
    let forms = [0, 1].map(|form| {
        dress(&mut site, form);
        fs::remove_dir_all(site.path("public")).ok();
        let begun = Instant::now();
        site.try_build(&["--jobs", "2"]).exits(0);
        longest = longest.max(begun.elapsed());
        site.output()
    });
    let mut dice = 1_u64;
    for kill in 0..kills() {
        let form = usize::from(kill % 2 == 0);
        dress(&mut site, form);
        if kill % 3 == 0 {
            fs::remove_dir_all(site.path(".fuwen")).unwrap();
        }
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let moment = longest.mul_f64((dice >> 40) as f64 / (1_u64 << 24) as f64);
        let mut build = site.start(&["build", "--jobs", "2"]);
        thread::sleep(moment);
        build.kill();
        assert_whole(&site.output(), &forms);
        site.try_build(&[]).exits(0);
        assert_same(&forms[form], &site.output());
    }
}
