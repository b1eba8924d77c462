//! What the program refuses before it touches anything, and the exit code it says so with.

use crate::harness::{SiteTest, assert_same, tree};

#[test]
fn an_output_folder_that_holds_the_sources_is_refused() {
    let mut site = SiteTest::fixture("small");
    let before = tree(site.root());
    for output in [
        ".",
        "..",
        "/",
        "content",
        "content/public",
        "content/replies",
        "themes/x",
        ".git",
    ] {
        site.try_build(&["--output", output])
            .exits(2)
            .says("output-unsafe");
    }
    site.try_build(&["--output", "."]).says(" --> .\n");
    assert_same(&before, &tree(site.root()));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_hide_that_the_output_is_the_sources() {
    let mut site = SiteTest::fixture("small");
    std::os::unix::fs::symlink(site.path("content"), site.path("public")).unwrap();
    let before = tree(&site.path("content"));
    site.try_build(&[]).exits(2).says("output-unsafe");
    site.try_build(&["--output", "public/sub"])
        .exits(2)
        .says("output-unsafe");
    assert_same(&before, &tree(&site.path("content")));
}

#[test]
fn somebody_elses_folder_is_not_taken_over() {
    let mut site = SiteTest::fixture("small");
    site.write("home/thesis.docx", "mine")
        .write("home/photos/a.jpg", "mine");
    let before = tree(&site.path("home"));
    site.try_build(&["--output", "home"])
        .exits(2)
        .says("thesis.docx")
        .says("a.jpg");
    assert_same(&before, &tree(&site.path("home")));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let mut site = SiteTest::fixture("small");
    for arguments in [
        &["bild"] as &[&str],
        &[],
        &["build", "--nope"],
        &["build", "--jobs", "0"],
        &["build", "--format", "xml"],
        &["build", "--base-url", "example.org"],
        &["build", "--base-url", "https://example.org/?q=1"],
        &["build", "--base-url", "javascript:alert(1)"],
        &["--root", "nowhere", "build"],
        &["init"],
    ] {
        site.run(arguments).exits(2);
        assert!(!site.run.stderr.is_empty(), "{arguments:?} is explained");
        assert!(!site.path("public").exists(), "{arguments:?} wrote");
    }
}

#[test]
fn help_and_version_are_results() {
    let mut site = SiteTest::bare();
    for arguments in [["--help"], ["--version"]] {
        site.run(&arguments).exits(0);
        assert!(site.run.stdout.contains("fuwen") && site.run.stderr.is_empty());
    }
}

#[test]
fn a_disk_that_cannot_be_written_is_exit_code_3() {
    let mut site = SiteTest::fixture("small");
    site.write("public", "a file where the folder should be");
    site.try_build(&[])
        .exits(3)
        .says("error[io-")
        .says("public");
}

#[cfg(unix)]
#[test]
fn a_source_that_cannot_be_read_is_exit_code_3() {
    let mut site = SiteTest::fixture("small");
    let socket = site.path("content/replies/2025/proposal-1.md");
    let _listener = std::os::unix::net::UnixListener::bind(socket).unwrap();
    site.try_build(&[])
        .exits(3)
        .says("content/replies/2025/proposal-1.md");
    assert!(!site.path("public").exists());
}

#[test]
fn warnings_alone_are_exit_code_0() {
    let mut site = SiteTest::new(&[("content/replies/letter.txt", "misplaced")]);
    site.try_build(&[])
        .exits(0)
        .says("warning[file-unused]")
        .says("content/replies/letter.txt");
    assert_eq!(site.report()["problems"], 1);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_in_the_content_folder_is_refused() {
    let mut site = SiteTest::new(&[]);
    site.write(
        "secret.md",
        "---\ntitle: SECRET\ndisclosure: public\n---\n\nSECRET\n",
    );
    site.write(
        "elsewhere/a.md",
        "---\ntitle: SECRET\ndisclosure: public\n---\n\nSECRET\n",
    );
    site.write(
        "content/articles/b.md",
        "---\ntitle: 乙\ndisclosure: public\n---\n",
    );
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(site.path(to), site.path(from)).unwrap();
    };
    link("content/articles/about.md", "secret.md");
    link("content/articles/more", "elsewhere");
    link("content/articles/inside.md", "content/articles/b.md");
    site.fails(1, "content/articles/about.md")
        .says("content/articles/more")
        .says("symlink-outside");
    assert!(!site.run.stderr.contains("SECRET"));
    site.try_build(&["--keep-going"])
        .exits(1)
        .lacks(&["articles/about.html", "articles/more"]);
    site.has(&["articles/b.html"]);
}

#[test]
fn an_empty_site_builds() {
    let mut site = SiteTest::new(&[]);
    let pages = site.build().report()["pages"].as_u64();
    assert_eq!(pages, Some(site.output().len() as u64));
    site.has(&[
        "index.html",
        "replies/index.html",
        "statistics.html",
        "404.html",
        "robots.txt",
    ]);
    site.lacks(&[
        "replies/2025",
        "articles",
        "topics",
        "proposals",
        "members",
        "years",
    ]);
    site.contains("index.html", &["尚无公开的复文"]);
}
