#[path = "suite/import_seeds.rs"]
mod import_seeds;
#[path = "suite/importing.rs"]
mod importing;
