//! What a plan file keeps through a save, and who may write it.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use ingather::error::Error;
use ingather::plan::Plan;
use ingather::store::{
    Access, Folders, Overwrite, Place, PlanFile, Previous, Recent, Why, keep_list, list_path, lists_folder,
    remember, remember_place, write_new,
};

use super::disk::left_over;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn a_plan(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("acme.toml");
    fs::write(&path, text).unwrap();
    path
}

fn open(path: &Path, access: Access) -> Result<ingather::store::Opened, Error> {
    PlanFile::open(path, &Folders::under(&path.with_extension("home")), access)
}

fn named(plan: &Plan, name: &str) -> Plan {
    let mut plan = plan.clone();
    plan.organization.name = name.into();
    plan
}

#[test]
fn opening_and_saving_an_unchanged_plan_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for text in
        ["", "# only this\r\n", "\u{feff}schema = 1 # one\r\n[sso]\r\nours = 1", "domains = [{ id = \"a\" }]"]
    {
        let path = a_plan(folder.path(), text);
        let written = fs::metadata(&path).unwrap().modified().unwrap();
        let mut opened = open(&path, Access::Write).unwrap();
        let saved = opened.file.save(&opened.plan).unwrap();
        assert_eq!(saved.previous, Previous::None);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
    }
}

#[test]
fn the_version_before_is_kept_and_the_mode_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path(), "schema = 1\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let mut opened = open(&path, Access::Write).unwrap();
    let saved = opened.file.save(&named(&opened.plan, "Acme")).unwrap();
    assert_eq!(mode(&path), 0o640);
    let Previous::Kept(kept) = saved.previous else { panic!("{saved:?}") };
    assert_eq!(fs::read_to_string(&kept).unwrap(), "schema = 1\n");
    assert_eq!(saved.digest, ingather::store::digest(&fs::read(&path).unwrap()));
}

#[test]
fn a_link_stays_a_link_and_its_target_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path(), "schema = 1\n");
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let link = elsewhere.join("link.toml");
    symlink("../acme.toml", &link).unwrap();
    let mut opened = open(&link, Access::Write).unwrap();
    opened.file.save(&named(&opened.plan, "Acme")).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&path).unwrap().contains("Acme"));
    assert!(matches!(open(&path, Access::Write), Err(Error::Locked { .. })), "one file, one lock");
    assert_eq!(lists_folder(&link), lists_folder(&path));
}

#[test]
fn a_second_instance_may_look_or_take_over_and_the_first_one_learns_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path(), "schema = 1\n");
    let mut first = open(&path, Access::Write).unwrap();
    assert!(matches!(open(&path, Access::Write), Err(Error::Locked { .. })));
    let mut looking = open(&path, Access::ReadOnly).unwrap();
    assert_eq!(looking.read_only, Some(Why::Asked));
    let refused = looking.file.save(&named(&looking.plan, "Looking")).unwrap_err();
    assert!(matches!(refused, Error::ReadOnly { .. }), "{refused}");
    let mut second = open(&path, Access::TakeOver).unwrap();
    let refused = first.file.save(&named(&first.plan, "First")).unwrap_err();
    assert!(matches!(refused, Error::Locked { .. }), "{refused}");
    second.file.save(&named(&second.plan, "Second")).unwrap();
    drop(second);
    let refused = first.file.save(&named(&first.plan, "First")).unwrap_err();
    assert!(matches!(refused, Error::Conflict { .. }), "{refused}");
    drop(first);
    assert!(fs::read_to_string(&path).unwrap().contains("Second"));
    assert!(!folder.path().join("acme.toml.lock").exists());
}

#[test]
fn a_tidied_away_lock_file_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path(), "schema = 1\n");
    let mut opened = open(&path, Access::Write).unwrap();
    fs::remove_file(folder.path().join("acme.toml.lock")).unwrap();
    opened.file.save(&named(&opened.plan, "Acme")).unwrap();
    assert!(matches!(open(&path, Access::Write), Err(Error::Locked { .. })));
}

#[test]
fn a_file_marked_as_not_to_be_written_is_opened_for_looking() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path(), "schema = 1\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let mut opened = open(&path, Access::Write).unwrap();
    assert_eq!(opened.read_only, Some(Why::FileRefuses));
    assert!(matches!(opened.file.save(&named(&opened.plan, "Acme")), Err(Error::ReadOnly { .. })));
    let copy = folder.path().join("copy.toml");
    opened.file.save_copy(&copy, &named(&opened.plan, "Acme"), Overwrite::No).unwrap();
    assert!(fs::read_to_string(&copy).unwrap().contains("Acme"));
}

#[test]
fn what_is_no_plan_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.toml");
    assert!(matches!(open(&missing, Access::Write), Err(Error::Missing { .. })));
    assert!(matches!(open(folder.path(), Access::Write), Err(Error::Io { .. })));
    for text in ["schema = 2\nanything = []\n", "schema = \n", "schema = 1\n[[domains]]\nid = 5\n"] {
        let path = a_plan(folder.path(), text);
        assert!(open(&path, Access::Write).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert!(!folder.path().join("acme.toml.lock").exists());
    }
    let large = a_plan(folder.path(), "");
    fs::File::options().write(true).open(&large).unwrap().set_len(65 << 20).unwrap();
    assert!(matches!(open(&large, Access::Write), Err(Error::TooLarge { limit: 64, .. })));
}

#[test]
fn a_new_plan_is_never_written_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_plan(folder.path(), "schema = 1\n");
    let folders = Folders::under(folder.path());
    let refused = PlanFile::create(&path, &Plan::default(), &folders).unwrap_err();
    assert!(matches!(refused, Error::AlreadyExists { .. }), "{refused}");
    let new = folder.path().join("new.toml");
    let mut file = PlanFile::create(&new, &named(&Plan::default(), "Acme"), &folders).unwrap();
    assert_eq!(fs::read_to_string(&new).unwrap(), "schema = 1\n\n[organization]\nname = \"Acme\"\n");
    file.save(&named(&Plan::default(), "Acme Ltd")).unwrap();
    assert_eq!(ingather::store::read(&new).unwrap().plan.organization.name, "Acme Ltd");
    let nowhere = PlanFile::create(&folder.path().join("no/such.toml"), &Plan::default(), &folders);
    assert!(matches!(nowhere, Err(Error::Io { .. })));
}

const FOLDER: &str = "INGATHER_TEST_OPEN_UMASK";

#[test]
fn files_are_for_their_owner_only_even_under_an_open_umask() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        let folder = tempfile::tempdir().unwrap();
        let again = "save::files_are_for_their_owner_only_even_under_an_open_umask";
        let status = Command::new("sh")
            .args(["-c", "umask 000; exec \"$0\" --exact \"$1\" >&2"])
            .arg(std::env::current_exe().unwrap())
            .arg(again)
            .env(FOLDER, folder.path())
            .status()
            .unwrap();
        assert!(status.success());
        return;
    };
    let folder = Path::new(&folder);
    fs::write(folder.join("probe"), "").unwrap();
    assert_eq!(mode(&folder.join("probe")), 0o666, "the umask is open");
    let folders = Folders::under(&folder.join("home"));
    let path = folder.join("acme.toml");
    let mut file = PlanFile::create(&path, &Plan::default(), &folders).unwrap();
    file.save(&named(&Plan::default(), "Acme")).unwrap();
    keep_list(&path, "r1", b"email\n").unwrap();
    write_new(&folder.join("people.csv"), b"email\n", Overwrite::No).unwrap();
    let opened = jiff::Timestamp::UNIX_EPOCH;
    remember(&folders, Recent { path: path.clone(), title: "Acme".into(), opened }).unwrap();
    remember_place(&folders, &path, Place::default()).unwrap();
    let backup = fs::read_dir(file.backups()).unwrap().next().unwrap().unwrap().path();
    let files = [
        path.clone(),
        folder.join("acme.toml.lock"),
        list_path(&path, "r1"),
        folder.join("people.csv"),
        folders.recent(),
        folders.places(),
        backup,
    ];
    for path in files {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    for path in
        [lists_folder(&path), folder.join("home"), folder.join("home/state"), file.backups().to_owned()]
    {
        assert_eq!(mode(&path), 0o700, "{}", path.display());
    }
    assert_eq!(left_over(folder), [""; 0]);
}

#[test]
fn one_address_among_thousands_changes_one_line_and_what_stands_beside_the_others_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "schema = 1\r\n".to_owned();
    for group in ["a", "b", "c"] {
        let people: String =
            (0..2000).map(|n| format!("  \"{group}{n}@acme.example\", # no. {n}\r\n")).collect();
        text +=
            &format!("\r\n# {group}\r\n[[groups]]\r\nid = \"{group}\"\r\npeople = [\r\n{people}] # end\r\n");
    }
    let path = a_plan(folder.path(), &text);
    let mut opened = open(&path, Access::Write).unwrap();
    for (group, person) in [(1, 700), (1, 701), (0, 0), (2, 1999)] {
        let old =
            std::mem::replace(&mut opened.plan.groups[group].people[person], format!("{person}@new.example"));
        text = text.replace(&format!("\"{old}\""), &format!("\"{person}@new.example\""));
        opened.file.save(&opened.plan).unwrap();
        assert!(fs::read_to_string(&path).unwrap() == text, "{old}");
    }
    opened.plan.groups.swap(0, 2);
    opened.file.save(&opened.plan).unwrap();
    assert!(ingather::store::read(&path).unwrap().plan == opened.plan);
    assert_eq!(fs::read_to_string(&path).unwrap().matches(" # no. ").count(), 6000);
}
