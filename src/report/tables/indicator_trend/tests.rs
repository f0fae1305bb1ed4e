//! What a chart of an indicator says in words.

use super::*;

#[test]
fn a_description_keeps_target_and_newest_years_whole() {
    let years = |count: i32| -> Vec<String> {
        (0..count).map(|year| format!("R{year} 約123,456,789.1")).collect()
    };
    assert_eq!(
        in_words("件数の折れ線。", "50件", &years(2)),
        "件数の折れ線。目標は50件。実績はR0 約123,456,789.1、R1 約123,456,789.1。"
    );
    let long = in_words(&format!("{}の折れ線。", "指".repeat(60)), "毎年度50件", &years(20));
    assert!(long.chars().count() <= 250, "{long}");
    assert!(long.contains("。目標は毎年度50件。近年の実績はR"), "{long}");
    assert!(long.ends_with("、R19 約123,456,789.1。"), "{long}");
    let no_room = in_words(&"指".repeat(230), "毎年度50件", &years(20));
    assert!(no_room.ends_with("目標は毎年度50件。"), "{no_room}");
}
