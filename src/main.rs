//! The `fuwen` binary: arguments in, exit code out.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A build makes millions of short strings on all cores at once. Without huge pages (`no_thp`), since
/// clearing one each time that a letter's buffers come back costs more than it saves.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    fuwen::cli::run()
}
