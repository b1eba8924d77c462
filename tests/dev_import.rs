#[path = "suite/importing.rs"] mod importing;
#[path = "suite/import_seeds.rs"] mod import_seeds;
