//! Forms after what divisions do to them, in every format: the same values, or a finding that names what is lost.

use serde_json::{Value, json};

use crate::answers::Answers;
use crate::programs::{LIBREOFFICE, OPENPYXL, are_there};
use crate::workspace::{Checked, Places, Workspace, places, workbooks};
use crate::{MONEY, as_arguments};

/// Formats that the program reads. LibreOffice writes all but .xlsb, which a script makes of its .xlsx.
const EXTENSIONS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "xlsb"];

/// A bad value, typed before the form was distorted: its finding has to name the cell where it stands afterwards.
const PLANTED: (&str, &str) = ("in_p12_rating", "だいたいA");

#[test]
fn distorted_forms_give_the_same_values_in_every_format() {
    let test = "distorted_forms_give_the_same_values_in_every_format";
    if !are_there(test, &[&OPENPYXL, &LIBREOFFICE]) {
        return;
    }
    let workspace = Workspace::new();
    let filled = |division: &str, round: &str| {
        workspace.templates(round, &format!("forms/{round}"));
        let template = workspace.path(&format!("forms/{round}/{division}.xlsx"));
        let mut answers = Answers::for_every_cell(&workspace.names(&template), &MONEY);
        // The last lines of the effects stay free, to be deleted and merged.
        for name in workspace.names(&template) {
            if name.contains("_effect_7_") || name.contains("_effect_8_") {
                answers.without(&name);
            }
        }
        let file = workspace.path(&format!("{division} {round}.xlsx"));
        workspace.fill(&template, &answers.to_put(), &file);
        file
    };
    let form = filled("総務課", "2022");
    let (other, last_year) = (filled("財政課", "2022"), filled("総務課", "2021"));
    let planted = json!({ "name": PLANTED.0, "text": PLANTED.1 });
    let planted = workspace.json_file("planted", &planted);
    let out = workspace.folder("distorted");
    let arguments = [&form, &other, &last_year, &planted, &out].map(|path| path.as_os_str());
    let told = LIBREOFFICE.json("distort.py", &arguments);

    let books = workbooks(&out);
    let binary = OPENPYXL.run("to_xlsb.py", &as_arguments(&books));
    assert!(binary.status.success(), "{}", String::from_utf8_lossy(&binary.stderr));

    let sound = workspace.check(&form, "2022");
    let mut wrong = Vec::new();
    for (way, found) in told.as_object().expect("places by way") {
        let places = places(found);
        for extension in EXTENSIONS {
            let checked = workspace.check(&out.join(format!("{way}.{extension}")), "2022");
            let differences = differences(&sound, &checked, &places, way == "spare_row_deleted");
            wrong.extend(differences.iter().map(|what| format!("{way}.{extension}: {what}")));
        }
    }
    for extension in EXTENSIONS {
        let file = |way: &str| workspace.check(&out.join(format!("{way}.{extension}")), "2022");
        let pasted = file("sheet_of_another_division_pasted_in");
        if pasted.findings("code", "S502").is_empty() {
            wrong.push(format!("{extension}: nothing is said of the other division's program"));
        }
        if file("form_of_last_year").findings("code", "S501").is_empty() {
            wrong.push(format!("{extension}: nothing is said of last year's form"));
        }
        if file("sheets_copied").findings("code", "L304").is_empty() {
            wrong.push(format!("{extension}: nothing is said of the lost names"));
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

/// What the distorted form gives otherwise than the sound one, other than by a finding that names it.
fn differences(sound: &Checked, checked: &Checked, places: &Places, may_lose: bool) -> Vec<String> {
    let (before, after) = (sound.values(), checked.values());
    let mut wrong = Vec::new();
    let essence = |value: &Value| {
        ["type", "value", "unit", "approx", "missing"].map(|key| value[key].clone())
    };
    let stands = |value: &Value, name: &str| {
        places
            .get(name)
            .is_some_and(|(sheet, cell)| value["sheet"] == **sheet && value["cell"] == **cell)
    };
    for (name, value) in &before {
        match after.get(name) {
            _ if name == PLANTED.0 => {}
            Some(now) if essence(now) != essence(value) => {
                wrong.push(format!("{name}: {:?} became {:?}", essence(value), essence(now)));
            }
            Some(now) if !stands(now, name) => {
                wrong.push(format!(
                    "{name} read from {}, it is at {:?}",
                    now["cell"],
                    places.get(name)
                ));
            }
            Some(_) => {}
            None => {
                let named = checked.findings("field", &value["field"].to_string().replace('"', ""));
                let named = named.iter().any(|finding| finding["program"] == value["program"]);
                if !(may_lose && named) {
                    wrong.push(format!("{name} is gone, named: {named}"));
                }
            }
        }
    }
    let planted = checked.findings("value", PLANTED.1);
    if !planted.iter().any(|finding| finding["code"] == "V203" && stands(finding, PLANTED.0)) {
        wrong.push(format!(
            "the bad value is not found at {:?}: {planted:?}",
            places.get(PLANTED.0)
        ));
    }
    let errors = checked.findings("severity", "error");
    let unexpected = errors.iter().filter(|finding| {
        finding["value"] != PLANTED.1
            && finding["code"] != "S502"
            && !(may_lose && finding["code"] == "L305")
    });
    wrong.extend(
        unexpected.map(|finding| format!("error: {} {}", finding["code"], finding["message"])),
    );
    wrong
}
