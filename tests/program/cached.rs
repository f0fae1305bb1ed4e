//! What was read before is used again, and nothing that anybody sees depends on it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::{Workspace, files_below, repository};

const CACHE: &str = "output/.matome-cache";

/// A workspace with a plan and a form of its own and a few submissions of two rounds.
fn workspace(most: usize) -> Workspace {
    let workspace = Workspace::new();
    for file in ["plan.toml", "form.toml"] {
        let name = format!("schemas/kodaira-1/{file}");
        workspace.write(&name, &std::fs::read(repository().join(&name)).unwrap());
    }
    for round in ["2021", "2022"] {
        for (name, bytes) in submissions(round).into_iter().take(most) {
            workspace.write(&format!("input/{round}/{name}"), &bytes);
        }
    }
    workspace
}

fn submissions(round: &str) -> BTreeMap<String, Vec<u8>> {
    files_below(&repository().join("input").join(round))
}

/// Exit code and both streams.
fn run(workspace: &Workspace, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = workspace.matome(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What `-v` says beside the results.
fn details(workspace: &Workspace, arguments: &[&str]) -> String {
    run(workspace, &[arguments, &["-v", "--lang", "en"]].concat()).2
}

/// The entries that lie on disk.
fn entries(workspace: &Workspace) -> Vec<PathBuf> {
    let folder = workspace.dir.join(CACHE);
    if !folder.is_dir() {
        return Vec::new();
    }
    let is_entry = |name: &String| name.contains('/');
    files_below(&folder).into_keys().filter(is_entry).map(|name| folder.join(name)).collect()
}

/// The outputs of a build, without what was kept.
fn outputs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(folder);
    files.retain(|name, _| !name.starts_with(".matome-cache/"));
    files
}

#[test]
fn a_second_run_reads_only_what_changed() {
    let workspace = workspace(3);
    let check = ["check", "--round", "2022"];
    assert!(!details(&workspace, &check).contains("have not changed"));
    let first = run(&workspace, &check);
    assert_eq!(details(&workspace, &check).matches("Of these, 3 have not changed").count(), 2);
    let other = submissions("2022").into_values().nth(5).unwrap();
    let changed = submissions("2022").into_keys().next().unwrap();
    workspace.write(&format!("input/2022/{changed}"), &other);
    let said = details(&workspace, &check);
    assert!(
        said.contains("Of these, 3 have not") && said.contains("Of these, 2 have not"),
        "{said}"
    );
    assert_ne!(run(&workspace, &check), first);
    // What is no longer there leaves nothing behind.
    assert_eq!(entries(&workspace).len(), 3 + 1);
    std::fs::remove_file(workspace.dir.join("input/2022").join(changed)).unwrap();
    run(&workspace, &check);
    assert_eq!(entries(&workspace).len(), 3 + 1);
}

#[test]
fn what_the_rules_found_holds_only_beside_the_same_earlier_rounds() {
    let workspace = workspace(3);
    let check = ["check", "--round", "2022", "--format", "csv"];
    let plain = || run(&workspace, &[check.as_slice(), &["--no-cache"]].concat());
    let first = plain();
    assert_eq!([run(&workspace, &check), run(&workspace, &check)], [first.clone(), first.clone()]);
    // Amounts of last year that were reported as they are reported now.
    for (name, bytes) in submissions("2022").into_iter().take(3) {
        let other = submissions("2021").into_values().nth(6).unwrap();
        workspace.write(
            &format!("input/2021/{name}"),
            if name.len() % 2 == 0 { &bytes } else { &other },
        );
    }
    let second = plain();
    assert_ne!(second, first);
    assert_eq!([run(&workspace, &check), run(&workspace, &check)], [second.clone(), second]);
}

#[test]
fn nothing_is_kept_where_nobody_asked_for_it() {
    let own = workspace(1);
    run(&own, &["check", "--no-cache"]);
    run(&own, &["template", "--round", "2022", "--no-cache"]);
    assert!(!own.dir.join(CACHE).exists());
    // A folder that is no workspace and has no outputs.
    let bare = Workspace::bare();
    let (file, bytes) = submissions("2022").pop_first().unwrap();
    bare.write(&file, &bytes);
    run(&bare, &["check", &file]);
    assert_eq!(files_below(&bare.dir).into_keys().collect::<Vec<_>>(), [file]);
}

#[test]
fn what_is_kept_is_no_output_and_no_run_takes_it_away() {
    let workspace = workspace(2);
    run(&workspace, &["build", "--round", "2022"]);
    let kept = entries(&workspace);
    // What was read of four files, and what tells the outputs.
    assert_eq!(kept.len(), 5);
    let record = std::fs::read_to_string(workspace.dir.join("output/2022/run.json")).unwrap();
    assert!(!record.contains("matome-cache"));
    run(&workspace, &["build", "--round", "2022"]);
    assert_eq!(entries(&workspace), kept);
    // Another folder of outputs has its own.
    run(&workspace, &["build", "--round", "2022", "--out", "別の出力"]);
    assert!(workspace.dir.join("別の出力/.matome-cache").is_dir());
    // It may be deleted at any time.
    std::fs::remove_dir_all(workspace.dir.join(CACHE)).unwrap();
    assert_eq!(run(&workspace, &["build", "--round", "2022"]).0, Some(0));
    assert_eq!(entries(&workspace), kept);
}

#[test]
fn reports_that_would_be_the_same_are_not_made_anew() {
    let workspace = workspace(2);
    let build = ["build", "--round", "2022"];
    let stays = |arguments: &[&str]| details(&workspace, arguments).contains("reports stay");
    let folder = workspace.dir.join("output/2022");
    assert!(!stays(&build));
    let first = outputs(&folder);
    assert!(stays(&build) && outputs(&folder) == first);
    // Other outputs, and those that are not as they were written.
    assert!(!stays(&["build", "--round", "2022", "--paper", "hq"]));
    assert!(stays(&build) && outputs(&folder) == first);
    std::fs::write(folder.join("data/effects.csv"), "見本").unwrap();
    assert!(!stays(&build) && outputs(&folder) == first);
    std::fs::remove_file(folder.join("委員会資料.xlsx")).unwrap();
    assert!(!stays(&build) && outputs(&folder) == first);
    assert!(!stays(&["build", "--round", "2022", "--no-cache"]) && outputs(&folder) == first);
    // A round before it.
    let last_year = submissions("2021").into_iter().next_back().unwrap();
    workspace.write(&format!("input/2021/{}", last_year.0), &last_year.1);
    assert!(!stays(&build));
    assert!(stays(&build) && outputs(&folder) != first);
}

#[test]
fn entries_that_are_damaged_strange_or_older_are_left_aside_with_a_word() {
    let workspace = workspace(2);
    let check = ["check", "--round", "2021", "--format", "json"];
    let sound = run(&workspace, &check);
    let kept = entries(&workspace);
    let [one, other] = kept.as_slice() else { panic!("{kept:?}") };
    let mut hurt = std::fs::read(one).unwrap();
    let last = hurt.len() - 1;
    hurt[last] ^= 0x20;
    std::fs::write(one, hurt).unwrap();
    std::fs::write(other, "見本").unwrap();
    let said = details(&workspace, &check);
    assert!(said.contains("2 cache entries were damaged"), "{said}");
    assert_eq!(run(&workspace, &check), sound);
    // What was read for one file stands for no other.
    std::fs::copy(one, other).unwrap();
    assert!(details(&workspace, &check).contains("Of these, 1 have not changed"));
    assert_eq!(run(&workspace, &check), sound);
    let form = workspace.dir.join("schemas/kodaira-1/form.toml");
    let text = std::fs::read_to_string(&form).unwrap();
    std::fs::write(form, text + "\n# 見本\n").unwrap();
    let said = details(&workspace, &check);
    assert!(said.contains("2 cache entries are of another program, plan or form"), "{said}");
    assert_eq!(run(&workspace, &check), sound);
}

#[test]
fn where_nothing_can_be_written_nothing_is_kept() {
    let workspace = workspace(2);
    let check = ["check", "--round", "2021", "--format", "json"];
    let plain = run(&workspace, &[check.as_slice(), &["--no-cache"]].concat());
    // A file in the place of the folder: whoever runs the tests may write into any folder.
    workspace.write(CACHE, b"no folder");
    let said = details(&workspace, &check);
    assert!(said.contains("could not be kept"), "{said}");
    assert_eq!(run(&workspace, &check), plain);
    assert_eq!(run(&workspace, &["build", "--round", "2021"]).0, Some(0));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_is_no_failure() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = workspace(2);
    let check = ["check", "--round", "2021", "--format", "json"];
    let plain = run(&workspace, &[check.as_slice(), &["--no-cache"]].concat());
    let output = workspace.dir.join("output");
    let may = |mode| {
        std::fs::set_permissions(&output, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    std::fs::create_dir_all(&output).unwrap();
    may(0o555);
    let results = [run(&workspace, &check), run(&workspace, &check)];
    may(0o755);
    assert_eq!(results, [plain.clone(), plain]);
}

#[test]
fn two_runs_at_once_do_each_other_no_harm() {
    let workspace = workspace(4);
    let check = ["check", "--round", "2022", "--format", "json"];
    let plain = run(&workspace, &[check.as_slice(), &["--no-cache"]].concat());
    for _ in 0..2 {
        std::thread::scope(|scope| {
            let runs: Vec<_> = (0..3).map(|_| scope.spawn(|| run(&workspace, &check))).collect();
            for one in runs {
                assert_eq!(one.join().unwrap(), plain);
            }
        });
    }
}

/// A small generator of its own, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<'c, T>(&mut self, choices: &'c [T]) -> Option<&'c T> {
        (!choices.is_empty()).then(|| &choices[self.roll(choices.len())])
    }
}

/// Changes the workspace in one way, and says which.
fn change(workspace: &Workspace, dice: &mut Dice) -> String {
    let input = workspace.dir.join("input");
    let files: Vec<PathBuf> =
        files_below(&input).into_keys().map(|name| input.join(name)).collect();
    let round = ["2021", "2022"][dice.roll(2)];
    let pool: Vec<Vec<u8>> = submissions(round).into_values().collect();
    let new = pool[dice.roll(pool.len())].clone();
    let Some(file) = dice.of(&files) else {
        workspace.write(&format!("input/{round}/見本.xlsx"), &new);
        return "first".to_owned();
    };
    let what = match dice.roll(9) {
        0 | 1 => {
            std::fs::write(file, new).unwrap();
            "changed"
        }
        2 => {
            std::fs::remove_file(file).unwrap();
            "removed"
        }
        3 => {
            let ending = ["xlsx", "xlsm", "ods"][dice.roll(3)];
            std::fs::rename(file, file.with_extension(ending)).unwrap();
            "renamed"
        }
        4 => {
            workspace.write(&format!("input/{round}/追加{}.xlsx", dice.roll(100)), &new);
            "added"
        }
        5 => {
            let bytes = std::fs::read(file).unwrap();
            std::fs::write(file, &bytes[..bytes.len() * dice.roll(10) / 10]).unwrap();
            "cut off"
        }
        6 => {
            let form = workspace.dir.join("schemas/kodaira-1/form.toml");
            let text = std::fs::read_to_string(&form).unwrap();
            let (old, new) = [("記入日", "作成日"), ("作成日", "記入日")][dice.roll(2)];
            std::fs::write(form, text.replace(old, new)).unwrap();
            "form"
        }
        7 => {
            let (one, two, aside) = (input.join("2021"), input.join("2022"), input.join("aside"));
            for (from, to) in [(&one, &aside), (&two, &one), (&aside, &two)] {
                if from.is_dir() {
                    std::fs::rename(from, to).unwrap();
                }
            }
            "rounds swapped"
        }
        _ => {
            for entry in entries(workspace).iter().step_by(2) {
                let mut bytes = std::fs::read(entry).unwrap();
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1;
                std::fs::write(entry, bytes).unwrap();
            }
            "entries hurt"
        }
    };
    format!("{what}: {}", file.display())
}

#[test]
fn results_with_and_without_what_was_kept_are_the_same() {
    let workspace = workspace(3);
    let mut dice = Dice(11);
    for step in 0..30 {
        let what = change(&workspace, &mut dice);
        let round = ["2021", "2022"][dice.roll(2)];
        // Only JSON shows what was written; for the others it is let go, and what the rules found is kept.
        let format = ["json", "sarif", "text"][dice.roll(3)];
        let check = ["check", "--round", round, "--format", format];
        let plain = run(&workspace, &[check.as_slice(), &["--no-cache"]].concat());
        assert_eq!(run(&workspace, &check), plain, "{step}, {what}");
        if step % 6 == 0 {
            let build = ["build", "--round", round, "--out"];
            let with = run(&workspace, &[build.as_slice(), &["output"]].concat());
            let without = [build.as_slice(), &["without", "--no-cache"]].concat();
            assert_eq!(with.0, run(&workspace, &without).0, "{step}, {what}");
            let made = |out: &str| outputs(&workspace.dir.join(out).join(round));
            if with.0 == Some(0) {
                assert!(made("output") == made("without"), "{step}, {what}");
            }
        }
    }
}
